"""What the JSON Schemas of an OpenAPI document mean, be it one of 3.1 or of 3.0: types as words, and the types that they name.

Words: Int, Long, Decimal, String, Bool, Date, Guid, Binary, Object, `T[]`, `T | U`, or the name of an object's type. An object
that has no name gets one from where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Schema = Mapping[str, Any]
"""A schema, or what a document has in its place."""


@dataclass(frozen=True, slots=True)
class Property:
    """A member of an object."""

    name: str
    type: str
    required: bool
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class UsedType:
    """An object with its members."""

    name: str
    properties: tuple[Property, ...]
    documentation: str = ""


class Schemas:
    """The schemas of one document, to be looked up."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.components: Mapping[str, Schema] = document.get("components", {}).get("schemas", {})

    def name(self, schema: Schema) -> str | None:
        """The component that a schema refers to, by itself or as the only one that it embraces."""
        reference = schema.get("$ref") or next((one.get("$ref") for one in schema.get("allOf", ())), None)
        return None if reference is None else str(reference).rpartition("/")[2]

    def resolved(self, schema: Schema) -> Schema:
        """The schema itself in place of a reference to it; what stands beside the reference counts first."""
        seen: set[str] = set()
        while (name := self.name(schema)) is not None and name not in seen:
            seen.add(name)
            beside = {keyword: value for keyword, value in schema.items() if keyword not in ("$ref", "allOf")}
            schema = {**self.components.get(name, {}), **beside}
        return schema

    def alternatives(self, schema: Schema) -> list[Schema]:
        """The schemas of which one must hold, that of null left out; the schema alone where there is no choice."""
        branches = schema.get("anyOf") or schema.get("oneOf")
        if branches:
            return [branch for branch in branches if not _is_null(branch)]
        types = schema.get("type")
        if isinstance(types, list):
            return [{**schema, "type": one} for one in types if one != "null"]
        return [] if _is_null(schema) else [schema]

    def is_nullable(self, schema: Schema) -> bool:
        """Whether null may stand there."""
        schema = self.resolved(schema)
        branches = schema.get("anyOf") or schema.get("oneOf") or ()
        types = schema.get("type")
        return (
            bool(schema.get("nullable"))
            or _is_null(schema)
            or (isinstance(types, list) and "null" in types)
            or any(_is_null(branch) or branch.get("nullable") for branch in branches)
        )

    def values(self, schema: Schema) -> list[Any]:
        """Those of which one must stand there, or in an array that stands there; none where any may."""
        found: list[Any] = []
        for branch in self.alternatives(self.resolved(schema)):
            one = self.resolved(branch)
            if one.get("type") == "array":
                one = self.resolved(one.get("items") or {})
            found += [one["const"]] if "const" in one else one.get("enum") or ()
        return [value for value in found if value is not None]


class Types:
    """Words for schemas, and the types that they use: collected while words are asked for, told by `used`."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._schemas = Schemas(document)
        self._met: dict[str, Schema] = {}
        self._within: set[str] = set()

    def word(self, schema: Schema, place: str) -> str:
        """The type of what the schema describes. `place`: the name of an object that has none."""
        name = self._schemas.name(schema)
        if name is None:
            words = [self._word(one, place) for one in self._schemas.alternatives(schema)]
            return " | ".join(dict.fromkeys(words)) or OBJECT
        target = self._schemas.resolved(schema)
        if "properties" in target:
            self._met.setdefault(name, self._schemas.components.get(name, target))
            return name
        if name in self._within:
            return OBJECT
        self._within.add(name)
        try:
            return self.word(target, name)
        finally:
            self._within.discard(name)

    def used(self) -> tuple[UsedType, ...]:
        """Every type that the words so far have named, and all that these name, in the order of being met."""
        told: dict[str, UsedType] = {}
        while len(told) < len(self._met):
            name = next(name for name in self._met if name not in told)
            told[name] = self._told(name, self._schemas.resolved(self._met[name]))
        return tuple(told.values())

    def documentation(self, schema: Schema) -> str:
        """What is said of a place, and what may stand there, in sentences."""
        described = schema if "properties" in self._schemas.resolved(schema) else self._schemas.resolved(schema)
        sentences = [str(described.get("description", "")).strip()]
        values = self._schemas.values(schema)
        if len(values) > 1:
            sentences.append(f"One of {', '.join(f'`{written(value)}`' for value in values)}.")
        elif values:
            sentences.append(f"Always `{written(values[0])}`.")
        inner = described.get("additionalProperties")
        if isinstance(inner, Mapping) and inner:
            sentences.append(f"Each of its members: {self.word(inner, 'Member')}.")
        if self._schemas.is_nullable(schema):
            sentences.append("May be null.")
        return " ".join(filter(None, sentences))

    def _told(self, name: str, schema: Schema) -> UsedType:
        required = schema.get("required", ())
        properties = (
            Property(member, self.word(said, name + _capital(member)), member in required, self._member(said))
            for member, said in schema["properties"].items()
        )
        return UsedType(name, tuple(properties), str(schema.get("description", "")).strip())

    def _member(self, schema: Schema) -> str:
        default = schema.get("default")
        said = self.documentation(schema)
        return said if default in (None, "", [], {}) else f"{said} By default `{written(default)}`.".strip()

    def _word(self, schema: Schema, place: str) -> str:
        """The word for a schema that leaves no choice."""
        if self._schemas.name(schema) is not None or len(self._schemas.alternatives(schema)) > 1:
            return self.word(schema, place)
        kind = schema.get("type") or _type_of_values(schema)
        if kind == "array":
            return self._array(schema, place)
        if "properties" in schema:
            return self._named(str(schema.get("title") or place), schema)
        if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
            self.word(schema["additionalProperties"], f"{place}Member")  # so that its type is among those used
        if kind == "integer" and max(schema.get("maximum", 0), -schema.get("minimum", 0)) > _MOST:
            return "Long"
        if "contentEncoding" in schema or "contentMediaType" in schema:
            return BINARY
        return _WORDS_BY_FORMAT.get(schema.get("format", "")) or _WORDS_BY_TYPE.get(str(kind), OBJECT)

    def _array(self, schema: Schema, place: str) -> str:
        items = [*schema.get("prefixItems", ()), schema.get("items") or {}]
        inner = " | ".join(dict.fromkeys(self.word(one, place) for one in items if one)) or OBJECT
        return f"({inner})[]" if " | " in inner else f"{inner}[]"

    def _named(self, wanted: str, schema: Schema) -> str:
        """The name of an object that has none: one that nothing else has."""
        name, count = wanted, 1
        while name in self._schemas.components or self._met.get(name, schema) != schema:
            count += 1
            name = f"{wanted}{count}"
        self._met.setdefault(name, schema)
        return name


def written(value: Any) -> str:
    """A value as it stands in a query or in a sentence: a text as it is, anything else as JSON has it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_null(schema: Schema) -> bool:
    return schema.get("type") == "null" or schema.get("enum") == [None]


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _type_of_values(schema: Schema) -> str:
    """The type of what may stand there where the schema only lists it."""
    values: Iterable[Any] = [schema["const"]] if "const" in schema else schema.get("enum", ())
    types = {_TYPES.get(type(value), "object") for value in values if value is not None}
    return types.pop() if len(types) == 1 else "object"


OBJECT: Final = "Object"
BINARY: Final = "Binary"
_MOST: Final = 2**31
"""What is beyond that is no Int."""
_TYPES: Final = {str: "string", bool: "boolean", int: "integer", float: "number"}
_WORDS_BY_TYPE: Final = {"string": "String", "integer": "Int", "number": "Decimal", "boolean": "Bool"}
_WORDS_BY_FORMAT: Final = {
    "uuid": "Guid",
    "date-time": "Date",
    "date": "Date",
    "binary": BINARY,
    "byte": BINARY,
    "int64": "Long",
}
