"""Starts the local cloud, piece by piece, and ends it in good order.

The socket comes first and the data directory second, so that whatever is wrong with them is said before anything is
started. Until everything is there the gateway answers 503.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import signal
import sys
import threading
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from infra.local import gateway, logs
from infra.local.emulator import Emulator, listen
from infra.local.gateway import Gateway
from infra.local.options import Options, surroundings
from infra.local.outbox import Outbox, kept_by_emulator
from infra.local.place import Place
from infra.local.progress import Progress, Refusal
from infra.local.server import Server

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence

    from chalicelib.router import Mount
    from infra.local.functions import Functions

WATCHING: Final = 0.2  # seconds between looks at the emulator

_log = logging.getLogger(__name__)


def main() -> int:
    """Run the local cloud until SIGINT or SIGTERM; answers the exit status."""
    progress = Progress()
    try:
        options = Options.from_environment()
        listener = listen(options.port, "PORT")
        place = Place(options.data)
        place.claim()
        LocalCloud(options, place, listener, progress).run()
    except Refusal as error:
        progress.fail(error)
        return 1
    return 0


def interfaces(mounts: Sequence[Mount], base_url: str) -> list[str]:
    """A line for each interface that is spoken here: where it stands, and what it is called."""
    spoken = [(mount.dialect.title, f"{base_url}{mount.prefix}") for mount in mounts if mount.dialect.speaks_as]
    widest = max((len(title) for title, _ in spoken), default=0)
    return [f"{title:{widest}}   {address}" for title, address in spoken]


class LocalCloud:
    """Emulator, gateway and app, from start to end."""

    def __init__(self, options: Options, place: Place, listener: socket.socket, progress: Progress) -> None:
        self._place = place
        self._listener = listener
        self._progress = progress
        port = listener.getsockname()[1]
        self._base_url = f"http://127.0.0.1:{port}"
        self._options = options
        self._gateway = Gateway(stage="local", port=port)
        self._server = Server(self._gateway)
        self._functions: Functions | None = None
        self._failure: Refusal | None = None

    def run(self) -> None:
        """Serve until told to stop. Raises `Refusal` when it can't start or go on."""
        self._progress.say("Polydesk")
        if not self._place.is_seeded:
            self._place.empty()
        logs.to_file(self._place.logs / "local.log", logging.WARNING)
        logs.to_file(self._place.logs / "access.log", logging.INFO, logs.BARE, gateway.access.name)
        sys.stdout = logs.Stream(self._place.logs / "app.log")
        emulator = Emulator(
            self._place, port=self._options.emulator_port, seconds=self._options.seconds, region=gateway.REGION
        )
        try:
            os.environ.clear()
            os.environ.update(surroundings(emulator.endpoint, self._base_url, gateway.REGION))
            asyncio.run(self._serve(emulator))
        finally:
            self._place.withdraw()
            if self._functions:
                self._functions.stop()
            emulator.stop()
        if self._failure:
            raise self._failure
        self._progress.say("Stopped. The data stays in " + str(self._place.root))

    async def _serve(self, emulator: Emulator) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._server.stop)
        # Not a thread of a pool: one that waits for the emulator must not hold up the end.
        threading.Thread(target=self._begin, args=(emulator,), name="begin", daemon=True).start()
        watch = asyncio.create_task(self._watch(emulator))
        await self._server.serve(sockets=[self._listener])
        watch.cancel()

    def _begin(self, emulator: Emulator) -> None:
        """Everything between the start of the server and its first good answer."""
        try:
            self._set_up(emulator)
        except Refusal as error:
            self._fail(error)
        except Exception as error:
            _log.exception("The local cloud could not be set up.")
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            self._fail(
                Refusal(f"the local cloud could not be set up ({reason}); see {self._place.logs / 'local.log'}.")
            )

    def _set_up(self, emulator: Emulator) -> None:
        started = perf_counter()
        self._progress.step("starting the local cloud …")
        emulator.wait()
        # Not before the environment is set: what they import reads it.
        from chalicelib.outbound.sweeper import sweep
        from chalicelib.store import aws
        from infra import resources
        from infra.local import books
        from infra.local.control import Control
        from infra.local.functions import Functions
        from infra.local.written import Written

        resources.create(aws.client)
        app = importlib.import_module("app").app
        books.keep(self._place.logs)
        self._progress.step(f"started in {perf_counter() - started:.1f} s")
        credentials = self._credentials(emulator)
        declared = {mount.dialect.name: mount.dialect.settings for mount in app.mounts}
        outbox = Outbox(kept_by_emulator(emulator.port), Written())
        self._functions = Functions(app.handler_map, aws.client("sqs"), sweep)
        control = Control(self._gateway.authorizers, outbox, declared, clock_moved=self._functions.clock_moved)
        self._place.announce(endpoint=emulator.endpoint, base_url=self._base_url, region=gateway.REGION)
        self._gateway.open(app, control)
        self._functions.start()
        self._announce(app.mounts, credentials)

    def _credentials(self, emulator: Emulator) -> dict[str, Any]:
        if self._place.is_seeded:
            found = self._place.refresh_credentials(self._base_url)
            if found is None:
                self._progress.step(f"{self._place.credentials} is gone; the accounts in the store are as they were")
            return found or {}
        from infra.seed.sowing import sow

        self._progress.step("seeding a small company, so that there is something to look at …")
        credentials = sow(base_url=self._base_url, progress=lambda _done, _all, _what: None)
        emulator.snapshot()
        self._place.finish_seeding(credentials)
        return credentials

    def _announce(self, mounts: Sequence[Mount], credentials: dict[str, Any]) -> None:
        say = self._progress.say
        key = credentials.get("tickets", {}).get("key", "…")
        say()
        say(f"Ready at {self._base_url}")
        say()
        for line in interfaces(mounts, self._base_url):
            say(f"  {line}")
        say()
        say(f"  Try        curl '{self._base_url}/api/Tickets?key={key}'")
        say(f"  Accounts   {self._place.credentials}")
        say(f"  Logs       {self._place.logs}")
        say("  Stop       Ctrl-C; the data stays")
        say()

    async def _watch(self, emulator: Emulator) -> None:
        while emulator.exit_status is None:
            await asyncio.sleep(WATCHING)
        if not self._server.should_exit:
            status = emulator.exit_status
            await asyncio.sleep(WATCHING * 2)  # whoever waits for it knows better why
            self._fail(Refusal(f"the local AWS has ended (status {status}); see {self._place.logs}."))

    def _fail(self, error: Refusal) -> None:
        self._failure = self._failure or error
        self._server.should_exit = True
