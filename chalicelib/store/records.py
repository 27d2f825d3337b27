"""Reading and writing records: heads, their long texts, and what they are found by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from chalicelib.domain import guid as guids
from chalicelib.domain.history import HistoryEntry
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed, TooLarge, Unavailable
from chalicelib.store import counterparts, dynamo, entries, heads, keys, satellites
from chalicelib.store.dynamo import Action, Delete, Put
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.heads import LongText
from chalicelib.store.items import Item
from chalicelib.store.keys import Key
from chalicelib.store.walks import Query

KindOf = Callable[[str], Kind]

MAX_HEAD: Final = 350_000  # bytes; DynamoDB takes 400 kB with names and index keys
ROOM: Final = 90  # actions of a transaction that records may fill; the rest is for jobs and journals
_ROUNDS: Final = 3
_WEIGHT: Final = 1 << 20  # bytes of long texts that are read at once


def get(kind: Kind, number: int, *, trashed: bool = False) -> Record | None:
    """A record as it is now. `trashed`: also when it is in the trash."""
    for _ in range(_ROUNDS):
        item = _head_item(kind, number, trashed=trashed)
        if item is None:
            return None
        record = next(_complete(kind, [item]))
        if record is not None:
            return record
    raise Unavailable("The record is written too often to be read. Try again.")


def _head_item(kind: Kind, number: int, *, trashed: bool) -> Item | None:
    live = keys.head(kind.name, number)
    if not trashed:
        return dynamo.get(live)
    return next(iter(dynamo.batch_get([live, keys.head(kind.name, number, trashed=True)]).values()), None)


def is_whole(record: Record) -> bool:
    """Whether a record was read with its long texts. One without is for looking at, not for writing."""
    return record.store_note is not heads.PARTIAL


def fetch(
    refs: Iterable[Ref], kind_of: KindOf, *, trashed: bool = False, long_texts: bool = False
) -> dict[Ref, Record]:
    """Many records by reference, in one call for each hundred; those that do not exist are not in the answer."""
    return fetch_beside(refs, (), kind_of, trashed=trashed, long_texts=long_texts)[0]


def fetch_beside(
    refs: Iterable[Ref], more: Iterable[Key], kind_of: KindOf, *, trashed: bool = False, long_texts: bool = False
) -> tuple[dict[Ref, Record], dict[Key, Item]]:
    """The same, and in the same calls other items by their keys."""
    named = list(refs)
    wanted = [keys.head(ref.kind, ref.number) for ref in named]
    if trashed:
        wanted += [keys.head(ref.kind, ref.number, trashed=True) for ref in named]
    beside = list(more)
    items = dynamo.batch_get([*wanted, *beside])
    found: dict[Ref, Record] = {}
    by_kind: dict[str, list[Item]] = {}
    for key in wanted:
        if key in items:
            by_kind.setdefault(key[0].removeprefix(keys.partition("", trashed=True)), []).append(items[key])
    for name, several in by_kind.items():
        kind = kind_of(name)
        records = _with_long_texts(kind, several) if long_texts else _read(kind, several)
        found.update((record.ref, record) for record in records)
    return found, {key: items[key] for key in beside if key in items}


def find(guid: UUID, kinds: Sequence[Kind], *, trashed: bool = False) -> tuple[Record, int] | None:
    """The record of one of `kinds` that a GUID names, and the tag of the fragment (0 = the record itself)."""
    named = guids.read(guid)
    if named is not None:
        by_name = {kind.name: kind for kind in kinds if kind.space == named.space}
        hits = fetch(
            [Ref(name, named.number) for name in by_name], by_name.__getitem__, trashed=trashed, long_texts=True
        )
        for record in hits.values():
            if guids.with_tag(record.guid, named.tag) == guid:
                return record, named.tag
    foreign = dynamo.get(keys.alias(str(guid)))
    if foreign is None:
        return None
    kind = next((kind for kind in kinds if kind.name == foreign["kind"]), None)
    stored = get(kind, foreign["number"], trashed=trashed) if kind else None
    return (stored, foreign["tag"]) if stored else None


def walk(
    kind: Kind,
    *,
    trashed: bool = False,
    after: int | None = None,
    within: tuple[int | None, int | None] = (None, None),
    descending: bool = False,
    step: int,
    most: int | None = None,
) -> Iterator[Record]:
    """All records of a kind in the order of their numbers, read `step` at a time as they are asked for.

    `within`: the lowest and the highest number, both included. `most`: each read may have twice as many as the one before,
    up to this.
    """
    start, low, high = (None if each is None else keys.number(each) for each in (after, *within))
    partition = keys.partition(kind.name, trashed=trashed)
    query = Query(partition, after=start, low=low, high=high, descending=descending, limit=step, most=most)
    for items in dynamo.query_by_call(query):
        yield from _with_long_texts(kind, items)


def count(kind: Kind) -> int:
    """How many records of a kind there are. All of them are read."""
    return dynamo.count(Query(keys.partition(kind.name)))


def walk_index(
    kind: Kind, partition: str, *, after: int | None = None, descending: bool = False, step: int
) -> Iterator[Record]:
    """The records that an index partition names. A hit whose record no longer belongs there is passed over."""
    start = None if after is None else keys.number(after)
    query = Query(partition, after=start, descending=descending, limit=step)
    for hits in _hundreds(dynamo.query_by_call(query)):
        heads_by_key = dynamo.batch_get((kind.name, hit["sk"]) for hit in hits)
        items = [item for hit in hits if (item := heads_by_key.get((kind.name, hit["sk"]))) is not None]
        for record in _with_long_texts(kind, items):
            if partition in entries.partitions(record):
                yield record


def _hundreds(lists: Iterable[list[Item]]) -> Iterator[list[Item]]:
    for items in lists:
        for start in range(0, len(items), dynamo.BATCH_GET):
            yield items[start : start + dynamo.BATCH_GET]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a write does: `actions` in one moment; of the index `added` with them or before, `removed` with them or after."""

    before: Record | None
    after: Record
    item: Item
    actions: list[Action]
    added: list[Put]
    removed: list[Delete]


def write(
    before: Record | None, after: Record, note: HistoryEntry, more: Sequence[Action] = (), *, room: int = ROOM
) -> None:
    """Write a record with everything it is found by, in one transaction, if nobody has written in between.

    `before`: the record as it was read, None for a new one. `more`: actions that belong to the same moment (journal entries,
    a claimed number, a job). `room`: actions of a transaction that may be filled. Raises Changed, Taken, TooLarge.

    What other records show of it is not its matter: see `relations`.
    """
    carry_out(plan(before, after, note, more), room=room)


def plan(before: Record | None, after: Record, note: HistoryEntry, more: Sequence[Action] = ()) -> Plan:
    """What `write` would do. Raises Changed for a record that was read without its long texts, and TooLarge."""
    if before is not None and not is_whole(before):
        raise Changed(f"{before.ref} was read without its long texts.")  # writing it would lose them
    stored = _long_texts_of(before)
    kept = [text for text in stored if before and before.fields.get(text.field) == after.fields.get(text.field)]
    item, fresh = heads.write(after, kept)
    if _size(item) > MAX_HEAD:
        raise TooLarge(MAX_HEAD, f"A record holds at most {MAX_HEAD} bytes.")
    beside = keys.beside(after.kind, after.number)
    actions: list[Action] = [
        *_head(before, after, item),
        *(
            Put({"pk": beside, "sk": text.key(after.kind, after.number)[1], "text": value})
            for text, value in fresh.items()
        ),
        *(Delete(text.key(after.kind, after.number)) for text in stored if text not in kept),
        *entries.unique_changes(before, after),
        *([satellites.history_put(after.kind, after.number, note)] if after.kind.keeps_history else ()),
        *more,
    ]
    if before is None and guids.read(after.guid) != (after.kind.space, after.number, 0):
        actions.append(alias(after, after.guid, 0))
    return Plan(before, after, item, actions, entries.additions(before, after), entries.removals(before, after))


def carry_out(planned: Plan, *, room: int = ROOM) -> None:
    """Do what was planned; raises what `write` does."""
    after = planned.after
    if len(planned.actions) + len(planned.added) + len(planned.removed) <= room:
        dynamo.transact([*planned.actions, *planned.added, *planned.removed])
        after.store_note = tuple(heads.long_texts(planned.item))
        return
    if len(planned.actions) > dynamo.TRANSACTION:  # more long texts than that are written at once
        raise TooLarge(MAX_HEAD, f"A write has at most {dynamo.TRANSACTION} parts.")
    # Too much for one transaction. What is added goes first and what is removed last: an index item too many is passed over
    # by every reader, one too few would hide the record. A crash in between leaves only items too many.
    for addition in planned.added:
        dynamo.put(addition)
    dynamo.transact(planned.actions)
    after.store_note = tuple(heads.long_texts(planned.item))
    for removal in entries.removals(planned.before, after, late=True):
        try:
            dynamo.delete(removal)
        except ConditionFailed:
            continue  # a newer write needs it


def alias(record: Record, guid: UUID, tag: int) -> Put:
    """The item by which a foreign GUID is found; Changed when it names something already."""
    pk, sk = keys.alias(str(guid))
    item = {"pk": pk, "sk": sk, "kind": record.kind.name, "number": record.number, "tag": tag}
    return Put(item, "attribute_not_exists(pk)", otherwise=Changed(f"The GUID {guid} is in use."))


def _head(before: Record | None, after: Record, item: Item) -> list[Action]:
    lost = Changed(f"{after.ref} was changed by somebody else.")
    if before is None:
        return [Put(item, "attribute_not_exists(pk)", otherwise=lost)]
    version = {":version": before.version}
    if before.trashed == after.trashed:
        return [Put(item, "version = :version", version, otherwise=lost)]
    former = keys.head(before.kind.name, before.number, trashed=before.trashed)
    return [
        Delete(former, "version = :version", version, otherwise=lost),
        Put(item, "attribute_not_exists(pk)", otherwise=lost),
    ]


def _with_long_texts(kind: Kind, items: Iterable[Item]) -> Iterator[Record]:
    """Records with their long texts, read about a megabyte at a time as they are asked for.

    A record whose texts were replaced between the two reads is read again.
    """
    batch: list[Item] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += sum(text.size for text in heads.long_texts(item))
        if weight > _WEIGHT:
            yield from _whole(kind, batch)
            batch, weight = [], 0
    yield from _whole(kind, batch)


def _whole(kind: Kind, items: Sequence[Item]) -> Iterator[Record]:
    for item, record in zip(items, _complete(kind, items), strict=True):
        complete = record or get(kind, int(item["sk"]), trashed=item["pk"] != kind.name)
        if complete is not None:
            yield complete


def _complete(kind: Kind, items: Sequence[Item]) -> Iterator[Record | None]:
    """Each item's record with its long texts, None where a text is no longer there."""
    named = [heads.long_texts(item) for item in items]
    wanted = [text.key(kind, int(item["sk"])) for item, texts in zip(items, named, strict=True) for text in texts]
    found = dynamo.batch_get(wanted) if wanted else {}
    for record, texts in zip(_read(kind, items), named, strict=True):
        yield record if _fill(record, texts, found) else None


def _read(kind: Kind, items: Sequence[Item]) -> list[Record]:
    """Heads as records, with every pair of a relation as it stands."""
    records = [heads.read(kind, item) for item in items]
    counterparts.resolve(records)
    return records


def _fill(record: Record, texts: Sequence[LongText], found: Mapping[Key, Item]) -> bool:
    for text in texts:
        item = found.get(text.key(record.kind, record.number))
        if item is None:
            return False
        record.fields[text.field] = item["text"]
    record.store_note = tuple(texts)
    return True


def _long_texts_of(record: Record | None) -> tuple[LongText, ...]:
    return () if record is None or record.store_note is None else record.store_note


def _size(item: Item) -> int:
    return len(json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass"))
