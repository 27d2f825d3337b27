from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from app import DIALECTS
from chalicelib import openapi
from chalicelib.dialects import admission, late
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.dialects.operation import Answer, Manner, Operation, Parameter
from chalicelib.domain.api import Standing, State
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount
from chalicelib.services import apis

BY_SERVICE = Manner(by_service=True, tags={"Wheel": "Round things."})


class Thing(msgspec.Struct):
    Id: int
    Name: str | None = None


class Refusal(msgspec.Struct):
    """Why not.

    - indented as code is
    """

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


def test_docstrings_lose_the_indentation_of_the_code(described: dict[str, Any]) -> None:
    assert described["components"]["schemas"]["Refusal"]["description"] == "Why not.\n\n- indented as code is"


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


TAKING = Operation(
    "Take it out",
    query=(Parameter("name", unless="number"), Parameter("number", type=int)),
    answers={200: Answer(str, media_types=("*/*",))},
)


def make_drawer() -> Dialect:
    """A dialect with files, tags of answers, and security of its own."""
    dialect = Dialect(__name__, name="drawer", title="Drawer", errors=say, accepts=frozenset({CredentialKind.BASIC}))
    version = Parameter("ETag", "Its version.", example='"7"')
    dialect.route(
        "/File",
        methods=["POST"],
        operation=Operation(
            "Put a file in",
            bodies={"multipart/form-data": Thing, "application/json": Refusal},
            example={"Id": 7},
            answers={200: Answer(Thing, "As it lies there.", (version,)), 404: Answer(), 415: None},
            tags=("Files",),
        ),
    )(list_all)
    dialect.route("/File", operation=TAKING)(greet)
    return dialect


def greet(_: Request) -> Response:
    return Response()


OWN = Manner(
    lowered=True,
    tags={"Files": "What lies there."},
    schemes={"Own": {"type": "http", "scheme": "bearer"}},
    shapes=(Refusal, int | None),
)


def test_bodies_may_differ_by_media_type_and_come_with_a_sample() -> None:
    content = openapi.describe(make_drawer(), "")["paths"]["/File"]["post"]["requestBody"]["content"]
    assert content == {
        "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Thing"}, "example": {"Id": 7}},
        "application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}, "example": {"Id": 7}},
    }


def test_of_two_parameters_one_may_be_required() -> None:
    name, number = openapi.describe(make_drawer(), "")["paths"]["/File"]["get"]["parameters"]
    assert (name["required"], name["x-required-unless"]) == (False, "number")
    assert "x-required-unless" not in number


def test_an_answer_may_have_headers_words_and_media_types_of_its_own() -> None:
    verbs = openapi.describe(make_drawer(), "")["paths"]["/File"]
    posted = verbs["post"]["responses"]
    assert posted["200"]["description"] == "As it lies there."
    assert posted["200"]["headers"] == {
        "ETag": {"schema": {"type": "string"}, "description": "Its version.", "example": '"7"'}
    }
    assert posted["404"] == {"description": "Not Found"}
    assert posted["415"] == {"description": "Unsupported Media Type"}
    assert list(verbs["get"]["responses"]["200"]["content"]) == ["*/*"]


def test_a_dialect_may_have_tags_security_and_a_version_of_its_own() -> None:
    described = openapi.describe(make_drawer(), "", OWN)
    assert described["openapi"] == "3.0.3"
    assert described["tags"] == [{"name": "Files", "description": "What lies there."}]
    assert described["security"] == [{"Own": []}]
    assert set(described["components"]["securitySchemes"]) == {"Own"}
    assert set(described["components"]["schemas"]) == {"Thing", "Refusal"}


def test_whoever_documents_a_dialect_may_say_it_in_another_manner() -> None:
    assert openapi.describe(make_garage(), "", Manner(lowered=True))["openapi"] == "3.0.3"


def test_the_whole_document_knows_what_is_no_more() -> None:
    garage = make_garage()
    assert "/bells" in openapi.whole(garage)["paths"]
    assert openapi.whole(garage) is openapi.whole(garage)


def test_the_page_names_what_else_is_worth_reading() -> None:
    text = openapi.page(make_board(), request(), links={"more/a.html?b&c": "More & more"}).content.decode()
    assert '<a href="more/a.html?b&amp;c">More &amp; more</a>' in text


def make_garage() -> Dialect:
    """A dialect whose operations age."""
    dialect = Dialect(
        __name__,
        name="garage",
        title="Garage",
        errors=say,
        accepts=frozenset({CredentialKind.BASIC, CredentialKind.API_TOKEN}),
        admission=(admission.identified, governed),
        manner=BY_SERVICE,
    )

    def add(path: str, service: str, name: str, methods: tuple[str, ...] = ("GET",), **more: Any) -> None:
        operation = Operation(f"{name} it", answers={200: Thing}, **more.pop("said", {}))
        dialect.route(path, methods=methods, operation=operation, service=service, name=name, **more)(list_all)

    add("/wheels", "Wheel", "List")
    add("/wheels/{id}", "Wheel", "Update", ("PUT", "PATCH"))
    add("/doors", "Door", "List", product=True)
    add("/bells", "Bell", "List", standing=Standing(State.OBSOLETE))
    add("/horns", "Horn", "Hoot", said={"deprecated": True})
    add("/keys", "Key", "Exchange", ("POST",), public=True, said={"schemes": ("api_token",)})
    dialect.route("/hidden")(list_all)
    return dialect


def standing(state: State) -> dict[str, Standing]:
    return {"Wheel.List": Standing(state, datetime(2026, 1, 5, tzinfo=UTC), date(2026, 9, 1))}


@pytest.mark.parametrize("state", [State.DEPRECATED, State.OBSOLETE])
def test_what_should_not_be_relied_on_is_deprecated(state: State) -> None:
    verbs = openapi.describe(make_garage(), "", standings=standing(state))["paths"]
    assert verbs["/wheels"]["get"]["deprecated"] is True
    assert "deprecated" not in verbs["/doors"]["get"]


def test_what_is_no_more_is_left_out_with_the_shapes_that_only_it_had() -> None:
    only = make_garage()
    only.routes = only.routes[:1]
    described = openapi.describe(only, "", standings=standing(State.DECOMMISSIONED))
    assert described["paths"] == {}
    assert described["components"]["schemas"] == {}


def test_where_nothing_is_said_of_their_age_all_operations_are_active() -> None:
    verbs = openapi.describe(make_garage(), "")["paths"]
    assert "deprecated" not in verbs["/bells"]["get"]


def test_operations_say_whether_they_are_promised_to_stay(described: dict[str, Any]) -> None:
    verbs = openapi.describe(make_garage(), "")["paths"]
    assert [verbs[path]["get"]["x-public"] for path in ("/wheels", "/doors")] == [True, False]
    assert "x-public" not in described["paths"]["/Things"]["get"], "they don't age"


def test_by_service_an_operation_is_named_after_it_and_has_one_verb() -> None:
    described = openapi.describe(make_garage(), "")
    found = [(path, verb, said["operationId"], said["tags"]) for path, verb, said in operations(described)]
    assert found == [
        ("/wheels", "get", "Wheel.List", ["Wheel"]),
        ("/wheels/{id}", "put", "Wheel.Update", ["Wheel"]),
        ("/doors", "get", "Door.List", ["Door"]),
        ("/bells", "get", "Bell.List", ["Bell"]),
        ("/horns", "get", "Horn.Hoot", ["Horn"]),
        ("/keys", "post", "Key.Exchange", ["Key"]),
    ]
    assert described["tags"] == [{"name": "Wheel", "description": "Round things."}]


def test_what_is_for_one_operation_is_no_credential_for_the_others() -> None:
    described = openapi.describe(make_garage(), "")
    assert described["security"] == [{"basic": []}]
    assert described["paths"]["/keys"]["post"]["security"] == [{"api_token": []}]
    assert set(described["components"]["securitySchemes"]) == {"basic", "api_token"}


@pytest.mark.usefixtures("queues")
def test_the_download_knows_at_once_what_was_laid_down() -> None:
    garage = make_garage()

    def wheels() -> Any:
        return json.loads(openapi.document(garage, request()).content)["paths"].get("/wheels", {}).get("get")

    assert "deprecated" not in wheels()
    apis.move(operation="Wheel.List", to=State.DEPRECATED, public=False)
    assert wheels()["deprecated"] is True
    apis.move(operation="Wheel.List", to=State.DECOMMISSIONED, public=False)
    assert wheels() is None
    apis.move(operation="Wheel.List", to=State.ACTIVE, public=False)
    assert "deprecated" not in wheels()


@pytest.mark.usefixtures("queues")
def test_the_list_on_the_page_says_what_is_aged_and_leaves_out_what_is_no_more() -> None:
    garage = make_garage()
    apis.move(operation="Wheel.List", to=State.DEPRECATED, public=False)
    apis.move(operation="Door.List", to=State.DECOMMISSIONED, public=False)
    text = openapi.page(garage, request()).content.decode()
    assert "<td><code>/wheels</code></td><td>List it <em>Deprecated</em></td>" in text
    assert "<td><code>/bells</code></td><td>List it <em>Obsolete</em></td>" in text
    assert "<td>Hoot it <em>Deprecated</em></td>" in text
    assert "<td>PUT</td><td><code>/wheels/{id}</code></td><td>Update it</td>" in text
    assert "/doors" not in text
    assert "PATCH" not in text


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("lowered", [False, True], ids=["3.1", "3.0"])
@pytest.mark.parametrize("mount", DIALECTS, ids=lambda mount: mount.dialect.name)
def test_every_document_holds_together_whatever_has_aged(mount: Mount, lowered: bool, state: State) -> None:
    manner = replace(late.found(mount.dialect.manner) or Manner(), lowered=lowered)
    every_second = {route.operation_name: Standing(state) for route in mount.dialect.routes[::2]}
    described = openapi.describe(mount.dialect, mount.prefix, manner, every_second)
    components = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(references(described)) <= components
    found = list(operations(described))
    names = [said["operationId"] for _, _, said in found]
    assert len(names) == len(set(names))
    assert all(isinstance(said["x-public"], bool) for _, _, said in found)
    schemes = set(described["components"]["securitySchemes"])
    security = [described["security"], *(said.get("security", ()) for _, _, said in found)]
    assert {name for wanted in security for each in wanted for name in each} <= schemes
    assert msgspec.json.decode(msgspec.json.encode(described)) == described


def operations(described: Any) -> Iterator[tuple[str, str, Any]]:
    for path, verbs in described["paths"].items():
        for verb, said in verbs.items():
            yield path, verb, said


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)
