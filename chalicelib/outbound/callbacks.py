"""Which dialect words the messages of a job: its `callback` room, loaded when its first job comes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final, Protocol, cast

from chalicelib.domain.delivery import Message
from chalicelib.domain.job import Job

DIALECTS: Final = frozenset({"tickets"})


class Callback(Protocol):
    """A dialect's `callback` room."""

    def messages(self, job: Job, *, after: str | None) -> Iterator[tuple[str, Message]]:
        """Every message of a job, with a key that names its receiver within the job, in rising order of the keys.

        `after`: begin behind this key. The same job gives the same keys in the same order, however often it is asked.
        """


def of(dialect: str) -> Callback:
    """The callback room of a dialect; LookupError for one that sends nothing."""
    if dialect not in DIALECTS:
        raise LookupError(f"{dialect} sends nothing")
    return cast("Callback", import_module(f"chalicelib.dialects.{dialect}.callback"))
