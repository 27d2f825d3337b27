"""What is written of an attribute, type by type (specification, 4.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Final

import msgspec

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser import dates
from chalicelib.dialects.esm.templates.attribute import MAX_VALUES, Attribute, Static
from chalicelib.domain.file import MAX_NAME
from chalicelib.domain.record import File
from chalicelib.domain.reference import HIGHEST
from chalicelib.domain.scalar import is_number, is_whole_text

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_MAX_LOCATION: Final = 2_000  # characters of an address
MAX_ENTRIES: Final = 80  # of a worklog in one request, which is one transaction
_MAX_SHOWN: Final = 200  # characters of a value that an error repeats


class UnfitError(Exception):
    """A value that its attribute does not take; the message says why."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A card as a request names it: by its id, or else by its name."""

    number: int | None = None
    name: str | None = None


def read(attribute: Attribute, content: Any, zone: tzinfo) -> tuple[Any, ...]:
    """The values that a list of value objects means, empty for none.

    Texts, numbers, dates, `Static`s, `File`s (whether they exist is not asked here); of references `Pointer`s, of a worklog the
    texts in the order of reading. Raises UnfitError.
    """
    if not isinstance(content, list):
        raise UnfitError("values is missing, or is no list.")
    if len(content) > MAX_VALUES:
        raise UnfitError(f"{attribute.name} takes at most {MAX_VALUES} values.")
    if attribute.type is AttributeType.WORKLOG and len(content) > MAX_ENTRIES:
        raise UnfitError(f"{attribute.name} takes at most {MAX_ENTRIES} entries at a time.")
    found = []
    for each in content:
        if not isinstance(each, dict):
            raise UnfitError(f"A value of {attribute.name} is no object.")
        value = _READERS[attribute.type](attribute, each, zone)
        if value is not None:
            found.append(value)
    if len(found) > 1 and not attribute.multiple and attribute.type is not AttributeType.WORKLOG:
        raise UnfitError(f"{attribute.name} takes only one value.")
    if attribute.type is AttributeType.REFERENCE:
        found = list(dict.fromkeys(found))
    return tuple(found)


def _string(attribute: Attribute, said: Mapping[str, Any], _: tzinfo) -> str | None:
    value = said.get("value")
    if value is None or value == "":
        return None
    text = _text(attribute, value)
    if len(text) > attribute.max_length:
        raise UnfitError(f"{attribute.name} takes at most {attribute.max_length} characters.")
    return text


def _text(attribute: Attribute, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(int(value)) if isinstance(value, float) and value.is_integer() and is_number(value) else str(value)
    if not isinstance(value, str):
        raise UnfitError(f"A value of {attribute.name} is no text.")
    if not is_whole_text(value):
        raise UnfitError(f"A value of {attribute.name} holds half a surrogate pair.")
    return value


def _number(attribute: Attribute, said: Mapping[str, Any], _: tzinfo) -> int | float | None:
    value = said.get("value")
    if value is None or value == "":
        return None
    number: Any = value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value) if re.search(r"[.eE]", value) else int(value)
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not is_number(number):
        raise UnfitError(f"{_shown(value)} is not a number, as {attribute.name} takes it.")
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if attribute.whole and not isinstance(number, int):
        raise UnfitError(f"{attribute.name} takes whole numbers only: {_shown(value)}")
    return number  # type: ignore[no-any-return]  # one of the two, see above


def _date(attribute: Attribute, said: Mapping[str, Any], zone: tzinfo) -> Any:
    value = said.get("value")
    if value is None or value == "":
        return None
    found = dates.read(value, zone, moment=attribute.time) if isinstance(value, str) else None
    if found is None:
        raise UnfitError(f"{_shown(value)} is not a date, as {attribute.name} takes it.")
    return found


def _static(attribute: Attribute, said: Mapping[str, Any], _: tzinfo) -> Static | None:
    value, code = (None if said.get(name) == "" else said.get(name) for name in ("value", "code"))
    if value is None and code is None:
        return None
    shown, coded = (each if isinstance(each, str) else None for each in (value, code))
    by_code = [each for each in attribute.values if each.code is not None and each.code == coded]
    by_value = [each for each in attribute.values if each.value == shown] or [
        each for each in attribute.values if each.code is not None and each.code == shown
    ]
    found = by_value or by_code
    if value is not None and code is not None:
        found = [each for each in by_code if each in by_value]
    if not found:
        raise UnfitError(
            f"Couldn't find static-value with value: {_shown(value)} and code: {_shown(code)} "
            f"from attribute: {attribute.name}"
        )
    return found[0]


def _reference(attribute: Attribute, said: Mapping[str, Any], _: tzinfo) -> Pointer | None:
    card = said.get("dataCardId")
    if card is not None and card != "":
        text = str(card) if isinstance(card, (str, int)) and not isinstance(card, bool) else ""
        if text.isascii() and text.isdecimal() and len(text) <= _DIGITS and 0 < int(text) <= HIGHEST:
            return Pointer(number=int(text))
        raise UnfitError(f"There is no data card {_shown(card)} for {attribute.name}.")
    name = next((each for each in (said.get("value"), said.get("name")) if each is not None and each != ""), None)
    if name is None:
        return None
    if not isinstance(name, str) or not is_whole_text(name):
        raise UnfitError(f"A value of {attribute.name} names no data card.")
    return Pointer(name=name)


def _external(attribute: Attribute, said: Mapping[str, Any], _: tzinfo) -> File:
    name, location = said.get("name"), said.get("location")
    if not isinstance(location, str) or not location.strip():
        raise UnfitError(f"A value of {attribute.name} has no location.")
    if len(location) > _MAX_LOCATION or not is_whole_text(location):
        raise UnfitError(f"A location of {attribute.name} has at most {_MAX_LOCATION} characters.")
    if name is None or name == "":
        name = location
    if not isinstance(name, str) or not is_whole_text(name) or len(name) > max(MAX_NAME, len(location)):
        raise UnfitError(f"A name of {attribute.name} is a text of at most {MAX_NAME} characters.")
    return File(name, location)


def _entry(attribute: Attribute, said: Mapping[str, Any], zone: tzinfo) -> str | None:
    return _string(attribute, said, zone)


def _shown(value: Any) -> str:
    """A value as an error repeats it: as it was sent."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


_DIGITS: Final = 20
_READERS: Final[dict[AttributeType, Callable[[Attribute, Mapping[str, Any], tzinfo], Any]]] = {
    AttributeType.STRING: _string,
    AttributeType.NUMBER: _number,
    AttributeType.DATE: _date,
    AttributeType.STATIC_VALUE: _static,
    AttributeType.REFERENCE: _reference,
    AttributeType.EXTERNAL_REFERENCE: _external,
    AttributeType.WORKLOG: _entry,
}
