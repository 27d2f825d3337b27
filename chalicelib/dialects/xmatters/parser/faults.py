"""What is said of wrong values (specification, 1.5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

REQUIRED: Final = "Required field"
NO_PROPERTY: Final = "The property does not exist."
NO_TEXT: Final = "Value must be a string"
NO_NUMBER: Final = "Value must be a number"
NO_BOOLEAN: Final = "Value must be true or false"
NO_LIST: Final = "Value must be a list"
NO_LIST_OF_TEXTS: Final = "Value must be a list of strings"
NO_OBJECT: Final = "Value must be an object"
NO_DIGITS: Final = "Value must contain only digits"
_SHOWN: Final = 100  # characters of what was sent that a sentence repeats


def not_configured(values: Iterable[str]) -> str:
    """Of what is none of the values that somebody has laid down."""
    return f"Value provided not found in the configured values: {', '.join(values)}"


def one_of(values: Iterable[str]) -> str:
    """Of what is none of the words that there are."""
    return f"Value must be one of: {', '.join(values)}"


def too_long(most: int) -> str:
    """Of a text that is too long."""
    return f"Value must be at most {most} characters"


def too_many(most: int) -> str:
    """Of a list that is too long."""
    return f"Value must be a list of at most {most} entries"


def between(low: int, high: int) -> str:
    """Of a number that is out of range."""
    return f"Value must be between {low} and {high}"


def shown(text: str) -> str:
    """What was sent, which may be a megabyte, as a sentence repeats it."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
