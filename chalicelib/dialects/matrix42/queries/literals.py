"""Values of JSON as literals, and patterns of `asql` that hold texts as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.moments import spelled
from chalicelib.dialects.matrix42.asql.syntax import Like, Literal, LiteralType, Name, Path, Value
from chalicelib.domain.filters.patterns import Pattern, Wild
from chalicelib.domain.scalar import MAX_DIGITS

START: Final = 1  # where everything stands that was not written as an expression
MAX_TEXT: Final = 8_000  # characters
NULL: Final = Literal(LiteralType.NULL, None, "NULL", START)


def literal(said: Any) -> Literal | None:
    """A value of JSON; None for one that no expression could hold."""
    match said:
        case None:
            return NULL
        case bool():
            return Literal(LiteralType.TRUTH, said, str(said).upper(), START)
        case str():
            return Literal(LiteralType.STRING, said, said, START) if len(said) <= MAX_TEXT else None
        case int():
            return _number(said, str(said))
        case float():
            text = f"{said:.12f}".rstrip("0").rstrip(".")
            return _number(float(text), text)
    return None


def _number(said: float, text: str) -> Literal | None:
    return Literal(LiteralType.NUMBER, said, text, START) if len(text) <= MAX_DIGITS else None


def moment(at: datetime) -> Literal:
    """A moment."""
    return Literal(LiteralType.DATE, at, spelled(at), START)


def path(name: str) -> Path:
    """An attribute."""
    return Path((Name(name, START),))


def like(value: Value, text: str, *, before: bool = True, behind: bool = True) -> Like:
    """That a value contains a text. `before`, `behind`: something else may stand there."""
    parts = (*((Wild.ANY,) if before else ()), *((text,) if text else ()), *((Wild.ANY,) if behind else ()))
    return Like(value, Pattern(parts), negated=False, position=START)
