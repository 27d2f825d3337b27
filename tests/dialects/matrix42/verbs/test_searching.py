"""Tickets are found by their subject, category, state and people, newest first (specification, 9.1)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.access import make_account
from tests.dialects.matrix42.desk import ADMIN, Desk, fragment, user
from tests.dialects.matrix42.desk import record as stored
from tests.dialects.matrix42.verbs.test_summary import SHORT
from tests.dialects.matrix42.verbs.ticketing import NOBODY, create, record, told


def search(desk: Desk, query: str, service: str = "ticket", **more: Any) -> list[dict[str, Any]]:
    answer = desk.get(f"{service}/Search?{query}", **more)
    assert answer.status == 200, answer.text
    assert list(answer.json) == ["Tickets"]
    found: list[dict[str, Any]] = answer.json["Tickets"]
    return found


def ids(desk: Desk, query: str, service: str = "ticket", **more: Any) -> list[str]:
    return [each["ObjectId"] for each in search(desk, query, service, **more)]


def retype(object_id: str, type_: str | None) -> None:
    change = Change({"type": type_})
    records.change(kind=TICKET, number=record(object_id).number, edit=lambda _: change, caller=ADMIN)


def test_each_service_finds_its_own_and_tickets_are_all_of_them(desk: Desk) -> None:
    made = {}
    for service, type_ in (("incident", "incident"), ("change", "change"), ("task", "task"),
                           ("ServiceRequest", "request"), ("problem", "problem"), ("", None)):  # fmt: skip
        made[service] = create(desk)
        retype(made[service], type_)
    assert ids(desk, "Subject=printer") == list(made.values())[::-1]
    for service, object_id in made.items():
        if service:
            assert ids(desk, "Subject=printer", service) == [object_id], service
    found = search(desk, "subject=PRINTER", "incident")[0]
    assert list(found) == SHORT
    whole = desk.get(f"activity/{made['incident']}").json
    assert found == {name: whole[name] for name in SHORT}


@pytest.mark.parametrize(
    ("said", "subjects"),
    [
        ("rint", ["Printer 50% off"]),
        ("PRINT%25", ["Printer 50% off"]),
        ("%25off", ["Printer 50% off"]),
        ("off%25", []),
        ("p_inter%25", ["Printer 50% off"]),
        ("p_inter", []),
        ("a_b", ["a_b"]),
        ("a\\%25", []),
        ("'", ["It's"]),
        ("%25'%25", ["It's"]),
        ("%25", ["It's", "a_b", "Printer 50% off"]),
        ("x" * 255, []),
    ],
)
def test_a_subject_is_a_part_of_it_or_a_pattern(desk: Desk, said: str, subjects: list[str]) -> None:
    for subject in ("Printer 50% off", "a_b", "It's"):
        create(desk, Subject=subject)
    assert [each["Subject"] for each in search(desk, f"Subject={said}")] == subjects


def test_a_category_is_found_by_its_name_in_the_language_of_the_caller(desk: Desk) -> None:
    hardware = fragment(CATEGORY, 11, "SPSScCategoryClassBase")
    extras = {"matrix42": {"main": {"Name": {"de": "Geräte"}}}}
    records.change(kind=CATEGORY, number=11, edit=lambda _: Change({}, extras), caller=ADMIN)
    made, other = create(desk, Category=hardware), create(desk, Subject="Other")
    assert ids(desk, "CategoryName=hardware") == [made]
    assert ids(desk, "CategoryName=HARD%25") == [made]
    assert ids(desk, "CategoryName=hard") == []
    assert ids(desk, "CategoryName=O'Neill") == []
    assert ids(desk, "CategoryName=ger%C3%A4te", login="german") == [made]
    assert [each["CategoryName"] for each in search(desk, "Subject=printer", login="german")] == ["Geräte"]
    assert ids(desk, "CategoryName=hardware&Subject=other") == []
    assert ids(desk, "CategoryName=&Subject=other") == [other]


def test_states_are_numbers_of_the_pick_up(desk: Desk) -> None:
    made = {state: create(desk, State=state) for state in (200, 201, 202, 203, 205, 710)}
    assert ids(desk, "Subject=printer&States=200") == [made[200]]
    assert ids(desk, "Subject=printer&states=203, 201,") == [made[203], made[201]]
    assert ids(desk, "Subject=printer&States=204") == [made[710]]
    assert ids(desk, "Subject=printer&States=2020") == []
    assert ids(desk, f"Subject=printer&States={'200,' * 1_001}") == [made[200]]
    assert ids(desk, "Subject=printer&States=") == list(made.values())[::-1]


def test_whose_tickets_they_are(desk: Desk) -> None:
    own, theirs, nobodys = create(desk, User=user(1)), create(desk, ResponsibleUser=user(2)), create(desk)
    assert ids(desk, "Subject=printer&OnlyRelatedToCurrentUser=true") == [own]
    assert ids(desk, "Subject=printer&OnlyRelatedToCurrentUser=1", login="german") == [theirs]
    assert ids(desk, f"Subject=printer&OnlyRelatedToCurrentUser=true&CurrentUserId={user(2)}") == [theirs]
    person = stored(PERSON, 2).guid
    assert ids(desk, f"Subject=printer&OnlyRelatedToCurrentUser=true&CurrentUserId={person}") == [theirs]
    assert ids(desk, f"Subject=printer&OnlyRelatedToCurrentUser=true&CurrentUserId={NOBODY}") == []
    assert ids(desk, f"Subject=printer&CurrentUserId={user(2)}") == [nobodys, theirs, own]
    make_account("machine", roles=("agent",))
    assert ids(desk, "Subject=printer&OnlyRelatedToCurrentUser=true", login="machine") == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Neither Subject nor CategoryName is given."),
        ("States=200", "Neither Subject nor CategoryName is given."),
        ("Subject=&CategoryName=", "Neither Subject nor CategoryName is given."),
        ("Subject=x&States=open", "There is no open for States."),
        ("Subject=x&States=200,7", "There is no 7 for States."),
        ("Subject=x&States=-200", "There is no -200 for States."),
        (
            "Subject=x&OnlyRelatedToCurrentUser=maybe",
            "The value of OnlyRelatedToCurrentUser is neither true nor false.",
        ),
        ("Subject=x&CurrentUserId=me", "The value of CurrentUserId is not a GUID."),
        (f"Subject={'x' * 256}", "The value of Subject is longer than 255."),
        (f"CategoryName={'x' * 256}", "The value of CategoryName is longer than 255."),
    ],
)
def test_a_wrong_question_is_refused(desk: Desk, query: str, sentence: str) -> None:
    answer = desk.get(f"incident/Search?{query}")
    assert (answer.status, told(answer)) == (400, sentence)


def test_no_more_than_the_newest_two_hundred_are_shown(desk: Desk) -> None:
    made = [str(records.create(kind=TICKET, values={"subject": "x"}, caller=ADMIN).guid) for _ in range(203)]
    assert ids(desk, "Subject=x") == made[:-201:-1]


def test_all_are_found_however_much_their_texts_weigh(desk: Desk) -> None:
    values = dict.fromkeys(("subject", "description", "resolution"), "x" * 8_000)
    made = [str(records.create(kind=TICKET, values=values, caller=ADMIN).guid) for _ in range(190)]
    assert ids(desk, "Subject=x") == made[::-1]


def test_nothing_is_found_of_what_is_trashed_or_not_for_the_caller(desk: Desk) -> None:
    made = create(desk)
    assert ids(desk, "Subject=printer", login="reader") == [made]
    assert ids(desk, "Subject=printer", login="blind") == []
    records.trash(kind=TICKET, number=record(made).number, caller=ADMIN)
    assert ids(desk, "Subject=printer") == []


def test_a_search_ends_with_its_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    create(desk)
    monkeypatch.setattr(Visit, "budget", -1.0)
    answer = desk.get("ticket/Search?Subject=x")
    assert (answer.status, answer.json["Message"]) == (500, "The query took longer than -1 seconds. Ask for less.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    subject=st.text(max_size=260),
    category=st.text(st.sampled_from("%_'\\\"-/*[]()# ORd\n\x00é"), max_size=20),
    states=st.text(st.sampled_from("0123456789, ٣x"), max_size=8),
)
def test_no_text_breaks_a_search(desk: Desk, subject: str, category: str, states: str) -> None:

    query = urlencode({"Subject": subject.encode("utf-8", "replace"), "CategoryName": category, "States": states})
    assert desk.get(f"ticket/Search?{query}").status in (200, 400)
