"""When the emulator's state is copied to the disk, and how that is done beside the requests.

A copy is written by a forked process: it sees one moment of all services, transactions whole, however long it takes, and
requests are not held up by it.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, Final, NoReturn

from infra.local import generations, parentage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE: Final = 120.0  # seconds until a copy that is being written counts as stuck

_log = logging.getLogger(__name__)


class Snapshots:
    """Copies of the state under `root`: one every `seconds` seconds if anything has changed, and one at the end.

    `save` writes the whole state into a folder, or raises. Whoever serves requests counts `changes` up.
    """

    def __init__(self, root: Path, seconds: float, save: Callable[[Path], None]) -> None:
        self.root = root
        self.seconds = seconds
        self.changes = 0
        self._save = save
        self.stopped = asyncio.Event()
        self._saved = 0
        self._turn = asyncio.Lock()

    async def keep(self) -> None:
        """Take copies until `stopped` is set, and then the last one."""
        while not self.stopped.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopped.wait(), self.seconds)
            await self.take()
        await self.take()  # whatever has changed while a copy was being written

    async def take(self) -> bool:
        """Write a copy in a forked process unless the last one still holds; False when that failed."""
        async with self._turn:
            changes = self.changes
            if changes == self._saved:
                return True
            child = os.fork()
            if child == 0:
                self._write_and_exit()
            done = await asyncio.get_running_loop().run_in_executor(None, _await_child, child)
            if done:
                self._saved = changes
            else:
                _log.error("A copy of the state could not be written; see ministack.out.")
            return done

    def _write_and_exit(self) -> NoReturn:
        """In the forked process: write one copy and end, without touching what is shared with the server."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            gc.disable()  # a collection would copy every page of memory
            os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # else the sockets stay open until the copy is written
            logging.disable()
            parentage.signal_at_end_of_parent(signal.SIGKILL)
            generations.write(self.root, self._save)
            os._exit(0)
        except BaseException as error:
            print(f"A copy of the state could not be written: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)


def _await_child(child: int) -> bool:
    """Wait for a forked process; a lock that was held at the moment of forking could make it wait for ever."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False
