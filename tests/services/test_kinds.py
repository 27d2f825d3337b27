from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.services import accounts, kinds, records
from chalicelib.store import entries, keys
from chalicelib.store import records as store
from chalicelib.store.accounts import all_accounts
from tests.conftest import make_caller

pytestmark = pytest.mark.usefixtures("cloud")


def kind(name: str = "company", *fields: Field, space: str = "card") -> Kind:
    return Kind(name, fields_by_name(*fields), space=space)


def test_built_in_and_declared_kinds_are_found_by_name() -> None:
    assert kinds.get("ticket") is TICKET
    with pytest.raises(NotFound):
        kinds.get("company")
    kinds.declare(kind=kind())
    assert kinds.get("company") == kind()
    assert (kinds.exists("company"), kinds.exists("ticket"), kinds.exists("x")) == (True, True, False)


def test_a_declared_kind_has_facets_as_long_as_they_are_declared() -> None:
    faceted = Kind(
        "company", fields_by_name(Field("name"), Field("town")), facets={"main": frozenset(("town", "name"))}
    )
    for declared in (faceted, kind("company", Field("name"))):
        kinds.declare(kind=declared)
        assert kinds.get("company").facets == declared.facets


@pytest.mark.parametrize("name", ["ticket", "a.b", "trash.ticket", "a#b"])
def test_some_names_are_not_to_be_had(name: str) -> None:
    with pytest.raises(Conflict):
        kinds.declare(kind=kind(name))


@pytest.mark.parametrize(
    "wrong",
    [
        kind(""),
        kind("x" * 101),
        kind("a", space="nowhere"),
        kind("a", Field("")),
        kind("a", Field("x#y")),
        kind("a", Field("x", unique=True, multiple=True)),
        kind("a", Field("x", FieldType.NUMBER, unique=True)),
        kind("a", Field("x", max_length=100_001)),
        kind("a", Field("x", multiple=True, max_values=1_001)),
    ],
)
def test_what_no_store_can_hold_is_not_declared(wrong: Kind) -> None:
    with pytest.raises(Invalid) as caught:
        kinds.declare(kind=wrong)
    assert len(caught.value.faults) == 1


def test_a_kind_may_get_and_lose_fields_but_none_may_change_its_type() -> None:
    kinds.declare(kind=kind("company", Field("name"), Field("size", FieldType.NUMBER)))
    kinds.declare(kind=kind("company", Field("name", required=True), Field("town")))
    with pytest.raises(Conflict):
        kinds.declare(kind=kind("company", Field("name", FieldType.REFERENCE)))
    with pytest.raises(Conflict):
        kinds.declare(kind=kind("company", Field("name"), space="asset"))


@pytest.mark.parametrize("name", ["account", "credential", "role", "setting", "kind"])
def test_records_of_a_kind_never_meet_what_the_house_keeps(name: str) -> None:
    """A template may be called `account`: its cards must not become accounts."""
    accounts.create(account=Account("0000000001"))
    kinds.declare(kind=kind(name, Field("a")))
    made = records.create(kind=kinds.get(name), values={"a": "x"}, caller=make_caller())
    assert [each.login for each in all_accounts()] == ["0000000001"]
    assert records.get(kind=kinds.get(name), number=made.number) == made
    assert [each.name for each in kinds.declared().values()] == [name]


@pytest.mark.parametrize("value", [3.0, 1e23, 0.25, 10**37])
def test_an_indexed_number_is_found_and_freed_whatever_its_type(value: Any) -> None:
    kinds.declare(kind=kind("thing", Field("n", FieldType.NUMBER, indexed=True)))
    thing = kinds.get("thing")
    made = records.create(kind=thing, values={"n": value}, caller=make_caller())
    partition = keys.of_value("thing", entries.NO_CLASS, "n", entries.text(value))
    assert [each.number for each in store.walk_index(thing, partition, step=5)] == [made.number]
