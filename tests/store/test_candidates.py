from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from chalicelib.store import candidates
from chalicelib.store.candidates import Stretch
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

BEGIN = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stretch", "order"),
    [
        (Stretch(), [1, 2, 3, 4, 5]),
        (Stretch(descending=True), [5, 4, 3, 2, 1]),
        (Stretch(after=2), [3, 4, 5]),
        (Stretch(after=4, descending=True), [3, 2, 1]),
        (Stretch(low=2, high=4), [2, 3, 4]),
        (Stretch(after=2, low=1, high=4), [3, 4]),
        (Stretch(after=4, low=2, high=9, descending=True), [3, 2]),
        (Stretch(low=4, high=2), []),
    ],
)
def test_a_stretch_holds_and_orders_numbers_as_a_walk_does(stretch: Stretch, order: list[int], caller: Caller) -> None:
    for _ in range(5):
        records.create(kind=TICKET, values={"type": "task"}, caller=caller)
    assert stretch.order({5, 3, 1, 2, 4}) == order
    assert list(candidates.listed("I#ticket.task.*", stretch, step=2)) == order


def test_an_index_is_read_in_growing_steps(caller: Caller) -> None:
    for _ in range(7):
        records.create(kind=TICKET, values={"type": "task"}, caller=caller)
    with Unreliable() as calls:
        assert len(list(candidates.listed("I#ticket.task.*", Stretch(), step=1))) == 7
    assert len(calls.operations) == 3  # one, two, four


def test_the_holder_of_a_unique_value_is_found_in_any_letter_case(caller: Caller) -> None:
    group = records.create(kind=GROUP, values={"name": "Service Desk"}, caller=caller)
    assert candidates.holder(GROUP, "name", " service DESK") == group.number
    assert candidates.holder(GROUP, "name", "nobody") is None
    assert candidates.holder(GROUP, "name", "\ud800") is None


def test_records_are_named_by_creation_version_and_name_unless_there_are_too_many(caller: Caller) -> None:
    made = [
        records.create(
            kind=PERSON, values={"display_name": f"Ada {n}"}, created_at=BEGIN + timedelta(days=n), caller=caller
        )
        for n in range(4)
    ]
    second = BEGIN + timedelta(days=1)
    assert candidates.created(PERSON, second, second, most=9) == {made[1].number}
    assert candidates.created(PERSON, second, None, most=9) == {record.number for record in made[1:]}
    assert candidates.created(PERSON, None, second, most=9) == {record.number for record in made[:2]}
    assert candidates.created(PERSON, second, None, most=2) is None
    assert candidates.changed(PERSON, made[2].version, None, most=9) == {record.number for record in made[2:]}
    assert candidates.changed(PERSON, made[1].version, made[2].version, most=9) == {made[1].number, made[2].number}
    assert candidates.changed(PERSON, None, made[0].version, most=9) == {made[0].number}
    assert candidates.named(PERSON, "ADA 1", whole=True, most=9) == {made[1].number}
    assert candidates.named(PERSON, "ada", whole=True, most=9) == set()
    assert candidates.named(PERSON, "ada", whole=False, most=9) == {record.number for record in made}
    assert candidates.named(PERSON, "ada", whole=False, most=3) is None


def test_the_newest_end_at_the_first_record_that_rests(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_latest", 0)  # other tests have moved the clock, and versions never go back
    old, touched = (records.create(kind=TICKET, values={}, caller=caller) for _ in range(2))
    clock.advance(120)
    fresh = [records.create(kind=TICKET, values={}, caller=caller).number for _ in range(2)]
    since = clock.now() - timedelta(seconds=60)
    assert candidates.newest(TICKET, since=since, most=9) == set(fresh)
    assert candidates.newest(TICKET, since=since, most=1) is None
    assert candidates.newest(TICKET, since=BEGIN, most=9) == {old.number, touched.number, *fresh}
    assert versions.milliseconds(old.version) < since.timestamp() * 1000
