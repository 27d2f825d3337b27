"""The emulator of AWS as the launcher sees it: a process to start, to wait for, to watch and to end."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from infra.local.progress import Refusal

if TYPE_CHECKING:
    from infra.local.place import Place

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60.0  # seconds to start, and to write the last copy
BROKEN: Final = 3  # exit status of `ministack` when no copy of the state can be read
SNAPSHOT_PATH: Final = "/_polydesk/snapshot"


class Emulator:
    """MiniStack on a socket of 127.0.0.1, with its state in a data directory; ends with this process, however that ends."""

    def __init__(self, place: Place, *, port: int = 0, seconds: float, region: str) -> None:
        self._place = place
        self._listener = listen(port, "MINISTACK_PORT")
        self.port: int = self._listener.getsockname()[1]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self._process = self._start(seconds, region)

    def wait(self) -> None:
        """Come back when it answers; raises `Refusal` when it never will."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.exit_status is not None:
                raise self._refusal()
            if self._ask("GET", "/_ministack/health", timeout=2):
                return
            time.sleep(0.05)
        raise Refusal(f"the local AWS did not answer within {PATIENCE:.0f} seconds; see {self._place.logs}.")

    @property
    def exit_status(self) -> int | None:
        """None while it runs."""
        return self._process.poll()

    def snapshot(self) -> None:
        """Have everything on disk now; raises `Refusal` when that fails."""
        if not self._ask("POST", SNAPSHOT_PATH, timeout=PATIENCE):
            raise Refusal(f"the data could not be written to {self._place.state}; see {self._place.logs}.")

    def stop(self) -> None:
        """End it in good order: it writes its last copy first."""
        self._process.terminate()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self, seconds: float, region: str) -> subprocess.Popen[bytes]:
        logs = self._place.logs
        command = [sys.executable, "-m", "infra.local.ministack"]
        command += ["--socket", str(self._listener.fileno()), "--parent", str(os.getpid())]
        command += ["--state", str(self._place.state), "--log", str(logs / "ministack.log"), "--seconds", str(seconds)]
        with (logs / "ministack.out").open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,  # where Python finds `infra`
                env=self._environment(region),
                pass_fds=[self._listener.fileno(), self._place.lock],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._listener.close()
        return process

    def _environment(self, region: str) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MINISTACK_"))},
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": region,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self._place.state),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self._place.files),
            "LOG_LEVEL": "WARNING",  # at INFO it would write mails and text messages into its log
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "DOCKER_HOST": "unix:///nonexistent/docker.sock",  # whatever containers there are, they are not ours
            "PYTHONPATH": "",
        }

    def _ask(self, method: str, path: str, *, timeout: float) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path)
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _refusal(self) -> Refusal:
        if self.exit_status == BROKEN:
            message = f"the data in {self._place.state} is damaged and can't be read."
            return Refusal(
                f"{message} Restore the directory, remove it to start anew, or choose another with DATA_DIR."
            )
        return Refusal(f"the local AWS ended at once (status {self.exit_status}); see {self._place.logs}.")


def listen(port: int, variable: str) -> socket.socket:
    """A listening socket on 127.0.0.1; raises `Refusal`, which names the variable to change, when the port is in use."""
    # With the protocol named: asyncio sets TCP_NODELAY only where it can tell that it is TCP, and without it an answer on a
    # kept connection waits 40 ms for the client's acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(512)
    except PermissionError:
        raise Refusal(f"port {port} may not be used without more rights. Choose another with {variable}.") from None
    except OSError as error:
        listener.close()
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"can't be used ({error.strerror})"
        raise Refusal(f"port {port} {reason}. Stop what listens there, or choose another with {variable}.") from None
    return listener
