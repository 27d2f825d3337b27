"""uvicorn, set up for a local cloud: one process, plain HTTP, no signal handlers of its own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP_ALIVE: Final = 75  # seconds that an idle connection is kept
FINISHING: Final = 30  # seconds that requests under way are given at the end


class Server(uvicorn.Server):
    """Serves an ASGI application until `stop`, then finishes the requests under way."""

    def __init__(self, application: Any, *, lifespan: bool = False, finishing: int = FINISHING) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http="h11",
                ws="none",
                lifespan="on" if lifespan else "off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=KEEP_ALIVE,
                timeout_graceful_shutdown=finishing,
            )
        )

    def stop(self) -> None:
        """Take no more connections, finish what is under way and come to an end; called again, end at once."""
        self.force_exit = self.should_exit
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to whoever runs the server: uvicorn would end the process when it is done."""
        yield
