from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import config
from chalicelib.domain.caller import Caller
from chalicelib.errors import Malformed
from chalicelib.request import Headers, Query, Request


def request(**event: Any) -> Request:
    return Request.from_event({"httpMethod": "GET", "path": "/api/Tickets", **event})


def test_header_names_are_found_whatever_their_case() -> None:
    assert request(headers={"X-Thing": "one"}).headers["x-THING"] == "one"


def test_headers_that_come_several_times_are_joined() -> None:
    several = {"Accept": ["text/xml", "application/json"], "accept": ["*/*"]}
    assert Headers({"multiValueHeaders": several})["accept"] == "text/xml, application/json, */*"


def test_a_header_that_is_absent_is_no_key() -> None:
    assert "accept" not in request(headers=None, multiValueHeaders=None).headers


def test_query_names_may_repeat_and_keep_their_order() -> None:
    query = Query({"multiValueQueryStringParameters": {"a": ["1", "2"], "b": [""]}})
    assert query.pairs == (("a", "1"), ("a", "2"), ("b", ""))
    assert query.all("a") == ["1", "2"]


def test_a_query_name_is_found_in_another_case_only_when_asked() -> None:
    query = Query({"multiValueQueryStringParameters": {"KEY": ["x"], "key": ["y"]}})
    assert query.first("key") == "y"
    assert query.first("key", fold=True) == "x"
    assert query.first("Key") is None


def test_a_query_without_repeated_names_is_read_from_the_plain_map() -> None:
    assert Query({"queryStringParameters": {"top": "5"}}).first("top") == "5"


def test_a_body_in_base64_is_decoded() -> None:
    body = base64.b64encode(b"\xff\x00").decode()
    assert request(body=body, isBase64Encoded=True).body == b"\xff\x00"


def test_base64_that_is_none_is_malformed() -> None:
    with pytest.raises(Malformed):
        _ = request(body="A", isBase64Encoded=True).body


@given(st.text())
def test_every_text_body_becomes_bytes(text: str) -> None:
    assert request(body=text).body.decode("utf-8", "surrogatepass") == text


def test_half_a_surrogate_pair_reaches_the_parser_as_bytes_that_are_no_text() -> None:
    assert request(body='"\ud800"').body == b'"\xed\xa0\x80"'


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("application/json", "application/json", None),
        ("Application/JSON; Charset=UTF-8", "application/json", "utf-8"),
        ('text/xml; q="x"; charset="iso-8859-1"', "text/xml", "iso-8859-1"),
        ("text/xml; charset=", "text/xml", None),
        ("", "", None),
        (";;=;", "", None),
    ],
)
def test_content_type_is_split_into_type_and_charset(value: str, media_type: str, charset: str | None) -> None:
    asked = request(headers={"Content-Type": value})
    assert (asked.media_type, asked.charset) == (media_type, charset)


def test_nobody_is_the_caller_until_somebody_is_identified(caller: Caller) -> None:
    anonymous = request()
    with pytest.raises(LookupError):
        _ = anonymous.caller
    identified = anonymous.identified(caller)
    assert identified.caller is caller
    assert not anonymous.is_identified


def test_a_request_can_not_be_changed() -> None:
    with pytest.raises(AttributeError):
        request().method = "POST"


@pytest.mark.parametrize(
    ("headers", "base_url"),
    [
        ({"Host": "desk.example"}, "http://desk.example"),
        ({"Host": "desk.example:8000", "X-Forwarded-Proto": "https, http"}, "https://desk.example:8000"),
        ({"Host": 'x"><script>', "X-Forwarded-Proto": "gopher"}, "http://localhost"),
        ({}, "http://localhost"),
    ],
)
def test_the_base_url_is_what_the_caller_reached_us_under(headers: dict[str, str], base_url: str) -> None:
    assert request(headers=headers).base_url == base_url


def test_a_public_url_overrules_what_the_caller_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "PUBLIC_URL", "https://desk.example/")
    assert request(headers={"Host": "elsewhere"}).base_url == "https://desk.example"


def test_the_stage_of_a_bare_gateway_address_belongs_to_the_base_url() -> None:
    asked = request(headers={"Host": "abc.example"}, requestContext={"path": "/dev/api/Tickets"})
    assert asked.base_url == "http://abc.example/dev"


def test_the_stage_that_cloudfront_adds_is_in_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "PUBLIC_URL", "https://d1.cloudfront.net")
    asked = request(requestContext={"path": "/dev/api/Tickets"})
    assert (asked.base_path, asked.base_url) == ("", "https://d1.cloudfront.net")


def test_a_public_url_with_a_path_stands_in_front_of_every_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "PUBLIC_URL", "https://desk.example/help/")
    assert request(requestContext={"path": "/dev/api/Tickets"}).base_path == "/help"


def test_the_gateways_own_facts_have_defaults() -> None:
    asked = request(requestContext=None)
    assert (asked.request_id, asked.source_ip, dict(asked.authorizer)) == ("-", "", {})


def test_a_host_that_is_none_is_not_repeated_whoever_says_it() -> None:
    event = {"headers": {"Host": "a b"}, "requestContext": {"domainName": "<script>"}}
    assert Request.from_event(event).base_url == "http://localhost"
