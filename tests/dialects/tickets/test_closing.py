from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets.closing import Course, follow

# A handful of instants, in two notations, so that equal ones come up often.
instants = st.builds(
    lambda hour, zone: datetime(2001, 1, 1, hour, tzinfo=UTC).astimezone(timezone(timedelta(hours=zone))),
    st.integers(0, 4),
    st.sampled_from((0, 5)),
)
maybe = st.none() | instants
courses = st.builds(Course, maybe, maybe, maybe)


def at(hour: int) -> datetime:
    return datetime(2001, 1, 1, hour, tzinfo=UTC)


def test_a_closing_time_closes_an_open_ticket() -> None:
    assert follow(Course(), at(1), None) == Course(closed_at=at(1))


def test_another_closing_time_corrects_a_closed_one() -> None:
    assert follow(Course(closed_at=at(1)), at(2), None) == Course(closed_at=at(2))


def test_a_reopening_time_reopens_and_the_closing_it_ends_is_remembered() -> None:
    assert follow(Course(closed_at=at(1)), at(1), at(2)) == Course(None, at(2), last_closed_at=at(1))


def test_a_reopening_of_an_open_ticket_is_noted_and_the_last_closing_still_remembered() -> None:
    assert follow(Course(None, at(2), at(1)), None, at(3)) == Course(None, at(3), last_closed_at=at(1))


def test_the_last_closing_time_sent_back_with_the_reopening_is_an_echo() -> None:
    reopened = Course(None, at(2), last_closed_at=at(1))
    assert follow(reopened, at(1), at(2)) is reopened


def test_the_last_closing_time_sent_without_the_reopening_closes_again() -> None:
    assert follow(Course(None, at(2), last_closed_at=at(1)), at(1), None).closed_at == at(1)


def test_a_former_reopening_stays_noted_when_the_ticket_is_closed_again() -> None:
    assert follow(Course(None, at(2)), at(3), at(2)) == Course(at(3), at(2))


@given(courses)
def test_nothing_said_changes_nothing(course: Course) -> None:
    assert follow(course, None, None) is course


@given(courses)
def test_what_was_read_sent_back_changes_nothing(course: Course) -> None:
    assert follow(course, course.closed_at, course.reopened_at) is course


@given(courses, maybe, maybe)
def test_the_same_put_twice_is_the_same_as_once(
    course: Course, closed: datetime | None, reopened: datetime | None
) -> None:
    once = follow(course, closed, reopened)
    # The exception is the loser of two new times: the second time it stands against what won.
    if closed is None or reopened is None:
        assert follow(once, closed, reopened) == once


@given(courses, instants, instants)
def test_of_two_new_times_the_later_decides_and_closing_wins_a_tie(
    course: Course, closed: datetime, reopened: datetime
) -> None:
    if closed in (course.closed_at, course.last_closed_at) or reopened == course.reopened_at:
        return
    after = follow(course, closed, reopened)
    if closed >= reopened:
        assert (after.closed_at, after.reopened_at) == (closed, course.reopened_at)
    else:
        assert (after.closed_at, after.reopened_at) == (None, reopened)


@given(courses, maybe, maybe)
def test_no_time_is_made_up(course: Course, closed: datetime | None, reopened: datetime | None) -> None:
    after = follow(course, closed, reopened)
    assert after.closed_at in (course.closed_at, closed, None)
    assert after.reopened_at in (course.reopened_at, reopened)
