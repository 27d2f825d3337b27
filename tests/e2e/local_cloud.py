"""The whole local cloud, as `make run` starts it, in the hands of a test: started, used, stopped, killed."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from infra.local.emulator import SNAPSHOT_PATH

ROOT: Final = Path(__file__).resolve().parents[2]
SNAPSHOT_SECONDS: Final = 0.5
PATIENCE: Final = 120.0


class LocalCloud:
    """One local cloud on a data directory; may be ended and started again, on the same ports."""

    def __init__(self, data: Path, *, snapshot_seconds: float = SNAPSHOT_SECONDS, **environment: str) -> None:
        self.data = data
        self.environment = environment
        self.snapshot_seconds = snapshot_seconds
        self.port = free_port()
        self.emulator_port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    @property
    def credentials(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.data / "credentials.json").read_text())
        return found

    def begin(self) -> subprocess.Popen[str]:
        """Start the processes, from a directory that is not the project's."""
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "MINISTACK_PORT": str(self.emulator_port),
            "DATA_DIR": str(self.data),
            "SNAPSHOT_SECONDS": str(self.snapshot_seconds),
            **self.environment,
        }
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "infra" / "local" / "__main__.py")],
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        return self.process

    def start(self) -> LocalCloud:
        """Start, and come back when it is ready."""
        process = self.begin()
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if process.poll() is not None:
                raise AssertionError(f"It ended with {process.returncode}: {process.communicate()}")
            try:
                if self.call("GET", "/health")[0] == http.HTTPStatus.OK:
                    return self
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("It never got ready.")

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send the launcher a signal; answers its exit status and what it said on standard error."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors

    def kill(self) -> None:
        """`kill -9` of all processes at once."""
        assert self.process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def call(self, method: str, path: str, content: Any = None) -> tuple[int, Any]:
        """One exchange in JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            body = None if content is None else json.dumps(content)
            connection.request(method, path, body, {"Content-Type": "application/json", "Accept": "application/json"})
            response = connection.getresponse()
            return response.status, json.loads(response.read() or "null")
        finally:
            connection.close()

    def snapshot(self) -> None:
        """Have everything that was written so far survive a kill."""
        connection = http.client.HTTPConnection("127.0.0.1", self.emulator_port, timeout=60)
        connection.request("POST", SNAPSHOT_PATH)
        assert connection.getresponse().status == http.HTTPStatus.OK
        connection.close()

    def tickets(self, path: str = "") -> str:
        """An address of the tickets dialect, with the key."""
        return f"/api/Tickets{path}?key={self.credentials['tickets']['key']}"

    def create_ticket(self, description: str) -> int:
        status, services = self.call("GET", self.tickets().replace("/Tickets", "/Services"))
        assert status == http.HTTPStatus.OK, services
        ticket = {
            "Description": description,
            "StartTime": "2026-11-21T08:00:00Z",
            "Services": [services[0]["Id"]],
        }
        status, made = self.call("POST", self.tickets(), ticket)
        assert status == http.HTTPStatus.CREATED, made
        number: int = made["Id"]
        return number

    def description(self, number: int) -> str:
        status, found = self.call("GET", self.tickets(f"/{number}"))
        assert status == http.HTTPStatus.OK, found
        return str(found["Description"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool], *, every: float = 0.05, patience: float = PATIENCE) -> None:
    """Come back when it is so. `every`, `patience`: seconds. Raises AssertionError where it never is."""
    until = time.monotonic() + patience
    while not what():
        assert time.monotonic() < until
        time.sleep(every)
