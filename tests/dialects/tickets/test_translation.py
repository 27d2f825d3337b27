from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from chalicelib.dialects.tickets import translation
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary.resources import CUSTOMERS, OPERATORS, RESOURCES, SERVICES, TICKETS
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from tests.dialects.tickets.factories import MADE, at, live_services, names, record, services

INCIDENT = {"type": "incident"}


def sent_back(resource: Resource, shown: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The content of a PUT by a client that sends what it has read, with some of it changed."""
    return {each.name: shown.get(each.name) for each in resource.properties if each.put} | changed


def applied(before: Record, change: Change, at_: datetime = MADE) -> Record:
    after = before.copy()
    change.apply(after)
    before.kind.settle(before, after, frozenset(change.values), at_)
    return after


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"description": "Down", "description_format": "text", "subject": "S"}, "Down"),
        ({"description": "<p>Mail &amp; more</p>", "description_format": "html"}, "Mail & more"),
        ({"description": "<b>as is</b>", "description_format": "text"}, "<b>as is</b>"),
        ({"description": "<img>", "description_format": "html", "subject": "Picture"}, "Picture"),
        ({"subject": "Only a subject"}, "Only a subject"),
        ({"description": "", "subject": "S"}, "S"),
        ({}, None),
    ],
)
def test_a_ticket_from_elsewhere_shows_the_text_that_it_has(fields: dict[str, Any], description: str | None) -> None:
    assert translation.show(TICKETS, record(TICKET, **fields), {})["Description"] == description


def test_a_ticket_without_a_start_shows_its_creation_time() -> None:
    shown = translation.show(TICKETS, record(TICKET), {})
    assert (shown["StartTime"], shown["CreatedTime"]) == (MADE, MADE)


def test_services_in_the_trash_are_not_shown() -> None:
    ticket = record(TICKET, services=services(2, 3, 4))
    assert translation.show(TICKETS, ticket, live_services(2, 4))["Services"] == (2, 4)


@pytest.mark.parametrize(("operator", "shown"), [(True, 5), (False, None)])
def test_the_assignee_is_shown_only_when_it_is_an_operator(operator: bool, shown: int | None) -> None:
    person = record(PERSON, 5, operator=operator)
    ticket = record(TICKET, assignee=person.ref)
    assert translation.show(TICKETS, ticket, names(person))["OperatorId"] == shown


def test_an_operator_in_the_trash_is_not_shown() -> None:
    assert translation.show(TICKETS, record(TICKET, assignee=Ref("person", 5)), {})["OperatorId"] is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"display_name": "Ada Moss", "first_name": "A."}, "Ada Moss"),
        ({"first_name": "Ada", "last_name": "Moss"}, "Ada Moss"),
        ({"last_name": "Moss"}, "Moss"),
        ({"display_name": "", "last_name": "Moss"}, ""),
        ({}, None),
    ],
)
def test_a_person_shows_its_display_name_else_first_and_last(fields: dict[str, Any], name: str | None) -> None:
    assert translation.show(CUSTOMERS, record(PERSON, **fields), {})["Name"] == name


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ada Moss", "Ada", "Moss"),
        ("Ada M.  Moss ", "Ada M.", "Moss"),
        ("Moss", None, "Moss"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_name_is_taken_apart_at_its_last_word(name: str | None, first: str | None, last: str | None) -> None:
    former = record(PERSON, display_name="Former Name", first_name="Former", last_name="Name")
    values = translation.change(CUSTOMERS, {"Name": name}, former, {}).values
    assert values == {"display_name": name, "first_name": first, "last_name": last}


def test_of_several_addresses_only_the_first_is_shown_and_replaced() -> None:
    person = record(PERSON, email=("a@x", "b@x", "c@x"))
    assert translation.show(CUSTOMERS, person, {})["Email"] == "a@x"
    assert translation.change(CUSTOMERS, {"Email": "b@x"}, person, {}).values == {"email": ("b@x", "c@x")}


def test_erasing_the_address_erases_them_all() -> None:
    change = translation.change(CUSTOMERS, {"Email": None}, record(PERSON, email=("a@x", "b@x")), {})
    assert "email" not in applied(record(PERSON, email=("a@x", "b@x")), change).fields


def test_a_new_ticket_gets_its_subject_from_the_first_line_with_words() -> None:
    values = translation.creation(TICKETS, {"Description": "\n \r\nMail is down\nmore", "StartTime": MADE}, INCIDENT)
    assert values == {
        "description": "\n \r\nMail is down\nmore",
        "description_format": "text",
        "start": MADE,
        "subject": "Mail is down",
        "type": "incident",
    }


def test_a_subject_is_cut_at_255_characters() -> None:
    assert len(translation.creation(TICKETS, {"Description": "x" * 300}, INCIDENT)["subject"]) == 255


def test_a_ticket_without_a_type_names_none() -> None:
    assert "type" not in translation.creation(TICKETS, {"Description": "x"}, {"type": "none"})


def test_a_ticket_may_be_created_closed() -> None:
    values = translation.creation(TICKETS, {"Description": "x", "ClosedTime": at(3)}, INCIDENT)
    assert (values["state"], values["closed_at"]) == ("closed", at(3))


def test_only_what_is_made_through_operators_is_one() -> None:
    assert translation.creation(OPERATORS, {"Name": "O"}, INCIDENT)["operator"] is True
    assert "operator" not in translation.creation(CUSTOMERS, {"Name": "C"}, INCIDENT)


RECORDS = {
    "of here": (TICKETS, record(TICKET, description="x", description_format="text", start=at(1), subject="x")),
    "HTML": (TICKETS, record(TICKET, description="<p>x</p>", description_format="html", start=at(1))),
    "nothing but a subject": (TICKETS, record(TICKET, subject="x")),
    "closed": (TICKETS, record(TICKET, subject="x", state="closed", closed_at=at(1), reopened_at=at(2))),
    "on hold": (TICKETS, record(TICKET, subject="x", state="on_hold", reopened_at=at(2))),
    "first and last name": (CUSTOMERS, record(PERSON, first_name="A", last_name="B", email=("a@x", "b@x"), mobile="1")),
    "hidden services": (CUSTOMERS, record(PERSON, display_name="A", services=services(2, 3))),
    "an operator": (OPERATORS, record(PERSON, display_name="A", operator=True)),
    "a service": (SERVICES, record(SERVICE, name="A", description="<b>x</b>")),
}


@pytest.mark.parametrize("case", RECORDS)
def test_what_is_shown_and_sent_back_changes_nothing(case: str) -> None:
    resource, stored = RECORDS[case]
    shown = translation.show(resource, stored, live_services(2))
    assert translation.change(resource, sent_back(resource, shown), stored, live_services(2)) == Change()


def test_another_description_replaces_html_and_leaves_the_subject() -> None:
    ticket = record(TICKET, description="<p>x</p>", description_format="html", subject="S", start=MADE)
    change = translation.change(TICKETS, {"Description": "y"}, ticket, {})
    assert change == Change({"description": "y", "description_format": "text"})


def test_what_a_put_leaves_out_is_erased_and_what_others_keep_survives() -> None:
    person = record(PERSON, display_name="A", mobile="1", phone="2", services=services(2), login="ada")
    content = {"Name": "A", "Email": None, "CellPhone": None, "Services": ()}
    after = applied(person, translation.change(CUSTOMERS, content, person, live_services(2)))
    assert after.fields == {"display_name": "A", "phone": "2", "login": "ada"}


def test_a_put_of_an_operator_leaves_subscriptions_alone() -> None:
    person = record(PERSON, display_name="A", operator=True, services=services(2))
    content = {"Name": "B", "Email": None, "CellPhone": None}
    assert "services" not in translation.change(OPERATORS, content, person, {}).values


@pytest.mark.parametrize("state", ["new", "in_progress", "on_hold", "resolved"])
def test_a_put_without_a_change_of_state_leaves_the_finer_state_alone(state: str) -> None:
    ticket = record(TICKET, state=state, subject="x")
    change = translation.change(TICKETS, {"Description": "y", "ReopenedTime": at(4)}, ticket, {})
    assert applied(ticket, change).fields["state"] == state


def test_closing_sets_state_and_moment() -> None:
    ticket = record(TICKET, state="on_hold")
    after = applied(ticket, translation.change(TICKETS, {"ClosedTime": at(3)}, ticket, {}))
    assert (after.get("state"), after.get("closed_at")) == ("closed", at(3))


def test_reopening_sets_in_progress_and_the_moment_and_remembers_the_closing() -> None:
    ticket = record(TICKET, state="closed", closed_at=at(3))
    content = {"ClosedTime": at(3), "ReopenedTime": at(4)}
    after = applied(ticket, translation.change(TICKETS, content, ticket, {}))
    assert (after.get("state"), after.get("closed_at"), after.get("reopened_at")) == ("in_progress", None, at(4))
    assert translation.change(TICKETS, content, after, {}) == Change()


def test_the_remembered_closing_counts_no_more_when_another_dialect_has_reopened_since() -> None:
    ticket = record(TICKET, state="closed", closed_at=at(3))
    reopened = applied(ticket, translation.change(TICKETS, {"ReopenedTime": at(4)}, ticket, {}))
    closed = applied(reopened, Change({"state": "closed"}), at(5))
    reopened_elsewhere = applied(closed, Change({"state": "new"}), at(6))
    change = translation.change(TICKETS, {"ClosedTime": at(3), "ReopenedTime": at(6)}, reopened_elsewhere, {})
    assert change.values["closed_at"] == at(3)


def test_a_ticket_closed_and_reopened_elsewhere_shows_both_moments_here() -> None:
    ticket = record(TICKET, state="new")
    closed = applied(ticket, Change({"state": "closed"}), at(5))
    assert translation.show(TICKETS, closed, {})["ClosedTime"] == at(5)
    reopened = applied(closed, Change({"state": "resolved"}), at(6))
    shown = translation.show(TICKETS, reopened, {})
    assert (shown["ClosedTime"], shown["ReopenedTime"]) == (None, at(6))


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_property_of_an_answer_is_shown(resource: Resource) -> None:
    shown = translation.show(resource, record(resource.kind), {})
    assert set(shown) == set(resource.shape.__struct_fields__)
