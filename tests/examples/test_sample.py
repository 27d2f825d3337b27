from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app import DIALECTS
from chalicelib import openapi
from chalicelib.examples.sample import sample
from chalicelib.openapi30 import lowered
from chalicelib.router import Mount

NODE = {
    "type": "object",
    "properties": {
        "subject": {"type": "string"},
        "parent": {"$ref": "#/components/schemas/Node"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        "either": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "integer"}]},
        "must": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]},
        "state": {"$ref": "#/components/schemas/State"},
    },
    "required": ["must"],
}
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {"Node": NODE, "State": {"enum": ["on", "off"]}, "Cycle": {"$ref": "#/components/schemas/Cycle"}}
    }
}
NODE_REF = {"$ref": "#/components/schemas/Node"}


@pytest.fixture(params=["3.1", "3.0"])
def document(request: pytest.FixtureRequest) -> Any:
    return DOCUMENT if request.param == "3.1" else lowered(DOCUMENT)


def test_members_that_nobody_requires_are_there_and_what_would_never_end_is_cut(document: Any) -> None:
    assert sample(document, NODE_REF) == {
        "subject": "The printer on the second floor is out of toner",
        "children": [],
        "either": 1,
        "must": None,
        "state": "on",
    }


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "example": "a", "default": "b"}, "a"),
        ({"type": "string", "examples": ["a"], "enum": ["b"]}, "a"),
        ({"enum": ["b", "c"], "default": "c"}, "b"),
        ({"const": 7}, 7),
        ({"type": "integer", "default": 50}, 50),
        ({"type": "boolean", "default": True}, True),
        ({"type": "string", "default": ""}, "Example"),
        ({"type": "boolean"}, False),
        ({"type": "null"}, None),
        ({}, {}),
        ({"type": "object"}, {}),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"name": 1}),
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 2}, [1, 1]),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "boolean"}]}, [1, False]),
        ({"anyOf": [{"type": "null"}, {"type": "integer"}]}, 1),
        ({"type": ["null", "integer"]}, 1),
        ({"type": "integer", "nullable": True}, 1),
        ({"$ref": "#/components/schemas/Cycle"}, {}),
    ],
)
def test_what_the_schema_says_itself_comes_first(schema: Any, value: Any) -> None:
    assert sample(DOCUMENT, schema) == value


@pytest.mark.parametrize("mount", DIALECTS, ids=lambda mount: mount.dialect.name)
def test_every_body_that_is_shown_or_made_is_of_the_type_that_is_wanted(mount: Mount) -> None:
    document = openapi.whole(mount.dialect)
    for route in mount.dialect.routes:
        operation = route.described()
        for method in route.methods:
            described = operation and document["paths"][route.path or "/"].get(method.lower())
            if not operation or not described:
                continue
            for media_type, shape in {
                **dict.fromkeys(operation.media_types, operation.body),
                **operation.bodies,
            }.items():
                if shape is not None:
                    media = described["requestBody"]["content"][media_type]
                    msgspec.convert(sample(document, media["schema"]), shape)
                    msgspec.convert(media.get("example", sample(document, media["schema"])), shape)
