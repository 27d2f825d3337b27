"""Which usage key each account has: items of their own, so that neither they nor accounts overwrite one another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.usage_key import Note
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item
from chalicelib.store.walks import Query


def get(account: str) -> Note | None:
    """The key of an account."""
    item = dynamo.get((keys.USAGE_KEYS, account))
    return _read(item) if item else None


def every() -> Iterator[Note]:
    """All of them, by account."""
    return (_read(item) for item in dynamo.query(Query(keys.USAGE_KEYS)))


def put(note: Note, *, former: str | None) -> bool:
    """Note the key of an account in place of the one with the id `former`, None for none; False when it is another by now."""
    condition = "attribute_not_exists(pk)" if former is None else "id = :former"
    values = {} if former is None else {":former": former}
    try:
        dynamo.put(Put(_item(note), condition, values))
    except ConditionFailed:
        # What was written by a call whose answer was lost is met again by the next.
        return get(note.account) == note
    return True


def remove(account: str) -> None:
    """Forget the key of an account."""
    dynamo.delete(Delete((keys.USAGE_KEYS, account)))


def _item(note: Note) -> Item:
    return {
        "pk": keys.USAGE_KEYS,
        "sk": note.account,
        "id": note.id,
        "value": note.value,
        "since": note.since.isoformat(),
        "gateway": note.gateway,
    }


def _read(item: Item) -> Note:
    return Note(item["sk"], item["id"], item["value"], datetime.fromisoformat(item["since"]), item["gateway"])
