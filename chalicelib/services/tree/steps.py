"""What is too much for one transaction: prepared by marks, decided about by one write, cleared away after it.

Whoever meets a mark asks how it was decided (`places.standing`). So everybody sees all of it or nothing, however far it is;
and whenever its process ends, a worker takes it back, or finishes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.job import Job
from chalicelib.errors import Changed
from chalicelib.services import chores, jobs
from chalicelib.services.tree.chores import STEPS
from chalicelib.store import dynamo, intents
from chalicelib.store.dynamo import Action
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import COMMITTED, Operation

_GIVEN_UP: Final = timedelta(seconds=60)  # after which a preparation that was not decided about is taken back


def take(operation: Operation, mark: Callable[[], None], decide: Callable[[], Sequence[Action]]) -> None:
    """Carry out an operation that is to be prepared. `mark`: prepares it; `decide`: what is written with the decision.

    Raises Changed where somebody else was faster; then nothing has happened.
    """
    at = clock.now()
    chore = Job(f"{STEPS}.{operation.id}", intents.OWN, STEPS, {"operation": operation.id}, at, due_at=at + _GIVEN_UP)
    dynamo.transact([state_store.begin(operation), *jobs.puts(chore)])
    try:
        mark()
        moved = state_store.moved(operation.subject, operation.id, since=None)
        dynamo.transact([state_store.turn(operation, COMMITTED), moved, *decide()])
    except Exception as error:
        chores.run(chore.id)
        if isinstance(error, ConditionFailed):
            raise Changed("A link was changed by somebody else.") from None
        raise
    chores.run(chore.id)
