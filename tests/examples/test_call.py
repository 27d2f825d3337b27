from __future__ import annotations

from typing import Any

import pytest

from app import DIALECTS
from chalicelib import openapi
from chalicelib.examples.call import File, Form, Json, Text, call, of

SCHEMES: dict[str, Any] = {
    "basic": {"type": "http", "scheme": "basic"},
    "access_token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "api_token": {"type": "http", "scheme": "bearer", "description": "To be exchanged."},
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "query", "name": "key"},
    "Own": {"type": "apiKey", "in": "header", "name": "X-Key"},
}
FILE = {"type": "string", "format": "binary"}


def parameter(name: str, where: str, *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": {"type": "string"}}


def document(*schemes: str, **operation: Any) -> dict[str, Any]:
    described = {"operationId": "Things.Do", "responses": {"204": {"description": "Done."}}, **operation}
    return {
        "security": [{name: []} for name in schemes],
        "components": {"securitySchemes": SCHEMES, "schemas": {}},
        "paths": {"/things/{id}": {"post": described}, "/": {"post": described}},
    }


def made(described: dict[str, Any], path: str = "/things/{id}") -> Any:
    return call(described, path, "POST", "https://desk.example/api")


def content(media_type: str, schema: Any, **more: Any) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {media_type: {"schema": schema, **more}}}}


def test_the_address_has_the_variables_and_the_names_that_are_required() -> None:
    parameters = [
        parameter("id", "path"),
        parameter("objectId", "query"),
        parameter("top", "query", required=False),
        parameter("two words", "query"),
        parameter("If-Match", "header"),
        parameter("If-None-Match", "header", required=False),
    ]
    found = made(document(parameters=parameters))
    assert found.url == "https://desk.example/api/things/{id}?objectId={objectId}&two%20words={two words}"
    assert found.headers == (("If-Match", "<If-Match>"),)
    assert (found.method, found.body) == ("POST", None)


def test_of_two_parameters_of_which_one_is_required_the_first_stands_in_the_address() -> None:
    parameters = [
        {**parameter("Subject", "query", required=False), "x-required-unless": "Category"},
        parameter("Category", "query", required=False),
        parameter("States", "query", required=False),
    ]
    assert made(document(parameters=parameters)).url == "https://desk.example/api/things/{id}?Subject={Subject}"


def test_the_root_is_the_prefix_itself() -> None:
    assert made(document(), "/").url == "https://desk.example/api"


@pytest.mark.parametrize(
    ("schemes", "headers"),
    [
        (("basic",), (("Authorization", "Basic <base64 of login:password>"),)),
        (("basic", "access_token"), (("Authorization", "Bearer <access token>"),)),
        (("bearer",), (("Authorization", "Bearer <token>"),)),
        (("api_token",), (("Authorization", "Bearer <API token>"),)),
        (("Own",), (("X-Key", "<key>"),)),
        ((), ()),
    ],
)
def test_a_credential_stands_where_it_belongs(schemes: tuple[str, ...], headers: Any) -> None:
    assert made(document(*schemes)).headers == headers


def test_a_key_stands_in_the_query_once() -> None:
    assert made(document("key", parameters=[parameter("key", "query")])).url.endswith("/things/{id}?key=<key>")


def test_what_an_operation_says_of_credentials_counts_first() -> None:
    assert made(document("basic", security=[])).headers == ()
    assert made(document("basic", security=[{"api_token": []}])).headers == (("Authorization", "Bearer <API token>"),)


def test_a_body_is_the_sample_that_is_shown_else_one_that_is_made() -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    shown = made(document(**content("application/json", schema, example={"n": 7})))
    assert (shown.body, shown.headers) == (Json({"n": 7}), (("Content-Type", "application/json"),))
    assert made(document(**content("application/json", schema))).body == Json({"n": 1})


def test_json_may_be_a_single_text() -> None:
    assert made(document(**content("application/json", {"type": "string"}))).body == Json("Example")


@pytest.mark.parametrize(
    ("media_type", "schema", "sent", "body"),
    [
        ("*/*", FILE, "application/octet-stream", File("example.bin")),
        ("image/png", {"type": "string", "contentEncoding": "base64"}, "image/png", File("example.bin")),
        ("application/octet-stream", {}, "application/octet-stream", File("example.bin")),
        ("text/plain", {"type": "string", "example": "Hello."}, "text/plain", Text("Hello.")),
        (
            "application/x-www-form-urlencoded",
            {"type": "object", "properties": {"a": {"type": "string", "example": "b c&"}}},
            "application/x-www-form-urlencoded",
            Text("a=b+c%26"),
        ),
    ],
)
def test_what_is_no_json_is_a_file_or_a_text(media_type: str, schema: Any, sent: str, body: Any) -> None:
    found = made(document(**content(media_type, schema)))
    assert (found.headers, found.body) == ((("Content-Type", sent),), body)


def test_a_form_has_files_for_bytes_and_no_media_type_yet() -> None:
    schema = {"type": "object", "properties": {"upload": FILE, "pages": {"type": "integer"}}}
    found = made(document(**content("multipart/form-data", schema)))
    assert found.body == Form((("upload", File("example.bin")), ("pages", Text("1"))))
    assert found.headers == ()


def test_an_answer_of_bytes_is_saved() -> None:
    answer = {"200": {"description": "Bytes.", "content": {"*/*": {"schema": FILE}}}}
    assert made(document(responses=answer)).saves
    assert not made(document()).saves


@pytest.mark.parametrize(
    ("dialect", "said"),
    [
        ("esm", "Bearer <access token>"),
        ("matrix42", "Bearer <access token>"),
        ("squiz", "Bearer <token>"),
        ("xmatters", "Basic <base64 of login:password>"),
        ("tickets", ""),
    ],
)
def test_callers_of_each_dialect_see_the_credential_that_it_takes(dialect: str, said: str) -> None:
    mount = next(mount for mount in DIALECTS if mount.dialect.name == dialect)
    paths = openapi.whole(mount.dialect)["paths"]
    routes = [
        route
        for route in mount.dialect.routes
        if not route.public and route.methods[0].lower() in paths.get(route.path, ())
    ]
    assert len(routes) > 5
    for route in routes:
        found = of(mount.dialect, route, route.methods[0], "https://desk.example")
        assert dict(found.headers).get("Authorization", "") == said
        assert ("?key=<key>" in found.url) == (dialect == "tickets")
