"""What every write of a record has: its checks, its stamps, journal entries, a line of history."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from chalicelib.domain import extras as vendor_extras
from chalicelib.domain import version as versions
from chalicelib.domain.caller import Caller
from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.journal import JournalEntry, key_of
from chalicelib.domain.journal import check as check_notes
from chalicelib.domain.record import Change, Record, differences
from chalicelib.domain.reference import Ref
from chalicelib.domain.validation import validate
from chalicelib.errors import Faults
from chalicelib.services import references, uploads
from chalicelib.store import satellites
from chalicelib.store.dynamo import Put


def check(
    record: Record, wanted: Change, before: Record | None, faults: Faults, *, coming: Collection[Ref] = ()
) -> None:
    """Raise Invalid with everything that is wrong with a record after a change. `coming`: what is made in the same moment."""
    validate(record, wanted.values, faults)
    vendor_extras.check(wanted.extras, faults)
    check_notes([*wanted.notes, *(fill.note for fill in wanted.fills)], faults)
    references.check(record=record, named=wanted.values, before=before, faults=faults, coming=coming)
    uploads.check(record=record, named=wanted.values, before=before, faults=faults)
    faults.raise_any()


def begin(
    record: Record, wanted: Change, at: datetime, faults: Faults | None = None, *, coming: Collection[Ref] = ()
) -> None:
    """Make a new record what a change says, with its kind's defaults for what that does not name; raises as `check`."""
    kind = record.kind
    defaults = {
        f.name: f.default for f in kind.fields.values() if f.default is not None and f.name not in wanted.values
    }
    Change(defaults).apply(record)
    wanted.apply(record)
    kind.settle(None, record, frozenset(wanted.values), at)
    check(record, wanted, None, faults or Faults(), coming=coming)


def altered(before: Record, wanted: Change, at: datetime, faults: Faults | None = None) -> Record:
    """A record as a change makes it, not stamped yet; raises as `check`."""
    record = before.copy()
    wanted.apply(record)
    before.kind.settle(before, record, frozenset(wanted.values), at)
    vendor_extras.drop_outdated(before, record, wanted)
    check(record, wanted, before, faults or Faults())
    return record


def stamp(record: Record, caller: Caller, at: datetime) -> None:
    """Give a record the version, the moment and the author of a change."""
    record.version = versions.mint(at, after=record.version)
    record.updated_at = max(at, record.created_at)
    record.updated_by = caller.person


def entries(record: Record, wanted: Change, caller: Caller, at: datetime) -> list[Put]:
    """What a change does to the journal of a record, which has its version already."""
    added = [
        satellites.journal_put(
            record.kind,
            record.number,
            JournalEntry(
                key=key_of(record.version, index),
                at=at,
                text=note.text,
                author=note.author or caller.person,
                author_name=caller.login,
                format=note.format,
                public=note.public,
                action=note.action,
                extras=note.extras,
            ),
        )
        for index, note in enumerate(wanted.notes)
    ]
    filled = [
        satellites.journal_fill(record.kind, record.number, fill.at_version(record.version)) for fill in wanted.fills
    ]
    return added + filled


def history(action: Action, before: Record | None, after: Record, caller: Caller, at: datetime) -> HistoryEntry:
    """Who did what to a record."""
    return HistoryEntry(
        version=after.version,
        at=at,
        action=action,
        fields=differences(before, after),
        account=caller.account,
        credential=caller.credential,
        dialect=caller.dialect,
        person=caller.person,
    )
