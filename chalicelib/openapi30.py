"""An OpenAPI 3.1 document said again in OpenAPI 3.0.3, for dialects whose vendor publishes that.

3.1 describes bodies in JSON Schema; 3.0 in a dialect of its own: null is no type but `nullable`, a type is one word, beside a
reference nothing counts, limits that exclude are flags. Keywords that 3.0 lacks and that narrow a schema fall away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = dict[str, Any]


def lowered(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same document in OpenAPI 3.0.3; the one that is given stays as it is."""
    said: dict[str, Any] = _around(document)
    return {**said, "openapi": VERSION}


def _around(node: Any) -> Any:
    """What stands around the schemas, which both versions say alike."""
    if isinstance(node, list):
        return [_around(child) for child in node]
    if not isinstance(node, Mapping):
        return node
    said = {}
    for name, child in node.items():
        if name == "schema":
            said[name] = schema(child)
        elif name == "schemas":
            said[name] = {component: schema(described) for component, described in child.items()}
        elif name in ("example", "examples"):
            said[name] = child
        else:
            said[name] = _around(child)
    return said


def schema(found: Mapping[str, Any] | bool) -> Schema:
    """One schema of JSON Schema as a schema object of OpenAPI 3.0.3."""
    if isinstance(found, bool):
        return {} if found else {"not": {}}
    said = dict(found)
    for step in STEPS:
        said = step(said)
    return {keyword: _inner(keyword, value) for keyword, value in said.items() if keyword in KEYWORDS}


def _inner(keyword: str, value: Any) -> Any:
    """The value of a keyword, the schemas in it lowered as well."""
    if keyword in ("anyOf", "oneOf", "allOf"):
        return [schema(one) for one in value]
    if keyword == "properties":
        return {name: schema(one) for name, one in value.items()}
    if keyword in ("items", "not") or (keyword == "additionalProperties" and not isinstance(value, bool)):
        return schema(value)
    return value


def _with_one_type(said: Schema) -> Schema:
    """A list of types becomes a choice between schemas, null among them if it was in the list."""
    types = said.get("type")
    if not isinstance(types, list):
        return said
    rest = {keyword: value for keyword, value in said.items() if keyword != "type"}
    if len(types) == 1:
        return {**rest, "type": types[0]}
    return {"anyOf": [{"type": "null"} if one == "null" else {**rest, "type": one} for one in types]}


def _with_nullable(said: Schema) -> Schema:
    """A choice of null becomes `nullable`, which counts only beside a type: so it goes to the first branch that has one."""
    if said.get("type") == "null":
        return NULL
    branches = said.get("anyOf")
    if not branches or {"type": "null"} not in branches:
        return said
    others = [branch for branch in branches if branch != {"type": "null"}]
    typed = next((at for at, branch in enumerate(others) if isinstance(branch.get("type"), str)), None)
    if typed is None:
        return {**said, "anyOf": [*others, NULL]}
    others[typed] = _nullable(others[typed])
    rest = {keyword: value for keyword, value in said.items() if keyword != "anyOf"}
    return {**others[0], **rest} if len(others) == 1 else {**rest, "anyOf": others}


def _nullable(branch: Schema) -> Schema:
    said = {**branch, "nullable": True}
    if "enum" in said and None not in said["enum"]:
        said["enum"] = [*said["enum"], None]
    return said


def _with_constant(said: Schema) -> Schema:
    return {**said, "enum": [said["const"]]} if "const" in said else said


def _with_example(said: Schema) -> Schema:
    return {**said, "example": said["examples"][0]} if said.get("examples") else said


def _with_flags(said: Schema) -> Schema:
    """`exclusiveMinimum: 1` becomes `minimum: 1, exclusiveMinimum: true`."""
    said = dict(said)
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if exclusive in said and not isinstance(said[exclusive], bool):
            said[limit], said[exclusive] = said[exclusive], True
    return said


def _with_items(said: Schema) -> Schema:
    """An array says what it holds; one that names its places holds any of them."""
    if said.get("type") != "array":
        return said
    places = said.get("prefixItems")
    if places:
        later = said.get("items", {})
        return {**said, "items": {"anyOf": [*places, later] if later else list(places)}}
    return {"items": {}, **said}


def _with_format(said: Schema) -> Schema:
    if said.get("contentEncoding") == "base64":
        return {**said, "format": "byte"}
    return {**said, "format": "binary"} if "contentMediaType" in said else said


def _without_empty_list(said: Schema) -> Schema:
    """Where nothing is required, nothing is said of it."""
    return {keyword: value for keyword, value in said.items() if keyword != "required" or value}


def _with_lone_reference(said: Schema) -> Schema:
    """Beside `$ref` nothing counts, so that what stands there embraces it."""
    if "$ref" not in said or len(said) == 1:
        return said
    rest = {keyword: value for keyword, value in said.items() if keyword != "$ref"}
    return {**rest, "allOf": [*rest.get("allOf", []), {"$ref": said["$ref"]}]}


VERSION: Final = "3.0.3"
NULL: Final[Schema] = {"type": "object", "nullable": True, "enum": [None]}
"""Nothing but null: some type has to stand there for `nullable` to count."""
STEPS: Final = (
    _with_one_type,
    _with_nullable,
    _with_constant,
    _with_example,
    _with_flags,
    _with_items,
    _with_format,
    _without_empty_list,
    _with_lone_reference,
)
KEYWORDS: Final = frozenset({
    "$ref", "title", "description", "type", "format", "enum", "default", "example", "nullable", "deprecated", "readOnly",
    "writeOnly", "discriminator", "xml", "externalDocs", "anyOf", "oneOf", "allOf", "not", "items", "properties",
    "additionalProperties", "required", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
})  # fmt: skip
"""What a schema object of 3.0.3 may hold."""
