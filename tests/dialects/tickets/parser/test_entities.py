from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.tickets.parser import entities
from chalicelib.dialects.tickets.vocabulary.resources import CUSTOMERS, OPERATORS, SERVICES, TICKETS
from chalicelib.errors import Faults, Invalid, NotFound
from tests.dialects.tickets.factories import at

TICKET = {"description": "x", "starttime": "2001-01-01T12:00:00Z"}


def found(faults: Faults) -> list[tuple[Any, str]]:
    return [(fault.path[0], fault.code) for fault in faults]


def test_what_is_left_out_is_none_or_the_empty_list() -> None:
    faults = Faults()
    content = entities.creation(CUSTOMERS, {"name": "Ada"}, faults)
    assert (content, faults) == ({"Name": "Ada", "Email": None, "CellPhone": None, "Services": ()}, [])


def test_null_is_the_same_as_left_out() -> None:
    members = {"name": "Ada", "email": None, "cellphone": None, "services": None}
    assert entities.replacement(CUSTOMERS, members, Faults()) == entities.replacement(
        CUSTOMERS, {"name": "Ada"}, Faults()
    )


def test_unknown_properties_and_those_of_others_are_ignored() -> None:
    assert "Services" not in entities.creation(OPERATORS, {"name": "O", "services": "x", "password": []}, Faults())


def test_a_post_does_not_look_at_what_the_server_sets() -> None:
    faults = Faults()
    entities.creation(TICKETS, {**TICKET, "id": "x", "createdtime": 5, "reopenedtime": []}, faults)
    assert faults == []


def test_a_put_does_not_look_at_what_it_may_not_change() -> None:
    faults = Faults()
    content = entities.replacement(TICKETS, {**TICKET, "services": 5, "serviceid": "x", "operatorid": {}}, faults)
    assert (set(content) & {"Services", "ServiceId", "OperatorId", "CreatedTime"}, faults) == (set(), [])


@pytest.mark.parametrize(
    ("members", "content"),
    [
        ({"serviceid": "2"}, {"ServiceId": 2}),
        ({"serviceid": 2, "services": None}, {"ServiceId": 2}),
        ({"serviceid": 2, "services": [3]}, {"Services": (3,)}),
        ({"serviceid": "nonsense", "services": []}, {"Services": ()}),
        ({}, {"Services": ()}),
    ],
)
def test_of_two_spellings_for_services_the_list_wins(members: dict[str, Any], content: dict[str, Any]) -> None:
    faults = Faults()
    read = entities.creation(TICKETS, {**TICKET, **members}, faults)
    assert ({name: value for name, value in read.items() if name.startswith("Service")}, faults) == (content, [])


def test_every_fault_is_noted_and_what_is_right_is_read_all_the_same() -> None:
    faults = Faults()
    members = {"starttime": "soon", "endtime": 5, "nextupdatetime": "2001-01-01T03:00Z", "donotsendemail": "maybe"}
    content = entities.replacement(TICKETS, members, faults)
    assert found(faults) == [
        ("Description", "required"),
        ("StartTime", "type"),
        ("EndTime", "type"),
        ("DoNotSendEmail", "type"),
    ]
    assert content["NextUpdateTime"] == at(3)


@pytest.mark.parametrize("name", [None, "", " ", "\u2003\n"])
def test_a_required_text_is_not_blank(name: str | None) -> None:
    faults = Faults()
    entities.creation(SERVICES, {"name": name}, faults)
    assert found(faults) == [("Name", "required")]


@pytest.mark.parametrize(("name", "limit"), [("Name", 255), ("CellPhone", 50)])
def test_limits_of_this_dialect_are_its_own(name: str, limit: int) -> None:
    fits, breaks = Faults(), Faults()
    entities.creation(CUSTOMERS, {"name": "A", name.lower(): "x" * limit}, fits)
    entities.creation(CUSTOMERS, {"name": "A", name.lower(): "x" * (limit + 1)}, breaks)
    assert (fits, found(breaks)) == ([], [(name, "too_long")])


def test_an_address_has_254_characters_at_most() -> None:
    fits, breaks = Faults(), Faults()
    entities.creation(CUSTOMERS, {"email": "a@" + "x" * 252}, fits)
    entities.creation(CUSTOMERS, {"email": "a@" + "x" * 253}, breaks)
    assert (fits, found(breaks)) == ([], [("Email", "too_long")])


@pytest.mark.parametrize("members", [{}, {"name": " ", "cellphone": ""}, {"services": [1]}])
def test_a_person_has_something_to_go_by(members: dict[str, Any]) -> None:
    faults = Faults()
    entities.replacement(CUSTOMERS, members, faults)
    assert found(faults) == [("Name", "any_of")]


def test_a_wrong_value_is_something_to_go_by_that_is_wrong() -> None:
    faults = Faults()
    entities.creation(CUSTOMERS, {"email": "nonsense"}, faults)
    assert found(faults) == [("Email", "format")]


@pytest.mark.parametrize("given", [7, "7", "007"])
def test_the_id_of_a_body_agrees_with_that_of_the_address(given: Any) -> None:
    entities.require_id({"id": given}, 7)


@pytest.mark.parametrize("given", [None, 8, "x", True, 7.0, [], {}])
def test_another_id_or_none_is_a_fault(given: Any) -> None:
    with pytest.raises(Invalid) as refused:
        entities.require_id({"id": given}, 7)
    assert [fault.message for fault in refused.value.faults] == ["The Id must be the one of the URL."]


@pytest.mark.parametrize("text", ["0", "-1", "+1", "abc", "", "1.0", "2147483648", "9" * 5000, "٣", "1 ", "%31"])
def test_a_path_that_names_no_id_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        entities.number(text)
