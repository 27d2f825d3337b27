"""What a literal means to attributes of the plain types; Invalid where it means nothing to them."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.dialects.esm.eql.faults import invalid
from chalicelib.dialects.esm.eql.syntax import Literal, LiteralType

_NUMBER: Final = re.compile(r"\s*(-?[0-9]+)(\.[0-9]+)?\s*")
_FLAGS: Final = {"0": False, "1": True, "false": False, "true": True}


def text(literal: Literal) -> str:
    """A text; a number without quotes is one, as it was written."""
    if literal.type is LiteralType.TRUTH:
        raise invalid(literal.position, f"{literal.text.upper()} fits only hidden and deleted")
    return literal.text


def number(literal: Literal) -> int | float:
    """A number, in quotes or not."""
    match = _NUMBER.fullmatch(text(literal))
    if match is None:
        raise invalid(literal.position, f"'{literal.text}' is not a number")
    return float(match[0]) if match[2] else int(match[1])


def flag(literal: Literal, name: str) -> bool:
    """The value of a flag, in quotes or not."""
    found = _FLAGS.get(literal.text.lower())
    if found is None:
        raise invalid(literal.position, f"{name} is 0 or 1, true or false")
    return found
