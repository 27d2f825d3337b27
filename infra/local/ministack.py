"""MiniStack as Polydesk runs it, in a process of its own: `python -m infra.local.ministack`.

MiniStack keeps its state in memory and writes it down on a clean stop only. Here a copy is taken every few seconds
when something has changed (`snapshots`), so that a kill loses no more than that.

Every private name of MiniStack that Polydesk leans on stands in this module; its version is pinned, and a test fails
when one of them moves.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import ministack.app
from ministack.core import persistence
from ministack.services import dynamodb, ses, sns, sqs

from infra.local import generations, logs, parentage, usage_plans
from infra.local.emulator import BROKEN, SNAPSHOT_PATH
from infra.local.key_conditions import KeyConditions
from infra.local.server import Server
from infra.local.snapshots import Snapshots

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]


# Operations that leave the state as it is. ReceiveMessage hides a message for a while; a lost hiding means that it is
# handed out again, which queues promise anyway, and a worker that polls must not cause a copy every few seconds.
_READS: Final = ("Get", "BatchGet", "TransactGet", "Query", "Scan", "Describe", "List", "ReceiveMessage")

MAILS_KEPT: Final = 20_000  # of those that were sent, from one start to the next
_MAILS: Final = "polydesk_sent_emails"

_log = logging.getLogger(__name__)


class Watched:
    """MiniStack's ASGI application, with an eye on what changes its state and an address that takes a copy at once."""

    def __init__(self, snapshots: Snapshots) -> None:
        self.snapshots = snapshots

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one connection event."""
        if scope["type"] == "http" and scope["path"] == SNAPSHOT_PATH:
            status = 200 if await self.snapshots.take() else 500
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            await ministack.app.app(scope, receive, send)
        finally:
            if scope["type"] == "http" and changes_state(scope):
                self.snapshots.changes += 1


def changes_state(scope: Message) -> bool:
    """Whether a request may have changed anything. What can't be told counts as a change."""
    if scope["method"] in ("GET", "HEAD"):
        return False
    target = dict(scope["headers"]).get(b"x-amz-target", b"").decode("latin-1")
    return not target.rpartition(".")[2].startswith(_READS)


def save(folder: Path) -> None:
    """Write every service's state into `folder`; raises when one of them could not be written."""
    services = ministack.app._build_persistence_save_dict()  # noqa: SLF001  see the module's docstring
    persistence.STATE_DIR = str(folder)
    ministack.app.save_all(services)
    missing = [name for name in services if not (folder / f"{name}.json").exists()]
    if missing:
        raise OSError(f"The state of {', '.join(missing)} could not be written.")


def restore(root: Path) -> None:
    """Load the newest copy that can be read. Raises `BrokenState` when there are copies and none can."""
    states: dict[str, Any] = {}

    def readable(copy: Path) -> bool:
        states.clear()
        persistence.STATE_DIR = str(copy)
        for path in copy.glob("*.json"):
            if path.name == generations.MANIFEST:
                continue
            try:
                state = persistence.load_state(path.stem)
            except Exception:
                _log.exception("%s can't be read.", path)
                return False
            if state is None:  # MiniStack has logged why
                return False
            states[path.stem] = state
        return True

    generations.tidy(root)
    generations.newest(root, readable)
    for key, module in ministack.app._state_map.items():  # noqa: SLF001  see the module's docstring
        if states.get(key):
            ministack.app._get_module(module).load_persisted_state(states[key])  # noqa: SLF001  as above
    _hand_out_again()


def _hand_out_again() -> None:
    """Whoever had taken a message off a queue has ended since: nobody need wait for its visibility time-out."""
    now = time.time()
    for queue in sqs._queues._data.values():  # noqa: SLF001  see the module's docstring
        for message in queue["messages"]:
            if message.get("receive_count"):  # a delayed one has not been taken yet
                message["visible_at"] = min(message["visible_at"], now)


class _Stamping:
    """A phone number's list of messages that notes when each was sent, which MiniStack does not."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self._messages = messages

    def append(self, message: dict[str, Any]) -> None:
        """Keep a message with the time of its sending."""
        self._messages.append({**message, "Timestamp": time.time()})


def _keep_mails() -> None:
    """Have the mails that were sent kept with the rest of the state: MiniStack forgets them when it ends."""
    state, load = ses.get_state, ses.load_persisted_state

    def load_all(found: dict[str, Any]) -> None:
        load(found)
        if _MAILS in found:
            ses._sent_emails._data.update(found[_MAILS]._data)  # noqa: SLF001  see the module's docstring
            for entries in ses._sent_emails._data.values():  # noqa: SLF001  as above
                del entries[:-MAILS_KEPT]

    ses.get_state = lambda: {**state(), _MAILS: ses._sent_emails}  # noqa: SLF001  as above
    ses.load_persisted_state = load_all


def install() -> None:
    """Take saving and loading out of MiniStack's hands, date texts, keep mails, make queries fast and usage plans whole."""
    persistence.PERSIST_STATE = True
    ministack.app.PERSIST_STATE = False
    _keep_mails()
    messages_of = sns._sms_log_for  # noqa: SLF001  see the module's docstring
    sns._sms_log_for = lambda number: _Stamping(messages_of(number))  # noqa: SLF001  as above
    dynamodb._evaluate_condition = KeyConditions(dynamodb._evaluate_condition)  # noqa: SLF001  as above
    usage_plans.install()


async def serve(listener: socket.socket, snapshots: Snapshots) -> None:
    """Load the state, answer until SIGTERM, then write the last copy."""
    restore(snapshots.root)
    server = Server(Watched(snapshots), lifespan=True, finishing=5)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, server.stop)
    keeper = asyncio.create_task(snapshots.keep())
    await server.serve(sockets=[listener])
    snapshots.stopped.set()
    await keeper


def main() -> None:
    """Run MiniStack on the listening socket that was handed down, with its state under --state."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--socket", type=int, required=True, help="file descriptor of the listening socket")
    options.add_argument("--parent", type=int, required=True, help="process to end with")
    options.add_argument("--state", type=Path, required=True, help="folder of the copies")
    options.add_argument("--log", type=Path, required=True, help="log file")
    options.add_argument("--seconds", type=float, required=True, help="time between copies")
    given = options.parse_args()
    parentage.end_with(given.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the launcher ends us in good order
    logs.to_file(given.log, logging.WARNING)
    install()
    try:
        asyncio.run(serve(socket.socket(fileno=given.socket), Snapshots(given.state, given.seconds, save)))
    except generations.BrokenState as error:
        _log.error("No copy of the state can be read, %s neither.", error)
        sys.exit(BROKEN)


if __name__ == "__main__":
    main()
