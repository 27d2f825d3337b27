"""The address of a record: its kind and its number."""

from __future__ import annotations

from typing import Final, NamedTuple

HIGHEST: Final = 2**31 - 1  # numbers of every space are below 2^31


class Ref(NamedTuple):
    """Points at one record. Written `person#41`; numbers are unique within a number space, not only within a kind."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{self.kind}#{self.number}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read what `str()` wrote; ValueError for anything else."""
        kind, separator, number = text.rpartition("#")
        if not separator or not kind or not number.isdecimal() or str(int(number)) != number:
            raise ValueError(f"{text!r} is no reference")
        return cls(kind, int(number))
