"""Where the local cloud writes its logs: files that are turned over when they grow."""

from __future__ import annotations

import io
import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 5_000_000  # bytes
KEPT: Final = 3  # former files
ENDLESS: Final = 0  # bytes of a file that is never turned over

PLAIN: Final = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
BARE: Final = logging.Formatter("%(message)s")


def to_file(
    path: Path,
    level: int,
    formatter: logging.Formatter = PLAIN,
    logger: str | None = None,
    *,
    largest: int = LARGEST,
) -> None:
    """Send what is logged at `level` and above (by `logger` and below it; by all, if None) to `path`, and there only.

    The file is turned over at `largest` bytes.
    """
    source = logging.getLogger(logger)
    for handler in source.handlers:
        handler.close()
    source.handlers = [_file(path, formatter, largest)]
    source.setLevel(level)
    source.propagate = False


class Stream(io.TextIOBase):
    """A file to stand in for standard output: the app writes its log lines there, as it does in Lambda."""

    def __init__(self, path: Path) -> None:
        self._handler = _file(path, BARE)

    def writable(self) -> bool:
        """It is for writing."""
        return True

    def write(self, text: str, /) -> int:
        """Write whole lines; a call is one entry."""
        if text.strip():
            self._handler.handle(logging.LogRecord("app", logging.INFO, "", 0, text.rstrip("\n"), None, None))
        return len(text)


def _file(path: Path, formatter: logging.Formatter, largest: int = LARGEST) -> RotatingFileHandler:
    handler = RotatingFileHandler(path, maxBytes=largest, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(formatter)
    return handler
