from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.store import dynamo, satellites
from chalicelib.store.guard import ConditionFailed
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

AT = datetime(2026, 1, 1, 12, 30, 0, 123456, tzinfo=UTC)


def entry(key: str, text: str = "text") -> JournalEntry:
    return JournalEntry(key, AT, text, Ref("person", 3), "Ada", "html", True, "closed", {"minutes": 5})


def write(*entries: JournalEntry, number: int = 7) -> None:
    for each in entries:
        dynamo.put(satellites.journal_put(TICKET, number, each))


def keys_of(**more: object) -> list[str]:
    return [each.key for each in satellites.journal(TICKET, 7, step=10, **more)]  # type: ignore[arg-type]  # spelled by the tests


def test_an_entry_is_read_back_as_it_was_written() -> None:
    bare = JournalEntry("2", AT, "")
    write(entry("1"), bare)
    assert list(satellites.journal(TICKET, 7, newest_first=False, step=10)) == [entry("1"), bare]


def test_an_entry_is_never_written_over() -> None:
    write(entry("1"))
    with pytest.raises(ConditionFailed):
        write(entry("1", "other"))


def test_entries_come_in_either_order_and_go_on_behind_one() -> None:
    write(*(entry(key) for key in "123"))
    assert keys_of() == ["3", "2", "1"]
    assert keys_of(newest_first=False) == ["1", "2", "3"]
    assert keys_of(after="2") == ["1"]
    assert keys_of(after="2", newest_first=False) == ["3"]


@pytest.mark.parametrize("after", ["", "~~~", "\ud800", "x" * 2000, "0"])
@pytest.mark.parametrize("newest_first", [True, False])
def test_a_key_that_is_none_begins_somewhere_and_meets_entries_only(after: str, newest_first: bool) -> None:
    write(entry("1"))
    dynamo.put(satellites.history_put(TICKET, 7, history(1)))
    assert keys_of(after=after, newest_first=newest_first) in ([], ["1"])


def test_each_record_has_a_journal_of_its_own() -> None:
    write(entry("1"))
    assert list(satellites.journal(TICKET, 8, step=10)) == []


def test_a_short_look_at_a_long_journal_reads_no_more_than_it_shows() -> None:
    write(*(entry(f"{n:02d}") for n in range(20)))
    with Unreliable() as store:
        next(satellites.journal(TICKET, 7, step=1))
    assert [request["Limit"] for _, request in store.calls] == [1]


def history(version: int) -> HistoryEntry:
    return HistoryEntry(version, AT, Action.CHANGED, ("subject", "esm.word"), "a", "key:1", "esm", Ref("person", 3))


def test_history_is_read_back_newest_first() -> None:
    for version in (5, 2**62, 70):
        dynamo.put(satellites.history_put(TICKET, 7, history(version)))
    assert list(satellites.history(TICKET, 7, step=2)) == [history(2**62), history(70), history(5)]
