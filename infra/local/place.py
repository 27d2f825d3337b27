"""The data directory: what is kept where, whose it is, and whether the seeding of it came to its end.

.local/
  polydesk.json       says that the directory is ours, and in which format
  lock                held while a local cloud runs on it; holds its process id
  credentials.json    what to sign in with (mode 0600)
  seeded              written last: the store holds the whole sample company
  running.json        while a local cloud serves: where its AWS and its gateway listen, for the administrator's command line
  cloud/state/        copies of the emulator's state, see `generations`
  cloud/files/        the contents of files (S3 objects)
  logs/
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any, Final

from infra.local import generations
from infra.local.progress import Refusal

FORMAT: Final = 1
LOCK_PATIENCE: Final = 15.0  # seconds that the emulator of a killed launcher has to write its last copy
_OURS: Final = "polydesk.json"


class Place:
    """A data directory that has been found good, or made; `claim` it before use."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.logs = root / "logs"
        self.state = root / "cloud" / "state"
        self.files = root / "cloud" / "files"
        self.credentials = root / "credentials.json"
        self.running = root / "running.json"
        self._seeded = root / "seeded"
        self.lock: int = -1

    def claim(self) -> None:
        """Make the directory if need be, and hold it for this process. Raises `Refusal` if that can't be."""
        try:
            self._refuse_foreign()
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock()
            for folder in (self.logs, self.state, self.files):
                folder.mkdir(parents=True, exist_ok=True)
            if not (self.root / _OURS).exists():
                write_atomically(self.root / _OURS, json.dumps({"format": FORMAT}))
            self.withdraw()
            if self.is_seeded and not generations.complete(self.state):
                message = f"the data directory {self.root} is damaged: there is nothing in {self.state}."
                raise Refusal(f"{message} Restore it, or remove the directory to start anew.")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise Refusal(
                f"the data directory {self.root} can't be used: {reason}. Choose another with DATA_DIR."
            ) from None

    @property
    def is_seeded(self) -> bool:
        """Whether the sample company is there, complete."""
        return self._seeded.exists()

    def empty(self) -> None:
        """Throw away what an interrupted seeding has left."""
        for path in (self.state, self.files):
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
        self.credentials.unlink(missing_ok=True)

    def finish_seeding(self, credentials: dict[str, Any]) -> None:
        """Note what to sign in with, and then that the seeding came to its end."""
        write_atomically(self.credentials, json.dumps(credentials, indent=2) + "\n")
        write_atomically(self._seeded, "")

    def refresh_credentials(self, base_url: str) -> dict[str, Any] | None:
        """The credentials, with the address of this run; None when somebody has taken the file away."""
        try:
            found = json.loads(self.credentials.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise Refusal(
                f"{self.credentials} can't be read. Repair it, or remove it together with its directory."
            ) from None
        if not isinstance(found, dict):
            raise Refusal(
                f"{self.credentials} holds no credentials. Repair it, or remove it together with its directory."
            )
        if found.get("base_url") != base_url:
            found["base_url"] = base_url
            write_atomically(self.credentials, json.dumps(found, indent=2) + "\n")
        return found

    def announce(self, *, endpoint: str, base_url: str, region: str) -> None:
        """Say where this local cloud listens, now that it serves."""
        found = {"process": os.getpid(), "endpoint": endpoint, "base_url": base_url, "region": region}
        write_atomically(self.running, json.dumps(found) + "\n")

    def withdraw(self) -> None:
        """Say nothing any more."""
        self.running.unlink(missing_ok=True)

    def _refuse_foreign(self) -> None:
        """Raise `Refusal` unless the directory is absent, empty or ours."""
        if not self.root.exists():
            return
        if not self.root.is_dir():
            raise Refusal(f"the data directory {self.root} is a file. Choose another with DATA_DIR.")
        try:
            found = json.loads((self.root / _OURS).read_bytes())
        except FileNotFoundError:
            if {path.name for path in self.root.iterdir()} - {"lock", "lost+found", ".gitkeep", ".DS_Store"}:
                message = (
                    f"the data directory {self.root} holds files that are not Polydesk's. Choose another with DATA_DIR."
                )
                raise Refusal(message) from None
            return
        except ValueError:
            found = None
        if not isinstance(found, dict) or not isinstance(found.get("format"), int):
            raise Refusal(
                f"the data directory {self.root} is damaged: {_OURS} can't be read. Restore it, or choose another."
            )
        if found["format"] > FORMAT:
            raise Refusal(f"the data directory {self.root} was made by a newer Polydesk. Update, or choose another.")

    def _lock(self) -> None:
        """Hold the directory. The emulator inherits the lock, so it is free only when both are gone."""
        self.lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        until = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = os.pread(self.lock, 20, 0).decode("ascii", "replace").strip()
                if _lives(holder) or time.monotonic() > until:
                    message = f"the data directory {self.root} is in use by another local cloud (process {holder})."
                    raise Refusal(f"{message} Stop it, or choose another with DATA_DIR.") from None
                time.sleep(0.1)
            else:
                os.ftruncate(self.lock, 0)
                os.pwrite(self.lock, str(os.getpid()).encode(), 0)
                return


def write_atomically(path: Path, text: str) -> None:
    """Write a file that nobody else may read, so that there is always the former one or the whole new one."""
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
