"""Writes that the records on the other side of a relation show as well (see docs/decisions/0008-membership.md).

Where everything fits into one transaction, both sides are written in it. Where it does not, the pairs are marked on the other
side first, in as many steps as it takes, each mark saying: the record over here decides. The one transaction that writes that
record decides for all of them; then the other side is brought in line and the marks come off. A job knows of the marks before
the first is made, so that a crash leaves none behind for long.

A pair is never marked on both sides: a mark is made only while this side is as it was read, and bears no mark for the pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.domain.history import HistoryEntry
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.relation import KindOf, Tie, changed
from chalicelib.errors import Changed, Fault, Invalid, TooLarge
from chalicelib.store import counterparts, dynamo, heads, intents, keys, records
from chalicelib.store.counterparts import Overtaken
from chalicelib.store.dynamo import Action, Check
from chalicelib.store.intents import Intent
from chalicelib.store.items import Item
from chalicelib.store.records import ROOM
from chalicelib.store.settlements import WEIGHT, changed_head, help_with, packed, parts, persist, work_off

Ties = Mapping[Ref, Sequence[Tie]]


def write(
    before: Record | None,
    after: Record,
    note: HistoryEntry,
    more: Sequence[Action] = (),
    *,
    kind_of: KindOf,
    room: int = ROOM,
) -> None:
    """Write a record as `records.write` does, and what other records show of it.

    Raises what that does, and Invalid where a record on the other side can't name one more.
    """
    for field in after.kind.mirrored_fields:
        if field.name in after.fields:
            after.fields[field.name] = tuple(dict.fromkeys(after.many(field.name)))
    ties = changed(before, after, kind_of)
    for ref, several in ties.items():
        for tie in several:
            after.unsettled.get(tie.mine, {}).pop(ref, None)  # this side says it itself from now on
    writing = _Writing(before, after, note, more, ties, kind_of, room)
    if not ties:
        records.write(before, after, note, more, room=room)
    elif not writing.at_once():
        writing.in_steps()


@dataclass(frozen=True, slots=True)
class _Writing:
    """One write with pairs that it makes or ends."""

    before: Record | None
    after: Record
    note: HistoryEntry
    more: Sequence[Action]
    ties: Ties
    kind_of: KindOf
    room: int

    def at_once(self) -> bool:
        """Write both sides in one transaction; False when they don't fit into one."""
        alone = len(records.plan(self.before, self.after, self.note, self.more).actions)
        return alone + 2 * len(self.ties) <= self.room and persist(self._at_once)

    def _at_once(self) -> bool:
        items = counterparts.read(self.ties)
        self._check_room(items)
        if sum(map(counterparts.weight, items.values())) > WEIGHT:
            return False
        beside: list[Action] = []
        for ref, item in items.items():
            made = item
            for tie in self.ties[ref]:
                made = counterparts.tied(made, tie.theirs, self.after.ref, holds=tie.holds)
                made = counterparts.marked(made, tie.theirs, self.after.ref, None)
            beside += changed_head(ref, item, made, self.note, self.kind_of)
        planned = records.plan(self.before, self.after, self.note, [*self.more, *beside])
        records.carry_out(planned, room=self.room)
        return True

    def in_steps(self) -> None:
        """Mark, write, settle."""
        self._finish_what_is_marked_here()
        intent = intents.of(self.after, self.ties, self.note)
        intents.put(intent)
        try:
            for refs in parts(tuple(self.ties), self.room - 1):
                persist(partial(self._mark, intent, refs))
            planned = records.plan(self.before, self.after, self.note, [*self.more, intents.fence(intent)])
            records.carry_out(planned, room=self.room)
        except Exception as error:
            work_off(intent.id, self.kind_of, room=self.room)
            if isinstance(error, Overtaken):
                raise Changed("The write took so long that it was given up.") from None
            raise
        work_off(intent.id, self.kind_of, room=self.room)

    def _finish_what_is_marked_here(self) -> None:
        """Pairs that another write has marked on this side: have it done, or given up, and begin anew."""
        marks = self.before.unsettled if self.before else {}
        waiting = False
        for ref, several in self.ties.items():
            for tie in several:
                intent_id = marks.get(tie.mine, {}).get(ref)
                if intent_id is not None:
                    names = {self.after.ref: [(tie.theirs, tie.mine)]}
                    help_with(Intent(intent_id, ref, names, self.note), self.kind_of, room=self.room)
                    waiting = True
        if waiting:
            raise Changed(f"{self.after.ref} was brought in line first.")

    def _mark(self, intent: Intent, refs: Sequence[Ref]) -> None:
        items = counterparts.read(refs)
        self._check_room(items)
        units = []
        for ref, item in items.items():
            made = item
            for tie in self.ties[ref]:
                made = counterparts.marked(made, tie.theirs, self.after.ref, intent.id)
            if made != item:
                units.append([counterparts.put(item, made)])
        for actions in packed(units, self.room - 1):
            dynamo.transact([self._unchanged(), *actions])

    def _unchanged(self) -> Check:
        if self.before is not None:
            return heads.unchanged(self.before)
        lost = Changed(f"{self.after.ref} was changed by somebody else.")
        return Check(keys.head(*self.after.ref), "attribute_not_exists(pk)", otherwise=lost)

    def _check_room(self, items: Mapping[Ref, Item]) -> None:
        faults = []
        for ref, item in items.items():
            if counterparts.weight(item) > records.MAX_HEAD:
                raise TooLarge(records.MAX_HEAD, f"{ref} holds at most {records.MAX_HEAD} bytes.")
            kind = self.kind_of(ref.kind)
            for tie in self.ties[ref]:
                most = kind.fields[tie.theirs].max_values if kind else 0
                if tie.holds and len(counterparts.members(item, tie.theirs)) >= most:
                    path = (tie.mine, self.after.many(tie.mine).index(ref))
                    faults.append(Fault(path, "count", f"{ref} has {most} {tie.theirs} already.", {"limit": most}))
        if faults:
            raise Invalid(faults)
