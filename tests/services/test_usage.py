from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.tally import Tally
from chalicelib.services import settings, usage
from chalicelib.services.usage import Ledger
from chalicelib.store import settings as settings_store
from chalicelib.store import usage as store
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def wednesday() -> None:
    """Far from any Monday, whatever the time zone."""
    now = clock.now()
    go_to(now.replace(hour=12) + timedelta(days=9 - now.weekday()))


class Book:
    """Keeps what is reported; may fail first."""

    def __init__(self, *, fails: bool = False) -> None:
        self.weeks: list[Tally] = []
        self._fails = fails

    def __call__(self, weeks: Iterator[Tally]) -> None:
        if self._fails:
            self._fails = False
            raise OSError
        self.weeks += weeks

    @property
    def counts(self) -> list[tuple[int, int]]:
        return [(week.consumed, week.rejected) for week in self.weeks]


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def ledger(book: Book) -> Ledger:
    return ledger_of(book)


def ledger_of(book: Book) -> Ledger:
    return Ledger("esm", "esm.time.zone", book)


def go_to(moment: datetime) -> None:
    clock.advance((moment - clock.now()).total_seconds())


def kept() -> Tally:
    tally, closed = store.read("esm")
    assert tally
    assert closed == []
    return tally


def set_zone(name: str) -> None:
    settings_store.change("esm", lambda stands: {**stands, "esm.time.zone": name})


def test_the_first_call_starts_the_counting(ledger: Ledger, book: Book) -> None:
    assert usage.close(ledger=ledger) == 0
    usage.count(ledger=ledger, consumed=True)
    counted = usage.count(ledger=ledger, consumed=False)
    assert (counted.consumed, counted.rejected, book.weeks) == (1, 1, [])
    assert abs(counted.since - clock.now()) < timedelta(minutes=1)


def test_the_first_call_after_midnight_closes_the_week_and_counts_in_the_next(ledger: Ledger, book: Book) -> None:
    for _ in range(3):
        usage.count(ledger=ledger, consumed=True)
    monday = kept().ends
    go_to(monday)
    counted = usage.count(ledger=ledger, consumed=True)
    assert book.counts == [(3, 0)]
    assert (counted.consumed, counted.since) == (1, monday)
    assert usage.close(ledger=ledger) == 0


def test_a_sweep_after_midnight_closes_the_week(ledger: Ledger, book: Book) -> None:
    counted = usage.count(ledger=ledger, consumed=True)
    assert usage.close(ledger=ledger) == 0
    go_to(counted.ends)
    assert usage.close(ledger=ledger) == 1
    assert usage.close(ledger=ledger) == 0
    assert book.weeks == [counted]


def test_an_idle_week_is_closed_too_and_counts_from_the_reset(ledger: Ledger, book: Book) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    for weeks in range(2):
        go_to(monday + weeks * WEEK)
        usage.close(ledger=ledger)
    assert book.counts == [(1, 0), (0, 0)]
    assert book.weeks[1].since == monday


def test_weeks_that_nobody_noticed_are_closed_one_by_one(ledger: Ledger, book: Book) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    go_to(monday + 3 * WEEK)
    usage.count(ledger=ledger, consumed=True)
    assert book.counts == [(1, 0), (0, 0), (0, 0), (0, 0)]
    assert [week.since for week in book.weeks[1:]] == [monday, monday + WEEK, monday + 2 * WEEK]
    assert (kept().consumed, kept().since) == (1, monday + 3 * WEEK)


def test_of_two_who_close_the_same_week_one_writes_it_down(ledger: Ledger, book: Book) -> None:
    tally = usage.count(ledger=ledger, consumed=True)
    go_to(tally.ends)
    assert usage._close(ledger, tally, clock.now())  # both have read the counts before either has closed the week
    assert not usage._close(ledger, tally, clock.now())
    assert book.weeks == [tally]


def test_a_call_that_is_counted_while_the_week_is_being_closed_is_not_lost(ledger: Ledger, book: Book) -> None:
    read = usage.count(ledger=ledger, consumed=True)
    usage.count(ledger=ledger, consumed=True)  # by a clock that is a little slow
    go_to(read.ends)
    assert not usage._close(ledger, read, clock.now())
    assert usage.close(ledger=ledger) == 1
    assert book.counts == [(2, 0)]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_crash_anywhere_in_a_sweep_loses_and_doubles_no_call(ledger: Ledger, book: Book, turn: int) -> None:
    tally = usage.count(ledger=ledger, consumed=True)
    go_to(tally.ends)
    with pytest.raises(Crash), Unreliable(crash_at=turn):
        usage.close(ledger=ledger)
    clock.advance(usage.REST.total_seconds())
    usage.close(ledger=ledger)
    assert {(week.consumed, week.since) for week in book.weeks} == {(1, tally.since)}
    assert kept().consumed == 0


def test_a_week_that_could_not_be_written_down_is_left_to_a_later_sweep_and_the_call_counts() -> None:
    book = Book(fails=True)
    ledger = ledger_of(book)
    tally = usage.count(ledger=ledger, consumed=True)
    go_to(tally.ends)
    assert usage.count(ledger=ledger, consumed=True).consumed == 1
    assert usage.close(ledger=ledger) == 0  # it is given a while
    clock.advance(usage.REST.total_seconds())
    assert usage.close(ledger=ledger) == 1
    assert book.weeks == [tally]


def test_another_time_zone_moves_midnight_with_the_next_call(ledger: Ledger, book: Book) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    set_zone("Asia/Tokyo")
    settings.forget(section="esm")
    assert usage.count(ledger=ledger, consumed=True).ends == monday - timedelta(hours=9)
    assert book.weeks == []


def test_another_time_zone_moves_midnight_without_a_call(ledger: Ledger) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    set_zone("America/New_York")
    settings.forget(section="esm")
    usage.follow(ledger=ledger)
    assert timedelta(hours=4) <= kept().ends - monday <= timedelta(hours=5)
    assert kept().consumed == 1


def test_a_process_that_still_knows_the_former_zone_does_not_bring_it_back(ledger: Ledger) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    set_zone("Asia/Tokyo")  # elsewhere
    store.replace("esm", kept(), kept().moved(clock.now(), "Asia/Tokyo"))
    assert ledger.zone == "UTC"
    assert usage.count(ledger=ledger, consumed=True).ends == monday - timedelta(hours=9)


def test_a_sweep_reads_no_setting(ledger: Ledger) -> None:
    tally = usage.count(ledger=ledger, consumed=True)
    settings.forget(section="esm")
    go_to(tally.ends)
    with Unreliable() as calls:
        usage.close(ledger=ledger)
    assert calls.operations == ["Query", "TransactWriteItems", "DeleteItem"]


@pytest.mark.parametrize("by", ["a call", "a sweep"])
def test_after_a_clock_that_was_moved_back_the_counts_go_on_to_the_next_monday(
    ledger: Ledger, book: Book, by: str
) -> None:
    monday = usage.count(ledger=ledger, consumed=True).ends
    begun = clock.now()
    go_to(monday + 5 * WEEK)
    usage.count(ledger=ledger, consumed=True)
    go_to(begun)
    if by == "a sweep":
        usage.close(ledger=ledger)
    counted = usage.count(ledger=ledger, consumed=True)
    assert (counted.consumed, counted.ends) == (2, monday)
    assert len(book.weeks) == 6


def test_counts_begin_at_a_moment_in_utc(ledger: Ledger) -> None:
    assert usage.count(ledger=ledger, consumed=True).since.tzinfo is UTC
