from __future__ import annotations

from typing import Any, Literal

import msgspec
import pytest

from chalicelib import openapi30

NULL = {"type": "object", "nullable": True, "enum": [None]}


class Thing(msgspec.Struct):
    Id: int


def of(named: Any) -> dict[str, Any]:
    """What 3.0 says of a type that msgspec knows."""
    return openapi30.schema(msgspec.json.schema_components([named])[0][0])


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (int | None, {"type": "integer", "nullable": True}),
        (int | str | None, {"anyOf": [{"type": "integer", "nullable": True}, {"type": "string"}]}),
        (Thing | None, {"anyOf": [{"$ref": "#/$defs/Thing"}, NULL]}),
        (None, NULL),
        (Literal["a", None], {"enum": [None, "a"]}),
        (list, {"type": "array", "items": {}}),
        (list[int | None], {"type": "array", "items": {"type": "integer", "nullable": True}}),
        (
            tuple[int, str],
            {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "items": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
            },
        ),
        (dict[str, Any], {"type": "object"}),
        (dict[str, int | None], {"type": "object", "additionalProperties": {"type": "integer", "nullable": True}}),
        (bytes, {"type": "string", "format": "byte"}),
    ],
)
def test_types_are_said_without_null_as_a_type(named: Any, said: dict[str, Any]) -> None:
    assert of(named) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"type": ["string", "null"], "maxLength": 3}, {"type": "string", "maxLength": 3, "nullable": True}),
        ({"type": ["string"]}, {"type": "string"}),
        ({"const": 1}, {"enum": [1]}),
        ({"type": "string", "examples": ["a", "b"]}, {"type": "string", "example": "a"}),
        ({"exclusiveMinimum": 1, "maximum": 5}, {"minimum": 1, "exclusiveMinimum": True, "maximum": 5}),
        ({"type": "string", "contentMediaType": "image/png"}, {"type": "string", "format": "binary"}),
        ({"$ref": "#/x", "description": "d"}, {"description": "d", "allOf": [{"$ref": "#/x"}]}),
        ({"$ref": "#/x"}, {"$ref": "#/x"}),
        ({"type": "object", "propertyNames": {"minLength": 1}}, {"type": "object"}),
        ({"type": "object", "additionalProperties": False}, {"type": "object", "additionalProperties": False}),
        ({"type": "object", "required": []}, {"type": "object"}),
        (True, {}),
    ],
)
def test_keywords_are_those_of_the_older_version(found: dict[str, Any], said: dict[str, Any]) -> None:
    assert openapi30.schema(found) == said


def test_a_choice_of_words_that_may_be_null_names_null_among_them() -> None:
    found = {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}], "description": "d"}
    assert openapi30.schema(found) == {"type": "string", "enum": ["a", None], "nullable": True, "description": "d"}


def test_a_property_may_bear_the_name_of_a_keyword() -> None:
    found = {"type": "object", "properties": {"const": {"type": "string"}, "examples": {"const": 1}}}
    assert openapi30.schema(found) == {
        "type": "object",
        "properties": {"const": {"type": "string"}, "examples": {"enum": [1]}},
    }


def test_a_document_keeps_everything_but_its_schemas_and_its_version() -> None:
    operation = {
        "parameters": [{"name": "schema", "in": "query", "schema": {"const": 1}, "example": {"schema": {"const": 1}}}]
    }
    document = {
        "openapi": "3.1.0",
        "paths": {"/": {"get": operation}},
        "components": {"schemas": {"schemas": {"const": 1}}},
    }
    said = openapi30.lowered(document)
    assert said["openapi"] == "3.0.3"
    assert said["paths"]["/"]["get"]["parameters"] == [
        {"name": "schema", "in": "query", "schema": {"enum": [1]}, "example": {"schema": {"const": 1}}}
    ]
    assert said["components"] == {"schemas": {"schemas": {"enum": [1]}}}
    assert document["openapi"] == "3.1.0"
