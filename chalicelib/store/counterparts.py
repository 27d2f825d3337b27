"""The heads on the other side of a relation, as items: read, marked, brought in line, without their long texts.

A mark on a head says: whether this pair holds, the head over there decides. It stands while a write is under way whose pairs
are too many for one transaction (see `relations`). Readers obey it, so both sides show the same at every moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Put
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item


class Overtaken(ConditionFailed):
    """Somebody else wrote a head on the other side in between."""


def read(refs: Iterable[Ref]) -> dict[Ref, Item]:
    """Heads by reference, wherever they lie; those that do not exist are not in the answer."""
    wanted = dict.fromkeys(refs)
    found = _read(wanted, (False,))
    for _ in range(
        2
    ):  # on its way into the trash or out of it, a head may be in neither place when that one is looked at
        missing = [ref for ref in wanted if ref not in found]
        if not missing:
            break
        found.update(_read(missing, (True, False)))
    return found


def _read(refs: Iterable[Ref], trashed: Sequence[bool]) -> dict[Ref, Item]:
    places = {keys.head(*ref, trashed=each): ref for ref in refs for each in trashed}
    return {places[key]: item for key, item in dynamo.batch_get(places).items()}


def members(item: Item | None, field: str) -> list[str]:
    """What a field of a head holds, as it is stored."""
    stored: list[str] = item["fields"].get(field, []) if item else []
    return stored


def holds(item: Item | None, field: str, ref: Ref) -> bool:
    """Whether a field of a head names a record."""
    return str(ref) in members(item, field)


def mark_of(item: Item, field: str, ref: Ref) -> str | None:
    """The intent that marked a pair of a head."""
    intent: str | None = item.get("unsettled", {}).get(field, {}).get(str(ref))
    return intent


def marked(item: Item, field: str, ref: Ref, intent: str | None) -> Item:
    """A head with a pair marked, or with its mark taken off."""
    unsettled = {name: dict(marks) for name, marks in item.get("unsettled", {}).items()}
    marks = unsettled.setdefault(field, {})
    if intent is None:
        marks.pop(str(ref), None)
    else:
        marks[str(ref)] = intent
    kept = {name: marks for name, marks in unsettled.items() if marks}
    return {**item, "unsettled": kept or None}


def tied(item: Item, field: str, ref: Ref, *, holds: bool) -> Item:
    """A head whose field names a record, or no longer does; what else the field names keeps its order."""
    others = [each for each in members(item, field) if each != str(ref)]
    if not holds:
        fields = {**item["fields"], field: others}
    elif len(others) == len(members(item, field)):
        fields = {**item["fields"], field: [*others, str(ref)]}
    else:
        fields = item["fields"]  # as it was
    return {**item, "fields": {name: value for name, value in fields.items() if value != []}}


def stamped(item: Item, at: datetime, by: Ref | None) -> Item:
    """A head that counts as changed."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    updated = max(moment, item["created_key"].partition("#")[0])
    return {**item, "updated": updated, "updated_by": by and str(by)}


def put(before: Item, after: Item) -> Put:
    """The write of a head on the other side under a new version; Overtaken (when run) if it is not as it was read."""
    version = versions.mint(clock.now(), after=before["version"])
    condition, values = "version = :version", {":version": before["version"]}
    return Put({**after, "version": version}, condition, values, otherwise=Overtaken())


def weight(item: Item) -> int:
    """About the bytes of a head."""
    return len(json.dumps(item, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"))


def resolve(records: Iterable[Record]) -> None:
    """Let each marked pair be as the head on the other side says: one batch, and none at all where nothing is marked."""
    waiting = [record for record in records if record.unsettled]
    if not waiting:
        return
    deciding = read(ref for record in waiting for marks in record.unsettled.values() for ref in marks)
    for record in waiting:
        for name, marks in record.unsettled.items():
            _obey(record, name, marks, deciding)


def _obey(record: Record, name: str, marks: Iterable[Ref], deciding: dict[Ref, Item]) -> None:
    field = record.kind.fields.get(name)
    if field is None or field.inverse is None:
        return  # the declaration has changed since: what stands, stands
    now = dict.fromkeys(record.many(name))
    for ref in marks:
        if not holds(deciding.get(ref), field.inverse, record.ref):
            now.pop(ref, None)
        else:
            now.setdefault(ref)
    if now:
        record.fields[name] = tuple(now)
    else:
        record.fields.pop(name, None)
