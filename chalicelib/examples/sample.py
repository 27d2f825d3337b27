"""A body to start from: every member of the type that is wanted, required or not, down to where a type would hold itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.examples import values
from chalicelib.schemas import Schema, Schemas


def sample(document: Mapping[str, Any], schema: Schema, name: str = "") -> Any:
    """What might stand where `schema` describes it, as JSON has it. `name`: of the member that it is."""
    found = _Sampling(Schemas(document)).of(schema, name, frozenset())
    return None if found is _CUT else found


class _Sampling:
    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas

    def of(self, schema: Schema, name: str, within: frozenset[str]) -> Any:
        """A sample, `_CUT` for what would never end. `within`: the types that this stands in."""
        referred = self._schemas.name(schema)
        if referred is not None:
            if referred in within:
                return _CUT
            within |= {referred}
            schema = self._schemas.resolved(schema)
        said = _said(schema)
        if said is not _CUT:
            return said
        if "anyOf" not in schema and "oneOf" not in schema and isinstance(schema.get("type", ""), str):
            return self._plain(schema, name, within)
        branches = (self.of(branch, name, within) for branch in self._schemas.alternatives(schema))
        return next((branch for branch in branches if branch is not _CUT), None)

    def _plain(self, schema: Schema, name: str, within: frozenset[str]) -> Any:
        kind = schema.get("type")
        if kind == "array":
            return self._array(schema, name, within)
        if kind == "object" or "properties" in schema:
            return self._object(schema, within)
        if kind == "string":
            return values.text(name, schema)
        if kind in ("integer", "number"):
            return values.number(name, schema)
        return {"boolean": False, "null": None}.get(str(kind), {})

    def _array(self, schema: Schema, name: str, within: frozenset[str]) -> list[Any]:
        places = schema.get("prefixItems")
        items = places or [schema.get("items") or {}] * max(1, schema.get("minItems", 1))
        found = [self.of(item, name, within) for item in items]
        return [item for item in found if item is not _CUT]

    def _object(self, schema: Schema, within: frozenset[str]) -> dict[str, Any]:
        found = {}
        for name, said in schema.get("properties", {}).items():
            member = self.of(said, name, within)
            if member is not _CUT:
                found[name] = member
            elif name in schema.get("required", ()):
                found[name] = None
        inner = schema.get("additionalProperties")
        if not found and isinstance(inner, Mapping) and inner:
            member = self.of(inner, "name", within)
            found = {} if member is _CUT else {"name": member}
        return found


def _said(schema: Schema) -> Any:
    """What the schema itself names, `_CUT` where it names nothing."""
    for keyword in ("example", "const"):
        if keyword in schema:
            return schema[keyword]
    for keyword in ("examples", "enum"):
        if schema.get(keyword):
            return schema[keyword][0]
    default = schema.get("default")
    return _CUT if default in (None, "", [], {}) else default


_CUT: Final = object()
