from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import pytest

from chalicelib import config
from chalicelib.domain.reference import Ref
from chalicelib.domain.upload_session import UploadSession
from chalicelib.errors import Conflict
from chalicelib.store import dynamo
from chalicelib.store import upload_sessions as store

pytestmark = pytest.mark.usefixtures("cloud")

AT: Final = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR: Final = timedelta(hours=1)
ID: Final = UUID("0198f0ae-0000-8000-8000-000000000001")
SESSION: Final = UploadSession(ID, "tests", "ada", Ref("ticket", 7), "files", "a.txt", 5, AT, AT + HOUR)
LOCATION: Final = "0" * 40


class Lost(Conflict):
    pass


def get(at: datetime = AT) -> UploadSession | None:
    return store.get("tests", ID, at=at)


def test_a_session_is_read_as_it_was_opened_until_its_end() -> None:
    store.open_(SESSION, otherwise=Lost())
    assert get() == SESSION
    assert get(AT + HOUR - timedelta(microseconds=1)) == SESSION
    assert get(AT + HOUR) is None
    assert store.get("others", ID, at=AT) is None


def test_the_table_forgets_a_session_by_itself() -> None:
    store.open_(SESSION, otherwise=Lost())
    item = dynamo.get(("F#tests#" + str(ID), "."), table=config.OUTBOX_TABLE)
    assert item is not None
    assert item["expires"] == (AT + HOUR).timestamp() + 1


def test_an_id_is_free_again_when_the_time_of_its_session_is_over() -> None:
    store.open_(SESSION, otherwise=Lost())
    second = replace(SESSION, opened_at=AT + HOUR / 2, ends_at=AT + 2 * HOUR, name="b.txt")
    with pytest.raises(Lost):
        store.open_(second, otherwise=Lost())
    third = replace(second, opened_at=AT + HOUR)
    store.open_(third, otherwise=Lost())
    assert get(AT + HOUR) == third
    with pytest.raises(Lost):
        store.note_bytes(SESSION, LOCATION, 5, at=AT + HOUR, otherwise=Lost())
    with pytest.raises(Lost):
        store.note_comment(SESSION, "no", at=AT + HOUR, otherwise=Lost())
    with pytest.raises(Lost):
        store.end(SESSION, otherwise=Lost())
    assert get(AT + HOUR) == third


def test_bytes_are_noted_by_whoever_knows_the_former_ones() -> None:
    store.open_(SESSION, otherwise=Lost())
    store.note_bytes(SESSION, LOCATION, 5, at=AT, otherwise=Lost())
    noted = replace(SESSION, location=LOCATION, received=5)
    assert get() == noted
    with pytest.raises(Lost):
        store.note_bytes(SESSION, "1" * 40, 6, at=AT, otherwise=Lost())
    store.note_bytes(noted, "2" * 40, 7, at=AT, otherwise=Lost())
    assert get() == replace(SESSION, location="2" * 40, received=7)


def test_nothing_is_noted_after_the_end() -> None:
    store.open_(SESSION, otherwise=Lost())
    with pytest.raises(Lost):
        store.note_bytes(SESSION, LOCATION, 5, at=AT + HOUR, otherwise=Lost())
    with pytest.raises(Lost):
        store.note_comment(SESSION, "late", at=AT + HOUR, otherwise=Lost())
    assert get() == SESSION


def test_only_who_knows_all_of_a_session_ends_it() -> None:
    store.open_(SESSION, otherwise=Lost())
    store.note_comment(SESSION, "said", at=AT, otherwise=Lost())
    with pytest.raises(Lost):
        store.end(SESSION, otherwise=Lost())
    store.note_comment(SESSION, None, at=AT, otherwise=Lost())
    store.note_bytes(SESSION, LOCATION, 5, at=AT, otherwise=Lost())
    with pytest.raises(Lost):
        store.end(SESSION, otherwise=Lost())
    store.end(replace(SESSION, location=LOCATION, received=5), otherwise=Lost())
    assert get() is None
