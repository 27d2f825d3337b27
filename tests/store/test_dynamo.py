from __future__ import annotations

import pytest

from chalicelib.errors import Conflict, TooLarge, Unavailable
from chalicelib.store import dynamo
from chalicelib.store.dynamo import BATCH_GET, Delete, Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

KEY = ("p", "s")


def item(sort: str = "s", **more: object) -> Item:
    return {"pk": "p", "sk": sort, **more}


def test_what_is_put_is_got() -> None:
    dynamo.put(Put(item(n=1, text="\0", nothing=None)))
    assert dynamo.get(KEY) == item(n=1, text="\0")


@pytest.mark.parametrize("key", [("p", ""), ("", "s"), ("p", "x" * 1025), ("x" * 2049, "s"), ("p", "\ud800")])
def test_a_key_that_no_item_can_have_names_nothing_and_costs_nothing(key: tuple[str, str]) -> None:
    with Unreliable() as store:
        assert dynamo.get(key) is None
        assert dynamo.batch_get([key]) == {}
    assert store.calls == []


def test_a_batch_reads_a_hundred_keys_a_call_and_each_key_once() -> None:
    for number in range(BATCH_GET + 1):
        dynamo.put(Put(item(f"{number:03d}")))
    wanted = [("p", f"{number:03d}") for number in range(BATCH_GET + 20)]
    with Unreliable() as store:
        found = dynamo.batch_get([*wanted, *wanted])
    assert list(store.operations) == ["BatchGetItem"] * 2
    assert sorted(found) == wanted[: BATCH_GET + 1]


def test_a_condition_that_does_not_hold_raises_what_it_means() -> None:
    dynamo.put(Put(item()))
    with pytest.raises(ConditionFailed):
        dynamo.put(Put(item(), "attribute_not_exists(pk)"))
    with pytest.raises(Conflict, match="in use"):
        dynamo.put(Put(item(), "attribute_not_exists(pk)", otherwise=Conflict("in use")))
    with pytest.raises(Conflict, match="in use"):
        dynamo.delete(Delete(KEY, "n = :one", {":one": 1}, otherwise=Conflict("in use")))
    with pytest.raises(Conflict, match="in use"):
        dynamo.update(Update(KEY, "SET n = :one", {":one": 1}, "n = :one", otherwise=Conflict("in use")))


def test_a_refused_update_says_what_stands() -> None:
    dynamo.put(Put(item(n=5)))
    with pytest.raises(ConditionFailed) as caught:
        dynamo.update(Update(KEY, "ADD n :one", {":one": 1}, "n < :one"))
    assert caught.value.item == {"pk": {"S": "p"}, "sk": {"S": "s"}, "n": {"N": "5"}}


def test_a_transaction_does_all_or_nothing_and_raises_for_the_action_that_failed() -> None:
    dynamo.put(Put(item("taken")))
    free = Put(item("free"), "attribute_not_exists(pk)", otherwise=Conflict("free"))
    taken = Put(item("taken"), "attribute_not_exists(pk)", otherwise=Conflict("taken"))
    with pytest.raises(Conflict, match="taken"):
        dynamo.transact([free, taken])
    assert dynamo.get(("p", "free")) is None


def test_a_transaction_of_too_many_actions_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="101"):
        dynamo.transact([Put(item(str(n))) for n in range(101)])


def test_a_repeated_transaction_bears_the_same_token_so_that_it_runs_once() -> None:
    with Unreliable(unheard={1}) as store:
        dynamo.transact([Put(item())])
    first, second = (request["ClientRequestToken"] for _, request in store.calls)
    assert first == second


def test_two_transactions_bear_different_tokens() -> None:
    with Unreliable() as store:
        dynamo.transact([Put(item())])
        dynamo.transact([Put(item())])
    assert len({request["ClientRequestToken"] for _, request in store.calls}) == 2


@pytest.mark.parametrize("write", [dynamo.put, lambda action: dynamo.transact([action])])
def test_an_item_that_the_store_does_not_take_is_too_large(write: object) -> None:
    assert callable(write)
    with pytest.raises(TooLarge):
        write(Put(item(text="x" * 420_000)))


def test_a_store_that_never_hears_is_unavailable() -> None:
    with Unreliable(unheard=range(1, 100)) as store, pytest.raises(Unavailable):
        dynamo.get(KEY)
    assert len(store.calls) == 7


def test_the_meter_counts_calls_and_items_since_it_was_reset() -> None:
    dynamo.put(Put(item("a")))
    dynamo.put(Put(item("b")))
    dynamo.reset_meter()
    dynamo.get(("p", "a"))
    dynamo.batch_get([("p", "a"), ("p", "b")])
    assert (dynamo.meter().calls, dynamo.meter().items) == (2, 3)
    assert dynamo.meter().units > 0
