"""Rows to choose from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk
from tests.lengths import examples


def ticket(subject: str, **values: Any) -> Record:
    return records.create(kind=TICKET, values={"subject": subject, **values}, caller=ADMIN)


def chosen(desk: Desk, entity: str, **names: Any) -> list[dict[str, Any]]:
    answer = desk.get(f"entity/fragments?{urlencode({'entityClass': entity, **names})}")
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = answer.json
    return found


def test_tickets_are_found_by_their_numbers_and_their_subjects(desk: Desk) -> None:
    first, second = ticket("Printer 50%", type="incident"), ticket("Scanner")
    shown = chosen(desk, "SPSActivityClassBase")
    assert [(row["Expression-ObjectID"], row["TypeName"]) for row in shown] == [
        (str(first.guid), "SPSActivityTypeIncident"),
        (str(second.guid), "SPSActivityTypeTicket"),
    ]
    assert list(shown[0]) == ["ID", "DisplayString", "Expression-ObjectID", "TypeName"]
    assert chosen(desk, "spsactivityclassbase", searchFilter="50%") == shown[:1]
    assert chosen(desk, "SPSActivityClassBase", searchFilter=f"INC{first.number:05}".lower()) == shown[:1]
    assert chosen(desk, "SPSActivityClassBase", searchFilter=f"{second.number:05}") == shown[1:]
    assert chosen(desk, "SPSActivityClassBase", searchFilter="_") == []


def test_twenty_rows_unless_more_or_fewer_are_asked_for(desk: Desk) -> None:
    for number in range(25):
        ticket(f"Printer {number}")
    counts = [len(chosen(desk, "SPSActivityClassBase", **names)) for names in ({}, {"top": 3}, {"top": 1_000})]
    assert counts == [20, 3, 25]


def test_what_lies_in_objects_is_named_by_them(desk: Desk) -> None:
    made = ticket("Printer")
    (entry,) = chosen(desk, "SPSActivityClassUnitOfWork")
    assert (entry["Expression-ObjectID"], entry["TypeName"]) == (str(made.guid), "SPSActivityTypeTicket")


@pytest.mark.parametrize(
    "entity", ["SPSUserClassBase", "SPSCommonClassBase", "SPSScRoleClassBase", "SPSAccountClassBase"]
)
def test_rows_of_any_data_definition_may_be_chosen_from(entity: str, desk: Desk) -> None:
    found = chosen(desk, entity, top=1_000)
    assert found
    assert all(row["ID"] and row["DisplayString"] for row in found)
    wanted = found[-1]["DisplayString"]
    assert {row["DisplayString"] for row in chosen(desk, entity, searchFilter=wanted[1:], top=1_000)} >= {wanted}


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.dictionaries(
        st.sampled_from(["entityClass", "searchFilter", "top", "parent", "includeRoot"]),
        st.sampled_from(["SPSScCategoryClassBase", "SPSActivityClassBase", "5", "true"])
        | st.uuids().map(str)
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    )
)
def test_whatever_is_asked_is_answered_or_refused_in_words(names: dict[str, str], desk: Desk) -> None:
    answer = desk.get(f"entity/fragments?{urlencode(names, quote_via=quote)}")
    assert answer.status in (200, 400, 500)
    assert "An error has occurred" not in answer.text
