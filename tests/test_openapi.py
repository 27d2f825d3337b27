from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib import openapi
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.operation import Operation, Parameter
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response


class Thing(msgspec.Struct):
    Id: int
    Name: str | None = None


class Refusal(msgspec.Struct):
    Message: str


def say(error: PolydeskError, _: Request) -> Response:
    return Response(error.status)


def make_board() -> Dialect:
    dialect = Dialect(
        __name__,
        name="board",
        title="Board <b>",
        description="Things & more.",
        errors=say,
        accepts=frozenset({CredentialKind.KEY, CredentialKind.BASIC}),
    )

    @dialect.route(
        "/Things/{id}",
        methods=["PUT"],
        operation=Operation(
            "Replace a thing",
            path={"id": int},
            query=(Parameter("dry", "Only look.", bool, default=False),),
            body=Thing,
            answers={404: Refusal, 200: Thing},
            media_types=("application/json", "application/xml"),
        ),
    )
    def replace_thing(_: Request) -> Response:
        return Response()

    @dialect.route("", public=True, operation=Operation("Say hello", answers={204: None}))
    def greet(_: Request) -> Response:
        return Response()

    @dialect.route("/hidden")
    def undocumented(_: Request) -> Response:
        return Response()

    for path in ("/Things", "/Other"):
        dialect.route(path, operation=Operation("List", answers={200: list[Thing]}))(list_all)
    return dialect


def list_all(_: Request) -> Response:
    return Response()


@pytest.fixture
def described() -> dict[str, Any]:
    return openapi.describe(make_board(), "/api")


def request(prefix: str = "/api") -> Request:
    return Request.from_event({"httpMethod": "GET", "path": f"{prefix}/docs"}, prefix=prefix)


def test_the_document_names_its_version_and_the_prefix_in_use(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": "/api"}]


def test_only_documented_routes_are_in_it_relative_to_the_prefix(described: dict[str, Any]) -> None:
    assert {path: list(verbs) for path, verbs in described["paths"].items()} == {
        "/Things/{id}": ["put"],
        "/": ["get"],
        "/Things": ["get"],
        "/Other": ["get"],
    }


def test_path_parameters_have_their_types(described: dict[str, Any]) -> None:
    path, query = described["paths"]["/Things/{id}"]["put"]["parameters"]
    assert path == {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    assert query["schema"] == {"type": "boolean", "default": False}


def test_bodies_and_answers_refer_to_the_structs_of_the_wire(described: dict[str, Any]) -> None:
    operation = described["paths"]["/Things/{id}"]["put"]
    thing = {"schema": {"$ref": "#/components/schemas/Thing"}}
    assert operation["requestBody"]["content"] == {"application/json": thing, "application/xml": thing}
    assert list(operation["responses"]) == ["200", "404"]
    assert set(described["components"]["schemas"]) == {"Thing", "Refusal"}


def test_every_credential_that_is_taken_is_a_security_scheme(described: dict[str, Any]) -> None:
    assert described["security"] == [{"basic": []}, {"key": []}]
    assert described["components"]["securitySchemes"]["key"] == {"type": "apiKey", "in": "query", "name": "key"}


def test_a_public_operation_needs_none(described: dict[str, Any]) -> None:
    assert described["paths"]["/"]["get"]["security"] == []
    assert "security" not in described["paths"]["/Things"]["get"]


def test_operation_ids_are_unique_even_where_views_are_shared(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for verbs in described["paths"].values() for operation in verbs.values()]
    assert names == ["replace_thing", "greet", "get_Things", "get_Other"]


def test_all_references_lead_somewhere(described: dict[str, Any]) -> None:
    targets = {reference.removeprefix("#/components/schemas/") for reference in references(described)}
    assert targets <= set(described["components"]["schemas"])


def test_the_same_routes_make_the_same_bytes() -> None:
    first, second = (openapi.document(make_board(), request()).body for _ in range(2))
    assert first == second


def test_the_download_is_for_the_prefix_that_was_asked() -> None:
    answer = openapi.document(make_board(), request("/board/api"))
    assert json.loads(answer.content)["servers"] == [{"url": "/board/api"}]
    assert answer.media_type == "application/json"


def test_the_page_needs_no_other_host_and_no_inline_script() -> None:
    answer = openapi.page(make_board(), request())
    text = answer.content.decode()
    assert "//" not in text.replace("<!doctype html>", "")
    assert "<script>" not in text
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_page_lists_the_operations_without_scripts_too() -> None:
    text = openapi.page(make_board(), request()).content.decode()
    assert "<td>PUT</td><td><code>/Things/{id}</code></td><td>Replace a thing</td>" in text


def test_the_page_escapes_what_it_shows() -> None:
    text = openapi.page(make_board(), request('/api"><script>')).content.decode()
    assert "Board &lt;b&gt;" in text
    assert "<script>" not in text


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)
