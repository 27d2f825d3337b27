"""Brings the other side of a relation in line with what a write has decided, and takes its marks off (see `relations`)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final, TypeVar
from uuid import uuid4

from chalicelib.domain import clock
from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.reference import Ref
from chalicelib.domain.relation import KindOf
from chalicelib.errors import Changed, PolydeskError
from chalicelib.store import counterparts, dynamo, intents, jobs, satellites
from chalicelib.store.counterparts import Overtaken
from chalicelib.store.dynamo import Put
from chalicelib.store.guard import pause
from chalicelib.store.intents import Intent
from chalicelib.store.items import Item

log = logging.getLogger(__name__)

ATTEMPTS: Final = 12  # of a step whose records others keep overtaking
WEIGHT: Final = 3 << 20  # bytes of the other side's heads in one transaction; DynamoDB takes 4 MB in all
ROOM: Final = 98  # actions of one transaction that are filled
Result = TypeVar("Result")

LEASE: Final = timedelta(seconds=60)


def settle(intent: Intent, kind_of: KindOf, *, room: int = ROOM) -> None:
    """Bring the other side in line with what the subject of an intent says, and take off the marks.

    Only for who holds the lease of its job: the write must not happen any more, or must have happened.
    """
    refs = tuple(intent.names)
    for some in parts(refs, max(room // 2, 1)):
        persist(partial(_settle, intent, some, kind_of))


def work_off(intent_id: str, kind_of: KindOf, *, room: int = ROOM) -> bool:
    """Settle an intent here and now; False when somebody else is at it, or done. What goes wrong is left to its job."""
    now = clock.now()
    try:
        job = jobs.lease(intent_id, token=uuid4().hex, at=now, until=now + LEASE)
        if job is None:
            return False
        settle(intents.read(job), kind_of, room=room)
        jobs.finish(job)
    except PolydeskError:
        log.warning("%s is left to its job", intent_id, exc_info=True)
    return True


def help_with(intent: Intent, kind_of: KindOf, *, room: int = ROOM) -> None:
    """Settle some pairs of an intent before their turn. `intent`: named by its id, with those pairs only.

    Whether or not it is finished by then, its write can't happen any more, so nothing that others do is done twice.
    """
    if work_off(intent.id, kind_of, room=room):
        return
    job = jobs.get(intent.id)
    settle(replace(intent, note=intents.read(job).note) if job else intent, kind_of, room=room)


def _settle(intent: Intent, refs: Sequence[Ref], kind_of: KindOf) -> None:
    items = counterparts.read((intent.subject, *refs))
    subject = items.get(intent.subject)
    units = []
    for ref in refs:
        item = items.get(ref)
        if item is None:
            continue
        made = item
        for mine, theirs in intent.names[ref]:
            if counterparts.mark_of(item, theirs, intent.subject) == intent.id:
                holds = counterparts.holds(subject, mine, ref)
                made = counterparts.tied(made, theirs, intent.subject, holds=holds)
                made = counterparts.marked(made, theirs, intent.subject, None)
        if made is not item:
            units.append(changed_head(ref, item, made, intent.note, kind_of))
    for actions in packed(units, dynamo.TRANSACTION):
        dynamo.transact(actions)


def changed_head(ref: Ref, before: Item, after: Item, note: HistoryEntry, kind_of: KindOf) -> list[Put]:
    """The write of a head on the other side: with stamps and history where it shows something else than before."""
    had, has = before["fields"], after["fields"]
    names = tuple(sorted(name for name in had.keys() | has.keys() if had.get(name) != has.get(name)))
    kind = kind_of(ref.kind)
    if not names or kind is None:
        return [counterparts.put(before, after)]
    put = counterparts.put(before, counterparts.stamped(after, note.at, note.person))
    entry = replace(note, version=put.item["version"], action=Action.CHANGED, fields=names)
    return [put, satellites.history_put(kind, ref.number, entry)]


def persist(step: Callable[[], Result]) -> Result:
    """Do a step again while others keep writing the other side's heads in between; Changed when they don't stop."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return step()
        except Overtaken:
            pause(min(attempt, 4))
    raise Changed("The records on the other side are written too often.")


def parts(refs: tuple[Ref, ...], most: int) -> Iterator[tuple[Ref, ...]]:
    """References, so many at a time."""
    for start in range(0, len(refs), most):
        yield refs[start : start + most]


def packed(units: Sequence[Sequence[Put]], most: int) -> Iterator[list[Put]]:
    """The actions of units that belong together, as transactions of at most so many actions and not too many bytes."""
    together: list[Put] = []
    weight = 0
    for unit in units:
        heavier = sum(counterparts.weight(dict(put.item)) for put in unit)
        if together and (len(together) + len(unit) > most or weight + heavier > WEIGHT):
            yield together
            together, weight = [], 0
        together += unit
        weight += heavier
    if together:
        yield together
