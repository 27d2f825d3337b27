"""Patterns of LIKE: `%` stands for any run of characters, `_` for one.

Matching takes time in proportion to text times pattern at worst; a regular expression of many `.*` would take a power of it,
and callers write the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final


class Wild(Enum):
    """What stands for other characters."""

    ANY = "%"
    ONE = "_"


Part = str | Wild
ESCAPE: Final = "\\"
_WILD: Final = {wild.value: wild for wild in Wild}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as literal runs and wildcards, in order."""

    parts: tuple[Part, ...]

    @classmethod
    def parse(cls, text: str, *, escape: str | None = ESCAPE) -> Pattern:
        """Read a pattern. After `escape` a wildcard, or the escape itself, stands for itself; elsewhere it is plain."""
        parts: list[Part] = []
        literal = ""
        position = 0
        while position < len(text):
            character = text[position]
            if character == escape and text[position + 1 : position + 2] in (*_WILD, escape):
                position += 1
                literal += text[position]
            elif character in _WILD:
                parts += [literal, _WILD[character]] if literal else [_WILD[character]]
                literal = ""
            else:
                literal += character
            position += 1
        return cls((*parts, literal) if literal else tuple(parts))

    @property
    def prefix(self) -> str:
        """What every text that matches begins with."""
        first = self.parts[0] if self.parts else ""
        return first if isinstance(first, str) else ""

    def matches(self, text: str, *, folds_case: bool = False) -> bool:
        """Whether the pattern covers the whole text."""
        if folds_case:
            text = text.casefold()
        runs = _runs(self, folds_case)
        if len(runs) == 1:
            return len(text) == runs[0].length and runs[0].stands_at(text, 0)
        first, *middle, last = runs
        end = len(text) - last.length
        if end < first.length or not first.stands_at(text, 0) or not last.stands_at(text, end):
            return False
        position = first.length
        for run in middle:
            found = run.find(text, position, end)
            if found < 0:
                return False
            position = found + run.length
        return True


class _Run:
    """What stands between two `%`: of a fixed length, so that the first place where it fits is as good as any."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.length = sum(len(part) if isinstance(part, str) else 1 for part in parts)
        self._text = "".join(part for part in parts if isinstance(part, str))
        self._expression: re.Pattern[str] | None = None
        if len(self._text) != self.length:
            said = "".join(re.escape(part) if isinstance(part, str) else "." for part in parts)
            self._expression = re.compile(said, re.DOTALL)

    def stands_at(self, text: str, position: int) -> bool:
        if self._expression is None:
            return text.startswith(self._text, position)
        return self._expression.match(text, position) is not None

    def find(self, text: str, start: int, end: int) -> int:
        if self._expression is None:
            return text.find(self._text, start, end)
        found = self._expression.search(text, start, end)
        return found.start() if found else -1


@lru_cache(maxsize=512)
def _runs(pattern: Pattern, folds_case: bool) -> tuple[_Run, ...]:
    return tuple(_Run(parts) for parts in _split(pattern.parts, folds_case))


def _split(parts: tuple[Part, ...], folds_case: bool) -> Iterator[tuple[Part, ...]]:
    run: list[Part] = []
    for part in parts:
        if part is Wild.ANY:
            yield tuple(run)
            run = []
        else:
            run.append(part.casefold() if folds_case and isinstance(part, str) else part)
    yield tuple(run)
