from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.api import ACTIVE, NOTICE, Audience, Standing, State, moved
from chalicelib.errors import Conflict, Invalid

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
END = date(2026, 9, 1)
DEPRECATED = Standing(State.DEPRECATED, AT, END, "Ticket.Create")


def test_a_public_operation_is_deprecated_with_notice() -> None:
    made = moved(ACTIVE, State.DEPRECATED, public=True, at=AT, sunset_on=END, successor="Ticket.Create")
    assert made == DEPRECATED


def test_its_end_is_named_and_far_enough_away() -> None:
    with pytest.raises(Invalid):
        moved(ACTIVE, State.DEPRECATED, public=True, at=AT)
    too_soon = AT.date() + NOTICE - timedelta(days=1)
    with pytest.raises(Invalid):
        moved(ACTIVE, State.DEPRECATED, public=True, at=AT, sunset_on=too_soon)
    assert moved(ACTIVE, State.DEPRECATED, public=True, at=AT, sunset_on=AT.date() + NOTICE).sunset_on


@pytest.mark.parametrize(
    ("standing", "to"),
    [
        (ACTIVE, State.OBSOLETE),
        (ACTIVE, State.DECOMMISSIONED),
        (DEPRECATED, State.DECOMMISSIONED),
    ],
)
def test_a_public_operation_skips_no_step(standing: Standing, to: State) -> None:
    with pytest.raises(Conflict, match="step by step"):
        moved(standing, to, public=True, at=AT, sunset_on=END)
    assert moved(standing, to, public=False, at=AT).state is to


def test_a_public_operation_is_decommissioned_after_its_end() -> None:
    obsolete = moved(DEPRECATED, State.OBSOLETE, public=True, at=AT)
    assert (obsolete.deprecated_on, obsolete.sunset_on, obsolete.successor) == (AT, END, "Ticket.Create")
    with pytest.raises(Conflict, match="2026-09-01"):
        moved(obsolete, State.DECOMMISSIONED, public=True, at=AT)
    late = datetime(2026, 9, 1, tzinfo=UTC)
    assert moved(obsolete, State.DECOMMISSIONED, public=True, at=late).state is State.DECOMMISSIONED


def test_an_end_that_was_never_named_never_comes() -> None:
    with pytest.raises(Conflict, match="still to be named"):
        moved(Standing(State.OBSOLETE, AT), State.DECOMMISSIONED, public=True, at=AT)


def test_every_operation_may_become_younger_again() -> None:
    gone = Standing(State.DECOMMISSIONED, AT, END, "Ticket.Create")
    assert moved(gone, State.DEPRECATED, public=True, at=AT).state is State.DEPRECATED
    assert moved(gone, State.ACTIVE, public=True, at=AT) == ACTIVE


def test_the_same_state_is_no_step_unless_something_else_is_said() -> None:
    with pytest.raises(Conflict, match="already"):
        moved(DEPRECATED, State.DEPRECATED, public=True, at=AT)
    assert moved(DEPRECATED, State.DEPRECATED, public=True, at=AT, successor="A.B").successor == "A.B"


def test_a_note_has_an_end() -> None:
    with pytest.raises(Invalid):
        moved(ACTIVE, State.OBSOLETE, public=False, at=AT, note="x" * 2_001)


@pytest.mark.parametrize("standing", [ACTIVE, DEPRECATED, Standing(State.OBSOLETE)])
def test_a_standing_comes_back_from_plain_data(standing: Standing) -> None:
    assert Standing.of(standing.content) == standing


def test_an_audience_holds_persons_and_members_of_groups() -> None:
    audience = Audience(frozenset({7}), frozenset({1}))
    assert audience.holds(1, frozenset())
    assert audience.holds(2, frozenset({6, 7}))
    assert not audience.holds(2, frozenset({6}))
    assert not audience.holds(None, frozenset())
