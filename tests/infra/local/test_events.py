from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

import pytest

from infra.local.events import BadAnswer, Incoming, answer, event

LARGEST = 1000


def incoming(**changes: Any) -> Incoming:
    values: dict[str, Any] = {
        "method": "GET",
        "path": "/api/Tickets/a%2Fb",
        "query": "",
        "headers": (("host", "desk.example:8000"),),
        "client": "127.0.0.1",
        "protocol": "HTTP/1.1",
        "id": "7d1",
        "at": datetime(2026, 11, 21, 12, 30, tzinfo=UTC),
    }
    return Incoming(**(values | changes))


def made(body: bytes = b"", **changes: Any) -> dict[str, Any]:
    return event(
        incoming(**changes), body, stage="local", pattern="/api/Tickets/{id}", params={"id": "a%2Fb"}, port=8000
    )


def test_path_and_variables_stay_encoded() -> None:
    found = made()
    assert found["path"] == found["requestContext"]["path"] == "/api/Tickets/a%2Fb"
    assert found["pathParameters"] == {"id": "a%2Fb"}


def test_the_route_is_named() -> None:
    found = made()
    assert found["resource"] == found["requestContext"]["resourcePath"] == "/api/Tickets/{id}"


def test_query_names_and_values_are_decoded_and_repeated_ones_kept_in_order() -> None:
    found = made(query="a=%C3%A4+b&a=2&%24top=&flag")
    assert found["multiValueQueryStringParameters"] == {"a": ["ä b", "2"], "$top": [""], "flag": [""]}
    assert found["queryStringParameters"] == {"a": "2", "$top": "", "flag": ""}


def test_query_bytes_that_are_no_text_do_no_harm() -> None:
    assert made(query="a=%FF")["queryStringParameters"] == {"a": "\ufffd"}


def test_without_a_query_there_are_no_query_maps() -> None:
    assert made()["multiValueQueryStringParameters"] is None


def test_repeated_headers_are_all_there_and_the_last_one_counts() -> None:
    found = made(headers=(("accept", "a/b"), ("accept", "c/d")))
    assert found["multiValueHeaders"]["accept"] == ["a/b", "c/d"]
    assert found["headers"]["accept"] == "c/d"


def test_the_gateway_says_what_it_knows_of_the_connection() -> None:
    found = made(headers=(("x-forwarded-for", "10.0.0.1"), ("x-forwarded-proto", "https")))
    assert found["headers"]["x-forwarded-for"] == "10.0.0.1, 127.0.0.1"
    assert found["headers"]["x-forwarded-proto"] == "http"
    assert found["headers"]["x-forwarded-port"] == "8000"


def test_a_body_is_always_base64() -> None:
    found = made(b'{"a":1}')
    assert (base64.b64decode(found["body"]), found["isBase64Encoded"]) == (b'{"a":1}', True)


def test_an_empty_body_is_none() -> None:
    assert (made()["body"], made()["isBase64Encoded"]) == (None, False)


def test_the_absolute_form_of_a_target_is_read_as_its_path() -> None:
    scope: dict[str, Any] = {
        "method": "GET",
        "raw_path": b"http://desk.example/api/Tickets",
        "query_string": b"a=1",
        "headers": [],
        "client": None,
        "http_version": "1.1",
    }
    assert Incoming.from_scope(scope).path == "/api/Tickets"


def test_an_answer_in_base64_becomes_bytes() -> None:
    body = base64.b64encode(b"\x00\xff").decode()
    assert answer({"statusCode": 200, "body": body, "isBase64Encoded": True}, largest=LARGEST) == (200, [], b"\x00\xff")


def test_single_and_repeated_headers_go_out() -> None:
    result = {
        "statusCode": 200,
        "headers": {"ETag": '"1"'},
        "multiValueHeaders": {"Set-Cookie": ["a=1", "b=2"]},
        "body": "",
    }
    _, headers, _ = answer(result, largest=LARGEST)
    assert headers == [(b"etag", b'"1"'), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]


def test_headers_of_the_connection_are_the_gateways_own() -> None:
    result = {"statusCode": 200, "headers": {"Content-Length": "99", "Connection": "close"}, "body": "x"}
    assert answer(result, largest=LARGEST) == (200, [], b"x")


@pytest.mark.parametrize(
    "result",
    [
        None,
        "text",
        {},
        {"statusCode": "200"},
        {"statusCode": 42},
        {"statusCode": 200, "body": {"a": 1}},
        {"statusCode": 200, "body": "?", "isBase64Encoded": True},
        {"statusCode": 200, "body": "x" * (LARGEST + 1)},
        {"statusCode": 200, "headers": {"Location": "/a\r\nSet-Cookie: b"}},
        {"statusCode": 200, "headers": {"X-Name": "\u4e2d"}},
        {"statusCode": 200, "body": "\ud800"},
    ],
)
def test_what_api_gateway_would_not_pass_on_is_refused(result: Any) -> None:
    with pytest.raises(BadAnswer):
        answer(result, largest=LARGEST)
