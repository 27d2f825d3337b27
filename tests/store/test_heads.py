from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.store import heads
from chalicelib.store.heads import LONG, LongText
from chalicelib.store.items import decode, encode

AT = datetime(2026, 1, 1, 12, 30, 0, 123456, tzinfo=UTC)
THING = Kind(
    "thing",
    fields_by_name(
        Field("day", FieldType.DATE_TIME, day=True),
        Field("moment", FieldType.DATE_TIME),
        Field("files", FieldType.FILE, multiple=True),
        Field("people", FieldType.REFERENCE, multiple=True),
        Field("number", FieldType.NUMBER),
        Field("switch", FieldType.BOOLEAN),
        Field("text"),
        Field("other"),
    ),
)


def thing(kind: Kind = THING, **fields: Any) -> Record:
    return Record(kind, 7, UUID(int=1), 2**62, AT, AT + timedelta(hours=1), Ref("person", 1), Ref("person", 2), fields)


def through_the_store(record: Record) -> Record:
    return heads.read(record.kind, decode(encode(heads.write(record)[0])))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"day": date(2026, 2, 28), "moment": AT},
        {"day": date(1, 1, 1), "moment": datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)},
        {"files": (File("a.txt", "files/1", 3, "text/plain"), File("ä", "https://example.org/"))},
        {"people": (Ref("person", 1), Ref("group", 2)), "switch": False, "number": -0.5},
        {"text": "", "other": "\0"},
    ],
)
def test_a_record_is_read_back_as_it_was_written(fields: dict[str, Any]) -> None:
    assert through_the_store(thing(**fields)) == thing(**fields)


def test_extras_and_the_trash_are_read_back() -> None:
    record = thing()
    record.extras = {"esm": {"word": "4", "list": [1, {"a": None}]}}
    record.trashed, record.trashed_at = True, AT
    assert through_the_store(record) == record


@pytest.mark.parametrize("entries", [None, 0, 3])
def test_the_length_of_the_journal_is_read_back_where_it_is_known(entries: int | None) -> None:
    record = thing()
    record.entries = entries
    assert through_the_store(record).entries == entries
    assert ("entries" in encode(heads.write(record)[0])) == (entries is not None)


def test_moments_are_kept_in_utc() -> None:
    read = through_the_store(thing(moment=datetime.fromisoformat("2026-01-01T02:00:00+02:00")))
    assert read.get("moment").isoformat() == "2026-01-01T00:00:00+00:00"


def test_a_field_that_its_kind_has_no_longer_keeps_its_value() -> None:
    item = decode(encode(heads.write(thing(people=(Ref("person", 1),), number=3))[0]))
    read = heads.read(Kind("thing", {}), item)
    assert read.fields == {"people": ("person#1",), "number": 3}
    assert heads.write(read)[0]["fields"] == {"people": ["person#1"], "number": 3}


@pytest.mark.parametrize(
    ("text", "is_long"), [("x" * LONG, False), ("x" * (LONG + 1), True), ("🙂" * (LONG // 4 + 1), True)]
)
def test_a_text_of_more_than_eight_kilobytes_lies_beside_the_head(text: str, is_long: bool) -> None:
    item, fresh = heads.write(thing(text=text))
    assert ("text" not in item["fields"]) == is_long
    assert list(fresh.values()) == ([text] if is_long else [])
    assert [long.field for long in heads.long_texts(item)] == (["text"] if is_long else [])


def test_a_kept_long_text_is_named_and_not_written_again() -> None:
    kept = LongText("text", 5, 9_000)
    item, fresh = heads.write(thing(text="x" * 9_000, other="y" * 9_001), [kept])
    assert [long.field for long in fresh] == ["other"]
    assert heads.long_texts(item) == [kept, LongText("other", 2**62, 9_001)]


def test_a_record_without_its_long_texts_says_so() -> None:
    item, _ = heads.write(thing(text="x" * 9_000))
    assert heads.read(THING, decode(encode(item))).store_note is heads.PARTIAL


def test_an_item_of_another_schema_is_not_guessed_at() -> None:
    item, _ = heads.write(thing())
    with pytest.raises(ValueError, match="schema 99"):
        heads.read(THING, item | {"schema": 99})


def test_only_kinds_that_are_found_by_name_have_it_in_an_index() -> None:
    assert heads.write(Record(GROUP, 7, UUID(int=1), 1, AT, AT, fields={"name": "Ä "}))[0]["name_key"] == "ä#0000000007"
    assert heads.write(Record(TICKET, 7, UUID(int=1), 1, AT, AT))[0]["name_key"] is None


def test_a_name_in_the_index_is_never_empty_nor_too_long() -> None:
    for name in ("\0", " ", "ΐ" * 512):
        key = heads.write(Record(PERSON, 7, UUID(int=1), 1, AT, AT, fields={"display_name": name}))[0]["name_key"]
        assert 0 < len(key.encode()) <= 1024
