"""Metadata: schemas, which are assets, say which fields others have; who a schema is assigned to has values of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.vocabulary.words import FIELD_KINDS, SELECT
from chalicelib.domain.asset import SCHEMA
from chalicelib.domain.record import Record
from chalicelib.services.tree import places


@dataclass(frozen=True, slots=True)
class Assignment:
    """A schema that is assigned to an asset.

    `schema`: its number, 0 for an id that nothing has. `at`: its position in what was sent.
    """

    schema: int
    is_granted: bool = True
    cascades: bool = True
    at: int = 0


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a schema."""

    name: str
    kind: str
    options: tuple[str, ...] = ()
    multiple: bool = False

    def check(self, value: Any) -> str | None:
        """What is wrong with a value; None when nothing is."""
        if self.kind != SELECT:
            return None if isinstance(value, str) else "must be a text"
        if isinstance(value, list):
            wrong = None if self.multiple else "must be one text"
            return wrong or next((wrong for each in value if (wrong := self._check_option(each))), None)
        return self._check_option(value)

    def _check_option(self, value: Any) -> str | None:
        if isinstance(value, str) and value in self.options:
            return None
        return (
            f"must be one of {', '.join(self.options[:_SHOWN])}"
            if self.options
            else "must be an option, and there are none"
        )


_SHOWN = 50


class Schemas:
    """The schemas that one request is about; each is read once, all that are asked for together in one go."""

    def __init__(self) -> None:
        self._fields: dict[int, tuple[Field, ...] | None] = {}

    def load(self, numbers: Iterable[int]) -> None:
        """Read those that are not known yet."""
        missing = [number for number in dict.fromkeys(numbers) if number and number not in self._fields]
        if not missing:
            return
        found = places.find_all(numbers=missing, long_texts=True)
        for number in missing:
            record = found[number].record if number in found else None
            is_schema = record is not None and record.get("type") == SCHEMA
            self._fields[number] = tuple(_fields(record)) if record is not None and is_schema else None

    def has(self, number: int) -> bool:
        """Whether there is a schema of a number."""
        self.load([number])
        return self._fields.get(number) is not None

    def fields(self, assignments: Iterable[Assignment]) -> dict[str, Field]:
        """The fields of the schemas that are granted, by name; the first schema that has a name counts."""
        granted = [each.schema for each in assignments if each.is_granted]
        self.load(granted)
        found: dict[str, Field] = {}
        for number in granted:
            for field in self._fields.get(number) or ():
                found.setdefault(field.name, field)
        return found


def assignments(record: Record) -> tuple[Assignment, ...]:
    """The schemas that are assigned to an asset."""
    return tuple(Assignment(*each) for each in _kept(record))


def _kept(record: Record) -> Iterator[tuple[int, bool, bool]]:
    text = record.get("schemas")
    for each in json.value(text) if text else ():
        yield int(each["id"]), each["granted"] is True, each["cascades"]


def _fields(schema: Record) -> Iterator[Field]:
    """Its fields, as its attributes say them; what is no field is passed over."""
    text = schema.get("attributes")
    member = json.members(text).get("fields") if text else None
    for each in member.value if member is not None and isinstance(member.value, list) else ():
        field = _field(each) if isinstance(each, dict) else None
        if field is not None:
            yield field


def _field(said: Mapping[str, Any]) -> Field | None:
    name, kind, options = said.get("name"), said.get("type"), said.get("options")
    if not isinstance(name, str) or not name or kind not in FIELD_KINDS:
        return None
    known = tuple(each for each in options if isinstance(each, str)) if isinstance(options, list) else ()
    return Field(name, kind, known, said.get("multiple") is True)
