"""The logs with a name of their own, as files in which each line stands as it is.

logs/
  integration.log                     turned over like the others
  Matrix42_rest_rest_api_usage.log    kept for good: a few lines a week
  rest_api_usage.log                  another name of the same file
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from chalicelib.dialects.esm.logbook import INTEGRATION, USAGE
from chalicelib.logs import book
from infra.local import logs

OTHER_NAME: Final = "rest_api_usage.log"


def keep(folder: Path) -> None:
    """Have their lines written into files from now on; the files are there at once."""
    logs.to_file(folder / INTEGRATION, logging.INFO, logs.BARE, book(INTEGRATION).name)
    logs.to_file(folder / USAGE, logging.INFO, logs.BARE, book(USAGE).name, largest=logs.ENDLESS)
    link = folder / OTHER_NAME
    link.unlink(missing_ok=True)
    link.symlink_to(USAGE)


def lines(folder: Path, name: str, most: int | None = None) -> list[str]:
    """The last lines of one of them, oldest first, at most so many; also those of files that were turned over."""
    found: list[str] = []
    for path in (folder / name, *(folder / f"{name}.{turn}" for turn in range(1, logs.KEPT + 1))):
        if most is not None and len(found) >= most:
            break
        if path.exists():
            found = path.read_text("utf-8", errors="replace").splitlines() + found
    return found if most is None else found[-most:]
