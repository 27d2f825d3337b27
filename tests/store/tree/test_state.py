from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.errors import Changed
from chalicelib.store import dynamo
from chalicelib.store.tree import state
from chalicelib.store.tree.state import ABORTED, COMMITTED, PREPARING, Operation, State

pytestmark = pytest.mark.usefixtures("cloud")
PREPARED = Operation("o1", PREPARING, 5, frozenset({5, 6}), {"losers": [7], "person": None})


def test_a_tree_that_never_changed_has_a_state() -> None:
    assert state.read() == State()


def test_each_change_is_an_epoch_and_stays_noted_until_it_is_settled() -> None:
    dynamo.transact([state.moved(5, "o1", since=None)])
    dynamo.transact([state.moved(5, "o2", since=None)])
    dynamo.transact([state.moved(9, "o3", since=None)])
    dynamo.update(state.settled(5, "o1"))
    assert state.read().subjects == {5, 9}
    dynamo.update(state.settled(5, "o2"))
    dynamo.update(state.settled(5, "o2"))  # as a worker does that comes late
    assert state.read() == State(3, frozenset({"9#o3"}))
    dynamo.update(state.settled(9, "o3"))
    assert state.read() == State(3)


def test_of_two_changes_that_were_decided_on_the_same_epoch_one_fails() -> None:
    for since in (State(), State(1)):
        assert state.read() == replace(since, unsettled=state.read().unsettled)
        dynamo.transact([state.moved(5, "o1", since=since)])
        with pytest.raises(Changed):
            dynamo.transact([state.moved(9, "o2", since=since)])


@pytest.mark.parametrize("restores", [False, True])
def test_an_operation_is_read_as_it_was_begun(restores: bool) -> None:
    operation = replace(PREPARED, restores=restores)
    dynamo.put(state.begin(operation))
    assert state.operations(["o1", "o2"]) == {"o1": operation}
    dynamo.delete(state.forget("o1"))
    assert state.operations(["o1"]) == {}


@pytest.mark.parametrize("first", [COMMITTED, ABORTED])
@pytest.mark.parametrize("second", [COMMITTED, ABORTED])
def test_it_is_decided_about_once(first: str, second: str) -> None:
    dynamo.put(state.begin(PREPARED))
    dynamo.update(state.turn(PREPARED, first))
    with pytest.raises(Changed):
        dynamo.update(state.turn(PREPARED, second))
    assert state.operations(["o1"])["o1"].state == first


def test_what_is_over_is_not_decided_about() -> None:
    with pytest.raises(Changed):
        dynamo.update(state.turn(PREPARED, COMMITTED))


def test_it_turns_over_its_members_from_the_decision_on() -> None:
    assert not PREPARED.turns(5)
    decided = replace(PREPARED, state=COMMITTED)
    assert [decided.turns(number) for number in (5, 6, 7)] == [True, True, False]
    assert not replace(PREPARED, state=ABORTED).turns(5)
