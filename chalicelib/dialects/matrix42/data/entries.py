"""Entries of journals: added to their ticket, filled once, and never changed after (specification, 6.2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.data import access, members, objects, writing
from chalicelib.dialects.matrix42.data.hidden import without_hidden
from chalicelib.dialects.matrix42.data.writing import Told
from chalicelib.dialects.matrix42.schema import body, finding, making
from chalicelib.dialects.matrix42.schema.body import Said, Wish
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.operands import DIALECT
from chalicelib.dialects.matrix42.schema.rows import LYING, OWNER, entry_id, entry_row
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages, messages_data
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.journal import Fill, JournalEntry, Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Verb
from chalicelib.errors import NotFound
from chalicelib.services import journal

TEXT: Final = "OriginalSolutionHtml"


class Entries:
    """What a request says of the journal of one object."""

    def __init__(self, visit: Visit, definition: DataDefinition, several: Sequence[Said]) -> None:
        self._visit = visit
        self._definition = definition
        self._known = {said.id: said for said in several if said.id is not None}
        self.notes = tuple(making.note(said.wishes) for said in several if said.id is None)
        self._fills: tuple[Fill, ...] = ()

    @classmethod
    def of(cls, visit: Visit, several: Mapping[str, Sequence[Said]], *, creating: bool = False) -> Entries:
        """Those of what is said of an object; the ids of those of a new one follow from it, whatever is said."""
        own = several.get(JOURNAL, ())
        said = [replace(each, id=None) for each in own] if creating else own
        return cls(visit, visit.catalogue.definition(JOURNAL), said)

    @property
    def told(self) -> Told:
        """What requesters may read of what was planned last."""
        return _told(self.notes, self._fills)

    def planned(self, stands: Record) -> Change:
        """What becomes of the journal of a record; Refused for an entry that there is not, or that stays as it is."""
        rows = {row.guid: row for row in objects.several(self._visit, self._definition, stands)} if self._known else {}
        for guid in self._known:
            if guid not in rows:
                raise Refused(messages.WRONG_REFERENCE, definition=self._definition.name, name="ID", value=guid)
        found = (filled(self._visit, said, rows[guid], stands) for guid, said in self._known.items())
        fills = tuple(fill for fill in found if fill is not None)
        writing.require_few(len(self.notes) + len(fills))
        self._fills = fills
        return Change(notes=self.notes, fills=fills)


def create(visit: Visit, definition: DataDefinition, said: Said) -> UUID:
    """A new entry of a ticket; answers its id. Raises Refused, Forbidden."""
    access.demand(visit, Verb.EDIT, LYING[definition.name].owner.name)
    if said.owner is None:
        raise Refused(messages_data.ENTRY_ALONE)
    ticket = members.owner(visit, definition, said.owner)
    note = making.note(said.wishes)
    written = writing.change(visit, ticket, lambda _: Change(notes=(note,)), tell=lambda: _told((note,)))
    return entry_id(written)


def change(visit: Visit, definition: DataDefinition, said: Said, guid: UUID) -> None:
    """Fill an entry, or find it as it is said to be. Raises Refused, NotFound, Forbidden."""
    owner_kind = LYING[definition.name].owner
    access.demand(visit, Verb.EDIT, owner_kind.name)
    row = finding.lying(definition, guid, sees=visit.sees)
    owner = None if row is None else row.get(OWNER)
    if row is None or owner is None:
        raise access.missing(definition, guid)
    fills: list[Fill] = []

    def edit(stands: Record) -> Change:
        fill = filled(visit, said, _as_it_is(row, stands), stands)
        fills[:] = [] if fill is None else [fill]
        return Change(fills=tuple(fills))

    writing.change_by_ref(visit, owner, edit, tell=lambda: _told((), fills))


def filled(visit: Visit, said: Said, row: Record, record: Record) -> Fill | None:
    """What is to become of an entry; None where it is as it is said to be. Refused where it stays as it is."""
    body.check_stamps([said], row)
    if all(_is_shown(visit, wish, row) for wish in without_hidden(visit, said.wishes, row)):
        return None
    key, text = row.get("key"), said.of(TEXT)
    entry = journal.entry(record=record, key=key) if key is not None else None
    if entry is None or entry.text or text is None or not text.value:
        raise Refused(messages_data.ENTRY_FIXED)
    return Fill(entry, _note(said, entry))


def _is_shown(visit: Visit, wish: Wish, row: Record) -> bool:
    return body.is_shown(replace(wish, value=wish.value if wish.value != "" else None), row, visit.language)


def _note(said: Said, entry: JournalEntry) -> Note:
    """What is said of an entry, and what it has of which nothing is said."""
    note = making.note(said.wishes)
    kept = {**_beside(entry.extras), **_beside(note.extras)}
    return replace(
        note,
        public=note.public if said.of("VisibleInPortal") is not None else entry.public,
        action=note.action if said.of("ActivityAction") is not None else entry.action,
        extras={**entry.extras, DIALECT: kept} if kept else entry.extras,
    )


def _beside(extras: Any) -> dict[str, Any]:
    own = extras.get(DIALECT)
    return dict(own) if isinstance(own, dict) else {}


def _as_it_is(row: Record, record: Record) -> Record:
    """A row of an entry as the entry stands now."""
    key = row.get("key")
    entry = None if key is None else journal.entry(record=record, key=key)
    if key is not None and entry is None:
        raise NotFound("There is no such entry.")
    return row if entry is None else entry_row(record, row.number, entry)


def _told(notes: Iterable[Note], fills: Iterable[Fill] = ()) -> Told:
    keys = tuple(fill.entry.key for fill in fills if _is_public(fill.note))
    return Told(any(map(_is_public, notes)), keys)


def _is_public(note: Note) -> bool:
    return note.public and bool(note.text)
