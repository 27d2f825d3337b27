"""What the core refuses, in words of attributes (specification, 4): it knows fields, callers know attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import Attribute, DataDefinition
from chalicelib.dialects.matrix42.vocabulary import messages
from chalicelib.domain.kind import Kind
from chalicelib.errors import Fault, Invalid, Taken

VALID: Final = "valid"
_TEXTS: Final = {
    "required": messages.MANDATORY,
    "too_long": messages.TOO_LONG,
    "reference": messages.WRONG_REFERENCE,
    "choice": messages.WRONG_REFERENCE,
}


def refusal(error: Invalid | Taken, catalogue: Catalogue, kind: Kind) -> Refused:
    """The refusal of a write to a record of a kind; the first fault, which knows the others."""
    if isinstance(error, Taken):
        definition, name = _named(catalogue, kind, error.field)
        return Refused(messages.WRONG_REFERENCE, definition=definition, name=name, value=error.value)
    found = [_refusal(fault, catalogue, kind) for fault in error.faults]
    if not found:
        return Refused(messages.WRONG_SHAPE, definition=kind.name, name="", expected=VALID)
    first = min(found, key=lambda each: each.code)
    first.others = tuple(each for each in found if each is not first)
    return first


def _refusal(fault: Fault, catalogue: Catalogue, kind: Kind) -> Refused:
    definition, name = _named(catalogue, kind, str(fault.path[0]) if fault.path else "")
    said: dict[str, Any] = {"definition": definition, "name": name, "value": fault.params.get("value")}
    text = _TEXTS.get(fault.code, messages.WRONG_SHAPE)
    return Refused(text, **said, limit=fault.params.get("limit"), expected=VALID)


def _named(catalogue: Catalogue, kind: Kind, field: str) -> tuple[str, str]:
    """The data definition and the attribute that show a field; the names of the core where none does."""
    for definition, attribute in _attributes(catalogue, kind):
        if getattr(attribute.storage_of(kind.name), "field", None) == field:
            return definition.name, attribute.name
    return kind.name, field


def _attributes(catalogue: Catalogue, kind: Kind) -> Iterator[tuple[DataDefinition, Attribute]]:
    for definition in catalogue.definitions:
        if kind.name in definition.kinds:
            for attribute in definition.attributes.values():
                yield definition, attribute
