"""A part of a write that is not taken, while the rest of it may be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.errors import Conflict, Fault, Forbidden, Invalid, NotFound, PolydeskError, Taken


@dataclass(frozen=True, slots=True)
class Rejection:
    """What is not taken, and why. `code`: of the attribute, None where it is about none. `status`: as of an answer."""

    code: str | None
    type: str | None
    message: str
    status: int = 400

    def to_error(self) -> PolydeskError:
        """The same where it refuses a whole call."""
        match self.status:
            case 403:
                return Forbidden(self.message)
            case 404:
                return NotFound(self.message)
            case 409:
                return Conflict(self.message)
        return Invalid(message=self.message)


class RefusedError(Invalid):
    """A card that is not saved at all, and everything that is wrong with it; the message is what weighs most."""

    def __init__(self, message: str, rejections: Sequence[Rejection]) -> None:
        super().__init__(message=message)
        self.rejections = rejections


def of(attribute: Attribute, message: str, status: int = 400) -> Rejection:
    """A value of an attribute that is not taken."""
    return Rejection(attribute.code, attribute.type.value, message, status)


def unknown(code: str) -> Rejection:
    """An attribute that the template has not."""
    return Rejection(code, None, f"Unknown attribute: {code}")


def read_only(attribute: Attribute) -> Rejection:
    """An attribute that only the system writes."""
    return of(attribute, f"The attribute {attribute.code} is read-only")


def forbidden(attribute: Attribute) -> Rejection:
    """An attribute that the caller may not write."""
    return of(attribute, f"There is no right to write the attribute {attribute.code}", 403)


def of_error(error: PolydeskError) -> list[Rejection]:
    """What refused a whole row."""
    if isinstance(error, RefusedError):
        return list(error.rejections)
    return [Rejection(None, None, error.message or "The row was refused.", error.status)]


def by_attribute(error: PolydeskError, template: Template) -> dict[str, Rejection]:
    """What the core does not take, by the attributes that are to blame; empty where none can be."""
    if isinstance(error, Taken):
        found = attribute_of(error.field, template)
        if found is None:
            return {}
        return {found.code: of(found, f"{found.name} '{error.value}' is in use by another data card.", 409)}
    if not isinstance(error, Invalid):
        return {}
    rejections: dict[str, Rejection] = {}
    for fault in error.faults:
        found = _attribute_of(fault, template)
        if found is None:
            return {}
        rejections.setdefault(
            found.code, of(found, _SENTENCES.get(fault.code, "{message}").format(**_words(fault, found)))
        )
    return rejections


def attribute_of(field: str, template: Template) -> Attribute | None:
    """The attribute that a canonical field is behind."""
    return next((each for each in template.attributes.values() if each.storage.field == field), None)


def _attribute_of(fault: Fault, template: Template) -> Attribute | None:
    names = [str(part) for part in fault.path[:2]]
    found = attribute_of(names[0], template) if names else None
    return found or next((template.attributes[name] for name in names if name in template.attributes), None)


def _words(fault: Fault, attribute: Attribute) -> Mapping[str, object]:
    return {"limit": "", **fault.params, "name": attribute.name, "message": fault.message}


_SENTENCES: Final = {
    "required": "{name} is required.",
    "too_long": "{name} takes at most {limit} characters.",
    "count": "{name} takes at most {limit} values.",
    "reference": "{name} points at a data card that is not there.",
    "format": "A value of {name} can't be kept.",
    "type": "A value of {name} is of another type.",
    "range": "A value of {name} is out of range.",
    "choice": "{name} has no such value.",
}
