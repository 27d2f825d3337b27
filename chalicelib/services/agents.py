"""Agents: who is there to take what is meant for a service, what lies ready for one, and what one has done with.

At least once: what was handed out and not acknowledged comes again, under the same receipt.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.agent import AgentAddress
from chalicelib.domain.delivery import Delivery, Outcome, Verdict
from chalicelib.errors import Invalid, NotFound
from chalicelib.services import pages
from chalicelib.store import agents as store

THERE: Final = timedelta(minutes=5)  # after it has asked, an agent counts as there
HIDDEN: Final = timedelta(seconds=60)  # what was handed out, until it comes again
MOST: Final = 10  # handed out at once
MAX_BYTES: Final = pages.MAX_BYTES
LONGEST_WAIT: Final = 20  # seconds; a request has 29
MOST_OUT: Final = 200  # handed out and not acknowledged: nothing behind them is looked at
_OVERHEAD: Final = 32  # bytes that an answer has around each body, beside the receipt
_SCOPE: Final = "receipts of agents"
_FIRST_PAUSE, _LONGEST_PAUSE = 0.25, 1.0  # seconds between two looks; a look that finds nothing costs half a read unit


@dataclass(frozen=True, slots=True)
class Handed:
    """What an agent gets: a body, and the receipt by which it is acknowledged."""

    receipt: str
    body: str

    @property
    def weight(self) -> int:
        """Bytes that it has in an answer."""
        return len(self.body.encode()) + len(self.receipt) + _OVERHEAD


@dataclass(frozen=True, slots=True)
class Patience:
    """How waiting is done: by the machine's clock, which nobody moves."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def available(*, service: str) -> str | None:
    """The agent that asked last for a service, if that was within five minutes."""
    last = store.last_poll(service)
    return last[0] if last is not None and clock.now() - last[1] <= THERE else None


def fetch(*, service: str, agent: str, wait: float = 0.0, patience: Patience | None = None) -> list[Handed]:
    """What lies ready for an agent, oldest first: at most ten, and 4 MiB. From now on it counts as there for this service.

    `wait`: seconds until an empty answer, at most twenty; the store is looked at about once a second.
    """
    timer = patience or Patience()
    store.note_poll(service, agent, at=clock.now())
    end, pause = timer.now() + min(wait, LONGEST_WAIT), _FIRST_PAUSE
    while True:
        found = list(_taken(AgentAddress(service, agent)))
        left = end - timer.now()
        if found or left <= 0:
            return found
        timer.sleep(min(pause, left))
        pause = min(2 * pause, _LONGEST_PAUSE)


def acknowledge(*, receipt: str) -> None:
    """An agent has what a receipt stands for; saying so again changes nothing. Raises NotFound for what is no receipt."""
    try:
        name = pages.unseal(cursor=receipt, scope=_SCOPE)
    except Invalid:
        raise NotFound("The receipt is not found.") from None
    store.end(*Delivery.identity(name), Outcome(Verdict.ACCEPTED, "Acknowledged by the agent"), at=clock.now())


def _taken(to: AgentAddress) -> Iterator[Handed]:
    now = clock.now()
    count, room = 0, MAX_BYTES - _OVERHEAD
    for delivery in store.lying(to, at=now, most=MOST_OUT):
        handed = Handed(pages.seal(position=delivery.id, scope=_SCOPE), delivery.message.body)
        if count and handed.weight > room:
            return
        if store.take(delivery, at=now, until=now + HIDDEN):
            yield handed
            count, room = count + 1, room - handed.weight
        if count == MOST:
            return
