"""Copies of the emulator's state on disk: each a folder that appears complete or not at all.

    state/00000007/            the copy before the last, in case the last can't be read
    state/00000008/            the last copy: one JSON file per service, and `complete.json` with names and sizes
    state/00000009.partial/    being written; thrown away at the next start

A copy is written aside, flushed to the disk and renamed, so a kill or a power cut in the middle leaves the former ones.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

KEPT: Final = 2
MANIFEST: Final = "complete.json"
_PARTIAL: Final = ".partial"


class BrokenState(Exception):
    """There are copies, but none can be read; the message names the newest."""


def write(root: Path, fill: Callable[[Path], None]) -> Path:
    """Write the next copy: `fill` puts its files into the folder it is given, or raises and nothing has happened."""
    root.mkdir(parents=True, exist_ok=True)
    former = complete(root)
    final = root / f"{_number(former[0]) + 1 if former else 1:08d}"
    partial = final.with_name(final.name + _PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    try:
        fill(partial)
        _seal(partial)
        partial.rename(final)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    _flush(root)
    for old in former[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def complete(root: Path) -> list[Path]:
    """The copies that were finished, newest first."""
    if not root.is_dir():
        return []
    return sorted((path for path in root.iterdir() if path.name.isdigit()), key=_number, reverse=True)


def newest(root: Path, readable: Callable[[Path], bool]) -> Path | None:
    """The newest copy that is whole and `readable`; None when there never was one.

    Raises `BrokenState` when there are copies and none will do: to go on empty would throw the data away.
    """
    copies = complete(root)
    for copy in copies:
        if whole(copy) and readable(copy):
            return copy
    if copies:
        raise BrokenState(str(copies[0]))
    return None


def whole(copy: Path) -> bool:
    """Whether all files of a copy are there, in their full size."""
    try:
        sizes = json.loads((copy / MANIFEST).read_bytes())
        return all((copy / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def tidy(root: Path) -> None:
    """Throw away what was being written when the last run was killed."""
    for partial in root.glob(f"*{_PARTIAL}"):
        shutil.rmtree(partial, ignore_errors=True)


def _number(copy: Path) -> int:
    return int(copy.name)


def _seal(partial: Path) -> None:
    files = [path for path in partial.iterdir() if path.is_file()]
    manifest = partial / MANIFEST
    manifest.write_text(json.dumps({path.name: path.stat().st_size for path in files}))
    for path in (*files, manifest):
        _flush(path)
    _flush(partial)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
