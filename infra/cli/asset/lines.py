"""A file that holds one thing on each line, however large it is: walked along once, and looked into again at any line."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, NamedTuple, Self

from infra.cli.documents import STANDARD_INPUT
from infra.cli.refusals import Refusal

LARGEST: Final = 8 << 20  # bytes of a line
_BOM: Final = b"\xef\xbb\xbf"
_BLANK: Final = " \t\r\n"


class Line(NamedTuple):
    """A line that says something. `number`: from 1; `at`: where it begins, in bytes."""

    number: int
    at: int
    text: str


class Lines:
    """The lines of a file, or of standard input (`-`); to be used in a `with`. Raises `Refusal` for what can't be read."""

    def __init__(self, source: str) -> None:
        self.name = "Standard input" if source == STANDARD_INPUT else source
        self._source = source

    def __enter__(self) -> Self:
        try:
            self._file = self._opened()
        except OSError as error:
            raise Refusal(f"{self.name} can't be read: {(error.strerror or str(error)).lower()}.") from None
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Line]:
        self._file.seek(0)
        number, at = 0, 0
        while raw := self._file.readline(LARGEST + 1):
            number += 1
            if text := self._text(raw, number).strip(_BLANK):
                yield Line(number, at, text)
            at = self._file.tell()

    def again(self, number: int, at: int) -> str:
        """The text of a line that was met before."""
        self._file.seek(at)
        return self._text(self._file.readline(LARGEST + 1), number).strip(_BLANK)

    def _opened(self) -> IO[bytes]:
        if self._source == STANDARD_INPUT:
            return _copied(sys.stdin.buffer)
        given = Path(self._source).open("rb")  # noqa: SIM115  it stays open until the end of the `with`
        return given if given.seekable() else _copied(given)

    def _text(self, raw: bytes, number: int) -> str:
        if len(raw) > LARGEST:
            raise Refusal(f"{self.name}, line {number} has more than {LARGEST >> 20} MiB.")
        try:
            return raw.removeprefix(_BOM).decode() if number == 1 else raw.decode()
        except UnicodeDecodeError:
            raise Refusal(f"{self.name}, line {number} is not in UTF-8.") from None


def _copied(given: IO[bytes]) -> IO[bytes]:
    """What can't be read twice, beside in a file of its own."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115  it stays open until the end of the `with`
    shutil.copyfileobj(given, kept)
    return kept
