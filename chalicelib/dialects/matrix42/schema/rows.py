"""What is no record in the store, as records of kinds that only this dialect knows.

Fixed rows, entries of journals, files, accounts.

A row that lies in a record says so in its field `owner`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from chalicelib import config
from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql.typed import guid as read_guid
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.operands import DIALECT, kept
from chalicelib.dialects.matrix42.schema.texts import as_html
from chalicelib.dialects.matrix42.schema.unhinted import Unhinted
from chalicelib.domain import version as versions
from chalicelib.domain.account import Account, fold
from chalicelib.domain.filters.conditions import And, Condition
from chalicelib.domain.filters.operands import Lookup, Operand, Stored
from chalicelib.domain.journal import JournalEntry, key_of
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts
from chalicelib.services.caches import Cache
from chalicelib.services.plans.bounds import wanted

OWNER: Final = "owner"
KEY: Final = "@key"  # of a fixed row: what names it among its like
ENTRY_TAG: Final = 0x80
FILE_TAG: Final = 0x81
FILES: Final = "Files"  # extra: by location what this dialect says of a file
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LABEL: Final = "label "


def _kind(name: str) -> Kind:
    return Kind(name, fields_by_name(Field(OWNER, FieldType.REFERENCE)))


FIXED: Final = _kind("fixed row")
ENTRY: Final = _kind("journal entry")
FILE: Final = _kind("file")
ACCOUNT: Final = _kind("account")


@dataclass(frozen=True, slots=True)
class InRow(Unhinted):
    """What a row has under a name."""

    name: str

    def operand(self, language: str) -> Operand:
        """That, the same in every language."""
        return Stored(self.name)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Rows are made elsewhere."""


@dataclass(frozen=True, slots=True)
class Label(Unhinted):
    """What a row is called."""

    def operand(self, language: str) -> Operand:
        """In a language, else in English."""
        return Called(language)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Rows are made elsewhere."""


@dataclass(frozen=True, slots=True)
class Called:
    """The label of a row in a language."""

    language: str

    def values(self, record: Record, lookup: Lookup) -> tuple[str, ...]:
        """One label."""
        found = record.get(_LABEL + self.language) or record.get(f"{_LABEL}en")
        return () if found is None else (found,)


IN_ROW: Final = InRow
LABEL: Final = Label()


def _row(kind: Kind, number: int, guid: UUID, at: datetime, version: int, **fields: Any) -> Record:
    found = Record(kind, number, guid, version, at, at)
    found.fields.update({name: value for name, value in fields.items() if value is not None})
    return found


def fixed(
    definition: str,
    number: int,
    key: int | str,
    labels: Mapping[str, str],
    values: Mapping[str, Any],
    own: UUID | None = None,
) -> Record:
    """A row of a pick-up, or another one that is always the same. `own`: its id, else the one that follows from its key."""
    called = {_LABEL + language: label for language, label in labels.items()}
    return _row(FIXED, number, own or ids.row(definition, key), _EPOCH, 1, **called, **values, **{KEY: key})


def entries(record: Record, lookup: Lookup) -> Iterator[Record]:
    """The journal of a record, oldest entry first; before all the one that says that it was made."""
    at = record.created_at
    yield _row(
        ENTRY,
        1,
        ids.part(record, ENTRY_TAG, "", at),
        at,
        versions.floor(at),
        owner=record.ref,
        action="created",
        public=True,
        author=record.created_by,
    )
    for number, entry in enumerate(reversed(lookup.journal(record)), 2):
        yield entry_row(record, number, entry)


def entry_id(record: Record, index: int = 0) -> UUID:
    """The id of an entry that the last write of a record has added: of several the one at a place, from 0."""
    return ids.part(record, ENTRY_TAG, key_of(record.version, index), record.updated_at)


def entry_row(record: Record, number: int, entry: JournalEntry) -> Record:
    """One entry of a journal. `number`: its place, from 1."""
    own = entry.extras.get(DIALECT)
    return _row(
        ENTRY,
        number,
        ids.part(record, ENTRY_TAG, entry.key, entry.at),
        entry.at,
        entry.version,
        owner=record.ref,
        text=(entry.text if entry.format == "html" else as_html(entry.text)) or None,
        action=entry.action,
        public=entry.public,
        author=entry.author,
        key=entry.key,
        **_extras(own if isinstance(own, Mapping) else {}),
    )


def _extras(own: Mapping[str, Any]) -> dict[str, Any]:
    said = {f"extra {name}": value for name, value in own.items()}
    if isinstance(own.get("TypeID"), str):
        said["extra TypeID"] = read_guid(own["TypeID"])
    return said


def files(record: Record, lookup: Lookup) -> Iterator[Record]:
    """The files of a record, in order."""
    notes = kept(record, FILES)
    for number, file in enumerate(record.many("files"), 1):
        if isinstance(file, File):
            said = notes.get(file.location)
            yield _file(record, number, file, said if isinstance(said, Mapping) else {})


def _file(record: Record, number: int, file: File, said: Mapping[str, Any]) -> Record:
    own = ids.part(record, FILE_TAG, file.location, record.created_at)
    stamp = said.get("CreatedDate")
    return _row(
        FILE,
        number,
        own,
        datetime.fromisoformat(stamp) if isinstance(stamp, str) else record.created_at,
        record.version,
        owner=record.ref,
        name=file.name,
        size=file.size,
        location=file.location,
        file_id=UUID(said["UniqueFileId"]) if "UniqueFileId" in said else own,
    )


_accounts: Final[Cache[dict[int | None, list[Account]]]] = Cache(seconds=config.CACHE_SECONDS, size=1)


def _by_person() -> dict[int | None, list[Account]]:
    found: dict[int | None, list[Account]] = {}
    for account in accounts.every():
        found.setdefault(account.person, []).append(account)
    return found


def accounts_of(record: Record, lookup: Lookup) -> Iterator[Record]:
    """The accounts of a person, by login, at most five seconds old."""
    known = _accounts.get("", _by_person).get(record.number, ())
    return (account_row(account, number) for number, account in enumerate(known, 1))


def every_account() -> list[Record]:
    """All accounts, by login."""
    return [account_row(account, number) for number, account in enumerate(accounts.every(), 1)]


def accounts_within(where: Condition) -> list[Record]:
    """The accounts that may fulfil a condition, by login; only those are read whose logins it says, if it does."""
    logins = _logins(where)
    if logins is None:
        return every_account()
    found = (accounts.get(key=key) for key in sorted({fold(login) for login in logins}))
    return [account_row(account, number) for number, account in enumerate(found, 1) if account is not None]


def _logins(where: Condition) -> list[str] | None:
    if isinstance(where, And):
        return next((found for part in where.parts if (found := _logins(part)) is not None), None)
    operand, values = wanted(where)
    if operand != Stored("login") or len(values) > _FEW:
        return None
    return [value for value in values if isinstance(value, str)]


_FEW: Final = 20


def account_row(account: Account, number: int = 1) -> Record:
    """One account; nothing of it that is secret."""
    owner = None if account.person is None else Ref("person", account.person)
    guid = ids.row("SPSAccountClassBase", account.key)
    return _row(ACCOUNT, number, guid, _EPOCH, 1, login=account.login, enabled=account.enabled, owner=owner)


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies in records of a kind. `rows`: it, given such a record. `tag`: of the ids, which say in which; 0: they don't."""

    owner: Kind
    kind: Kind
    rows: Callable[[Record, Lookup], Iterator[Record]]
    tag: int = 0


LYING: Final = {
    "SPSActivityClassUnitOfWork": Lying(TICKET, ENTRY, entries, ENTRY_TAG),
    "SPSActivityClassAttachment": Lying(TICKET, FILE, files, FILE_TAG),
    "SPSAccountClassBase": Lying(PERSON, ACCOUNT, accounts_of),
}
"""What is no record of its own, by data definition."""


def beyond(lying: Lying, owner: Operand | None) -> Callable[[Record, Lookup], Iterable[Record]]:
    """What lies in a record, or in the one that `owner` points at."""
    if owner is None:
        return lying.rows

    def rows(record: Record, lookup: Lookup) -> Iterator[Record]:
        for ref in owner.values(record, lookup):
            whole = lookup.record(ref)
            if whole is not None:
                yield from lying.rows(whole, lookup)

    return rows
