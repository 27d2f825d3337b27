"""What lies beside a record: its journal and its history, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import Kind
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed
from chalicelib.store import keys
from chalicelib.store.dynamo import Put, get, query
from chalicelib.store.items import Item
from chalicelib.store.walks import Query


def journal_put(kind: Kind, number: int, entry: JournalEntry) -> Put:
    """The write that adds an entry; entries are never written over."""
    return Put(_entry_item(kind, number, entry), "attribute_not_exists(pk)")


def journal_fill(kind: Kind, number: int, entry: JournalEntry) -> Put:
    """The write that gives an entry its text; Changed (when run) where one was given already."""
    return Put(
        _entry_item(kind, number, entry),
        "attribute_exists(pk) AND attribute_not_exists(filled)",
        otherwise=Changed("Somebody else has filled the entry."),
    )


def _entry_item(kind: Kind, number: int, entry: JournalEntry) -> Item:
    return {
        "pk": keys.beside(kind, number),
        "sk": f"J#{entry.key}",
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "text": entry.text,
        "author": entry.author and str(entry.author),
        "author_name": entry.author_name or None,
        "format": entry.format,
        "public": entry.public,
        "action": entry.action,
        "extras": dict(entry.extras) or None,
        "filled": entry.filled,
    }


def journal(
    kind: Kind, number: int, *, after: str | None = None, newest_first: bool = True, step: int
) -> Iterator[JournalEntry]:
    """The entries of a record, read `step` at a time as they are asked for. `after`: the key of the entry to begin behind."""
    start = f"J#{after}" if after else None
    for item in query(
        Query(keys.beside(kind, number), prefix="J#", after=start, descending=newest_first, limit=max(step, 1))
    ):
        yield _entry(item)


def journal_entry(kind: Kind, number: int, key: str) -> JournalEntry | None:
    """One entry of a record as it is now."""
    item = get((keys.beside(kind, number), f"J#{key}"))
    return None if item is None else _entry(item)


def _entry(item: Item) -> JournalEntry:
    return JournalEntry(
        key=item["sk"].removeprefix("J#"),
        at=datetime.fromisoformat(item["at"]),
        text=item["text"],
        author=_ref(item.get("author")),
        author_name=item.get("author_name", ""),
        format=item["format"],
        public=item["public"],
        action=item["action"],
        extras=item.get("extras", {}),
        filled=item.get("filled"),
    )


def history_put(kind: Kind, number: int, entry: HistoryEntry) -> Put:
    """The write that notes a change of a record."""
    return Put(
        {
            "pk": keys.beside(kind, number),
            "sk": f"H#{entry.version:019d}",
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "action": entry.action.value,
            "changed": list(entry.fields),
            "account": entry.account,
            "credential": entry.credential,
            "dialect": entry.dialect,
            "person": entry.person and str(entry.person),
        }
    )


def history(kind: Kind, number: int, *, step: int) -> Iterator[HistoryEntry]:
    """What happened to a record, newest first, read `step` at a time as it is asked for."""
    for item in query(Query(keys.beside(kind, number), prefix="H#", descending=True, limit=max(step, 1))):
        yield HistoryEntry(
            version=int(item["sk"].removeprefix("H#")),
            at=datetime.fromisoformat(item["at"]),
            action=Action(item["action"]),
            fields=tuple(item["changed"]),
            account=item["account"],
            credential=item["credential"],
            dialect=item["dialect"],
            person=_ref(item.get("person")),
        )


def _ref(text: Any) -> Ref | None:
    return Ref.parse(text) if text else None
