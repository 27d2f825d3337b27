from __future__ import annotations

from typing import Any

import pytest

from chalicelib.openapi30 import lowered
from chalicelib.schemas import Property, Schemas, Types, UsedType

NODE = {
    "title": "Node",
    "description": "A place in a tree.",
    "type": "object",
    "properties": {
        "name": {"type": "string", "description": "What it is called.", "default": "root"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        "parent": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]},
        "state": {"$ref": "#/components/schemas/State"},
        "where": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
    "required": ["name"],
}
STATE = {"title": "State", "description": "How it stands.", "enum": ["on", "off"]}
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Node": NODE,
            "State": STATE,
            "Loop": {"type": "array", "items": {"$ref": "#/components/schemas/Loop"}},
            "Ring": {"$ref": "#/components/schemas/Gnir"},
            "Gnir": {"$ref": "#/components/schemas/Ring"},
        }
    }
}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.fixture(params=["3.1", "3.0"])
def document(request: pytest.FixtureRequest) -> Any:
    return DOCUMENT if request.param == "3.1" else lowered(DOCUMENT)


@pytest.mark.parametrize(
    ("schema", "word"),
    [
        ({"type": "integer"}, "Int"),
        ({"type": "integer", "minimum": 1}, "Int"),
        ({"type": "integer", "maximum": 2**31 - 1}, "Int"),
        ({"type": "integer", "maximum": 2**63 - 1}, "Long"),
        ({"type": "integer", "minimum": -(2**40)}, "Long"),
        ({"type": "integer", "format": "int64"}, "Long"),
        ({"type": "number"}, "Decimal"),
        ({"type": "string"}, "String"),
        ({"type": "string", "format": "password"}, "String"),
        ({"type": "boolean"}, "Bool"),
        ({"type": "string", "format": "date-time"}, "Date"),
        ({"type": "string", "format": "date"}, "Date"),
        ({"type": "string", "format": "uuid"}, "Guid"),
        ({"type": "string", "contentEncoding": "base64"}, "Binary"),
        ({"type": "string", "format": "binary"}, "Binary"),
        ({}, "Object"),
        ({"type": "object"}, "Object"),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "Object"),
        ({"enum": ["a", "b"]}, "String"),
        ({"enum": [1, 2]}, "Int"),
        ({"enum": [True]}, "Bool"),
        ({"enum": [1, "b"]}, "Object"),
        ({"const": 7}, "Int"),
        ({"type": "array", "items": {"type": "string"}}, "String[]"),
        ({"type": "array"}, "Object[]"),
        ({"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}, "Int[][]"),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}, "(String | Int)[]"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "String"),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, "String | Int"),
        ({"anyOf": [{"format": "date", "type": "string"}, {"format": "date-time", "type": "string"}]}, "Date"),
        ({"type": ["string", "integer", "null"]}, "String | Int"),
        ({"type": "string", "nullable": True}, "String"),
        ({"anyOf": [ref("Node"), {"type": "object", "nullable": True, "enum": [None]}]}, "Node"),
        ({"description": "One.", "allOf": [ref("Node")]}, "Node"),
        (ref("State"), "String"),
        (ref("Node"), "Node"),
        ({"type": "array", "items": ref("Node")}, "Node[]"),
        ({"type": "object", "properties": {}}, "Place"),
    ],
)
def test_types_are_words(schema: Any, word: str, document: Any) -> None:
    assert Types(document).word(schema, "Place") == word


def test_a_type_that_is_met_tells_its_members_and_those_that_they_name(document: Any) -> None:
    types = Types(document)
    types.word(ref("Node"), "")
    assert types.used() == (
        UsedType(
            "Node",
            (
                Property("name", "String", True, "What it is called. By default `root`."),
                Property("children", "Node[]", False),
                Property("parent", "Node", False, "May be null."),
                Property("state", "String", False, "How it stands. One of `on`, `off`."),
                Property("where", "NodeWhere", False),
            ),
            "A place in a tree.",
        ),
        UsedType("NodeWhere", (Property("city", "String", True),)),
    )


def test_what_is_met_within_maps_and_arrays_counts(document: Any) -> None:
    types = Types(document)
    schema = {"type": "object", "additionalProperties": {"type": "array", "items": ref("Node")}}
    assert types.word(schema, "") == "Object"
    assert [used.name for used in types.used()] == ["Node", "NodeWhere"]
    assert types.documentation(schema) == "Each of its members: Node[]."


@pytest.mark.parametrize("name", ["Loop", "Ring", "Nobody"])
def test_what_leads_back_to_itself_or_nowhere_ends(name: str, document: Any) -> None:
    types = Types(document)
    assert types.word(ref(name), "").startswith("Object")
    assert types.documentation(ref(name)) == ""
    assert types.used() == ()


def test_objects_without_a_name_get_different_ones() -> None:
    types = Types(DOCUMENT)
    first, second = ({"type": "object", "properties": {name: {"type": "string"}}} for name in "ab")
    words = [types.word(schema, "Node") for schema in (first, second, first)]
    assert words == ["Node2", "Node3", "Node2"]
    assert [used.properties[0].name for used in types.used()] == ["a", "b"]


@pytest.mark.parametrize(
    ("schema", "sentences"),
    [
        ({"type": "string", "description": " Said. "}, "Said."),
        ({"enum": [1, 2]}, "One of `1`, `2`."),
        ({"const": "a"}, "Always `a`."),
        ({"type": "array", "items": ref("State")}, "One of `on`, `off`."),
        ({"anyOf": [ref("State"), {"type": "null"}]}, "One of `on`, `off`. May be null."),
        ({"type": ["string", "null"]}, "May be null."),
        ({"type": "string", "nullable": True, "enum": ["a", "b", None]}, "One of `a`, `b`. May be null."),
        ({"anyOf": [{"type": "string", "nullable": True}, {"type": "integer"}]}, "May be null."),
        (ref("Node"), ""),
        ({"description": "Above.", "allOf": [ref("Node")]}, "Above."),
        ({"description": "Now.", "allOf": [ref("State")]}, "Now. One of `on`, `off`."),
    ],
)
def test_what_may_stand_there_is_said(schema: Any, sentences: str, document: Any) -> None:
    assert Types(document).documentation(schema) == sentences


def test_what_stands_beside_a_reference_counts_first() -> None:
    assert Schemas(DOCUMENT).resolved({"description": "Mine.", **ref("State")}) == {**STATE, "description": "Mine."}
