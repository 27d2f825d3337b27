from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from app import DIALECTS
from chalicelib import contracts, openapi
from chalicelib.contracts import Body, Parameter, StatusCode
from chalicelib.dialects import late
from chalicelib.dialects.operation import Manner
from chalicelib.router import Mount

WORD = re.compile(r"\(?[A-Z]\w*( \| [A-Z]\w*)*\)?(\[\])*( \| \(?[A-Z]\w*\)?(\[\])*)*")
PLAIN = {"Int", "Long", "Decimal", "String", "Bool", "Date", "Guid", "Binary", "Object"}
THING = {"type": "object", "properties": {"Id": {"type": "integer"}}, "required": ["Id"]}
DOCUMENT: dict[str, Any] = {
    "components": {"schemas": {"Thing": THING, "Refusal": {"type": "object", "properties": {}}}},
    "paths": {
        "/things/{id}": {
            "put": {
                "operationId": "Things.replace_one",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
                    {
                        "name": "size",
                        "in": "query",
                        "required": False,
                        "description": "How many.",
                        "schema": {"type": "integer", "default": 5},
                    },
                    {
                        "name": "deep",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "boolean", "default": False},
                    },
                    {
                        "name": "If-Match",
                        "in": "header",
                        "required": False,
                        "description": "Or else.",
                        "schema": {"enum": ["a", "b"], "default": "a"},
                    },
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "text/xml": {"schema": {"type": "string"}},
                        "application/json": {"schema": {"type": "object", "properties": {"n": {"type": "integer"}}}},
                    },
                },
                "responses": {
                    "201": {
                        "description": "There.",
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}
                            }
                        },
                    },
                    "404": {
                        "description": "Not there.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
                    },
                },
            }
        },
        "/": {"delete": {"operationId": "clear", "responses": {"204": {"description": "Gone."}}}},
    },
}


def test_parameters_tell_where_they_stand() -> None:
    assert contracts.contract(DOCUMENT, "/things/{id}", "PUT").parameters == (
        Parameter("id", "Route", "Guid", True),
        Parameter("size", "Query", "Int", False, "5", "How many."),
        Parameter("deep", "Query", "Bool", True, "false"),
        Parameter("If-Match", "Header", "String", False, "a", "Or else. One of `a`, `b`."),
    )


def test_bodies_answers_and_refusals_name_their_types() -> None:
    found = contracts.contract(DOCUMENT, "/things/{id}", "PUT")
    assert found.body == Body("ReplaceOneBody", True, "application/json")
    assert found.return_type == "Thing[]"
    assert [used.name for used in found.used_types] == ["ReplaceOneBody", "Thing", "Refusal"]
    assert found.status_codes == (StatusCode(201, "There."), StatusCode(404, "Not there."))


def test_where_nothing_is_sent_and_nothing_comes_back_there_is_no_type() -> None:
    found = contracts.contract(DOCUMENT, "/", "DELETE")
    assert (found.parameters, found.body, found.return_type, found.used_types) == ((), None, None, ())


@pytest.mark.parametrize(("path", "method"), [("/nowhere", "GET"), ("/", "GET")])
def test_what_is_not_documented_has_no_contract(path: str, method: str) -> None:
    with pytest.raises(LookupError):
        contracts.contract(DOCUMENT, path, method)


@pytest.mark.parametrize("lowered", [False, True], ids=["3.1", "3.0"])
@pytest.mark.parametrize("mount", DIALECTS, ids=lambda mount: mount.dialect.name)
def test_every_operation_of_every_dialect_has_a_contract_whose_types_are_all_told(mount: Mount, lowered: bool) -> None:
    manner = replace(late.found(mount.dialect.manner) or Manner(), lowered=lowered)
    document = openapi.describe(mount.dialect, "", manner)
    for path, verbs in document["paths"].items():
        for verb in verbs:
            found = contracts.contract(document, path, verb)
            words = [each.type for each in found.parameters] + [found.return_type or "Object"]
            words += [found.body.type] if found.body else []
            words += [each.type for used in found.used_types for each in used.properties]
            assert [word for word in words if not WORD.fullmatch(word)] == []
            named = {name for word in words for name in re.findall(r"\w+", word)}
            assert named - PLAIN <= {used.name for used in found.used_types}
            reached = {each.rpartition("/")[2] for each in references(document, document["paths"][path][verb])}
            objects = {each for each in reached if "properties" in document["components"]["schemas"][each]}
            assert objects <= {used.name for used in found.used_types}


def references(document: Any, node: Any) -> set[str]:
    """All references that a node reaches, through others as well."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            name = each.get("$ref")
            if name and name not in found:
                found.add(name)
                waiting.append(document["components"]["schemas"][name.rpartition("/")[2]])
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return found


def test_the_contract_of_a_route_is_read_once() -> None:
    dialect = DIALECTS[0].dialect
    route = next(route for route in dialect.routes if route.described())
    first = contracts.of(dialect, route, route.methods[0])
    assert contracts.of(dialect, route, route.methods[0]) is first
    assert first.status_codes
