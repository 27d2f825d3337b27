from __future__ import annotations

import pytest

from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Conflict
from chalicelib.store import dynamo, keys, sequences
from chalicelib.store.dynamo import Put
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def bring(number: int, space: str = "card") -> None:
    dynamo.transact([sequences.claim(space, number)])


def test_numbers_rise_in_each_space_by_itself() -> None:
    assert [sequences.take("card") for _ in range(3)] == [1, 2, 3]
    assert sequences.take("asset") == 1


def test_a_space_goes_on_above_what_an_import_brought() -> None:
    bring(500)
    assert sequences.take("card") == 501


def test_an_import_takes_what_was_jumped_over_once() -> None:
    sequences.take("card")
    bring(500)
    for number in (2, 250, 499):
        bring(number)
        with pytest.raises(Conflict):
            bring(number)
    assert sequences.take("card") == 501


def test_what_an_import_can_not_take_is_known_before() -> None:
    sequences.take("card")
    bring(500)
    bring(250)
    assert sequences.given_out("card", [1, 2, 250, 499, 500, 501]) == {1, 250, 500}
    assert sequences.given_out("asset", [1]) == set()


def test_room_is_made_for_an_import_of_several() -> None:
    sequences.take("card")
    assert sequences.lift("card", 500)
    assert not sequences.lift("card", 400)
    assert sequences.take("card") == 501
    assert sequences.given_out("card", [1, 2, 500, 501]) == {1, 501}
    bring(500)


def test_an_import_of_one_number_twice_is_refused() -> None:
    bring(500)
    with pytest.raises(Conflict):
        bring(500)


def test_a_number_that_was_given_out_is_never_brought() -> None:
    for _ in range(3):
        sequences.take("card")
    bring(10)
    sequences.take("card")
    bring(20)
    for given in (1, 2, 3, 11):
        with pytest.raises(Conflict):
            bring(given)
    for free in (4, 9, 12, 19):
        bring(free)


def test_a_number_right_above_the_latest_is_brought() -> None:
    sequences.take("card")
    bring(2)
    assert sequences.take("card") == 3


@pytest.mark.parametrize("number", [0, -1, HIGHEST + 1])
def test_what_is_no_number_is_not_brought(number: int) -> None:
    with pytest.raises(ValueError, match="no number"):
        sequences.claim("card", number)


def test_an_import_that_ended_between_lift_and_record_may_begin_anew() -> None:
    with Unreliable(crash_at=3) as store, pytest.raises(Crash):
        bring(500)  # the third call would be its record's
    assert store.operations == ["GetItem", "TransactWriteItems", "TransactWriteItems"]
    bring(500)
    assert sequences.take("card") == 501


def test_an_import_that_was_overtaken_lifts_from_where_the_others_are() -> None:
    class Overtaken(Unreliable):
        def __call__(self, operation: str, request: dict[str, object]) -> dict[str, object]:
            if len(self.calls) == 1:
                self._send("UpdateItem", taking)
            return super().__call__(operation, request)

    with Unreliable() as store:
        sequences.take("card")
    taking = store.calls[0][1]
    with Overtaken():
        bring(500)
    with pytest.raises(Conflict):
        bring(2)
    bring(3)


def test_a_full_space_says_so() -> None:
    dynamo.put(Put({"pk": "S#card", "sk": keys.SOLE, "latest": HIGHEST}))
    with pytest.raises(Conflict, match="used up"):
        sequences.take("card")


def test_many_numbers_are_reserved_in_one_call_and_are_nobody_else_s() -> None:
    sequences.take("card")
    with Unreliable() as store:
        assert sequences.reserve("card", 1_000) == range(2, 1_002)
    assert store.operations == ["UpdateItem"]
    assert sequences.take("card") == 1_002
    with pytest.raises(Conflict):
        bring(500)


def test_numbers_whose_answer_was_lost_are_jumped_over() -> None:
    with Unreliable(unanswered=[1]):
        assert sequences.reserve("card", 10) == range(11, 21)


def test_what_is_left_of_a_space_is_given_out_to_the_last_number() -> None:
    dynamo.put(Put({"pk": "S#card", "sk": keys.SOLE, "latest": HIGHEST - 2}))
    for many in (3, HIGHEST + 1):
        with pytest.raises(Conflict, match="used up"):
            sequences.reserve("card", many)
    assert sequences.reserve("card", 2) == range(HIGHEST - 1, HIGHEST + 1)


@pytest.mark.parametrize("count", [0, -1])
def test_nothing_is_not_reserved(count: int) -> None:
    with pytest.raises(ValueError, match="reserved"):
        sequences.reserve("card", count)
