from __future__ import annotations

import asyncio
from pathlib import Path

from infra.local import generations
from infra.local.snapshots import Snapshots


def kept(root: Path) -> int:
    """How many changes the newest copy holds."""
    newest = generations.complete(root)[0]
    return int((newest / "changes.json").read_text())


class Slow(Snapshots):
    """Whoever stops it does so while a copy is being written, and changes something just before."""

    taken = 0

    async def take(self) -> bool:
        self.taken += 1
        done = await super().take()
        if self.taken == 1:
            self.changes += 1
            self.stopped.set()
        return done


def test_what_changes_while_the_last_but_one_copy_is_written_is_in_the_last(tmp_path: Path) -> None:
    async def run() -> None:
        snapshots = Slow(tmp_path, 0.01, lambda folder: write(folder, snapshots.changes))
        snapshots.changes = 1
        await snapshots.keep()

    asyncio.run(run())
    assert kept(tmp_path) == 2


def test_nothing_is_written_when_nothing_has_changed(tmp_path: Path) -> None:
    async def run() -> None:
        snapshots = Snapshots(tmp_path, 0.01, lambda folder: write(folder, 0))
        snapshots.stopped.set()
        await snapshots.keep()

    asyncio.run(run())
    assert generations.complete(tmp_path) == []


def write(folder: Path, changes: int) -> None:
    (folder / "changes.json").write_text(str(changes))
