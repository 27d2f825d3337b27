"""Which dialect words the messages of a job: its `callback` room, loaded when its first job comes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final, Protocol, cast

from chalicelib.domain.delivery import Delivery, Leave, Outcome, Outgoing, Status
from chalicelib.domain.job import Job

DIALECTS: Final = frozenset({"matrix42", "squiz", "tickets", "xmatters"})
WATCHERS: Final = frozenset({"xmatters"})


class Callback(Protocol):
    """A dialect's `callback` room."""

    def messages(self, job: Job, *, after: str | None) -> Iterator[Outgoing]:
        """Everything that a job becomes, in rising order of the keys.

        `after`: begin behind this key. The same job gives the same keys in the same order, however often it is asked.
        """


class Watcher(Protocol):
    """What the callback room of a dialect has beside that, when it has a say over each of its deliveries."""

    def judge(self, delivery: Delivery) -> Leave:
        """Whether a delivery that is about to leave may do so, as things are now."""

    def ended(self, delivery: Delivery, outcome: Outcome, status: Status, ending: Any) -> bool:
        """Write `ending`, which notes that a delivery has come to its end, with whatever follows from it, in one moment.

        False when the lease of the delivery was lost meanwhile; nothing is written then.
        """


def watcher(dialect: str) -> Watcher | None:
    """Who has a say over the deliveries of a dialect, if it wants one."""
    return cast("Watcher", of(dialect)) if dialect in WATCHERS else None


def of(dialect: str) -> Callback:
    """The callback room of a dialect; LookupError for one that sends nothing."""
    if dialect not in DIALECTS:
        raise LookupError(f"{dialect} sends nothing")
    return cast("Callback", import_module(f"chalicelib.dialects.{dialect}.callback"))
