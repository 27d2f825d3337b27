"""What is found wrong with a company, shown on companies of one or two entries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import TICKET
from infra.seed.entries import Attachment, Company, Entry, Note
from infra.seed.soundness import contradictions

CLOSED: dict[str, Any] = {"state": "closed", "closed_at": 1.0}


def entry(kind: Kind, key: str = "it", **values: Any) -> Entry:
    return Entry(kind, key, f"{kind.name}:{key}", values)


def ticket(*, opened: float | None = 2.0, journal: tuple[Note, ...] = (), **values: Any) -> Entry:
    return Entry(TICKET, "it", "ticket:it", {"subject": "Lost", **values}, opened=opened, journal=journal)


def faults_of(*entries: Entry) -> list[str]:
    return list(contradictions(Company(entries)))


def test_nothing_is_wrong_with_a_sound_company() -> None:
    ada = entry(PERSON, "ada", login="ada")
    note = Note(1.5, "ada", "Found it.", public=True)

    assert faults_of(ada, ticket(requester="ada", journal=(note,), **CLOSED)) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (entry(GROUP, name="Desk", colour="red"), "group:it: group has no field colour."),
        (entry(GROUP, email="a@example.com"), "group:it: name is required."),
        (entry(GROUP, name=7), "group:it: name holds a text."),
        (entry(GROUP, name="Desk", manager="ada"), "group:it: manager points at ada, which is not there."),
        (entry(GROUP, name="Desk", members=["it", "ada"]), "group:it: members points at ada, which is not there."),
        (
            entry(GROUP, name="Desk", members=[["ada"]]),
            "group:it: members holds a number of days, a day, a link or a key.",
        ),
        (entry(GROUP, name="Desk", manager="it"), "group:it: manager points at a person."),
        (entry(PERSON, email="a@example.com"), "person:it: email holds a list."),
        (ticket(state="lost"), "ticket:it: state is one of new, in_progress, on_hold, resolved, closed."),
        (ticket(start="today"), "ticket:it: start holds a number of days, a day, a link or a key."),
        (ticket(opened=None), "ticket:it: opened is missing."),
        (ticket(state="closed"), "ticket:it: a closed ticket, and no other, has closed_at."),
        (ticket(closed_at=1.0), "ticket:it: a closed ticket, and no other, has closed_at."),
        (ticket(opened=0.5, **CLOSED), "ticket:it: it is closed before it begins."),
        (ticket(start=0.5, **CLOSED), "ticket:it: it is closed before it begins."),
        (
            ticket(journal=(Note(1, "nemo", "?", public=True),)),
            "ticket:it: nemo writes in the journal and is no person.",
        ),
    ],
)
def test_a_wrong_place_is_named(wrong: Entry, fault: str) -> None:
    assert faults_of(wrong) == [fault]


@pytest.mark.parametrize("days", [2.5, -1.0])
def test_a_journal_is_written_between_the_opening_and_today(days: float) -> None:
    note = Note(days, "ada", "Found it.", public=True)

    assert faults_of(entry(PERSON, "ada"), ticket(journal=(note,))) == [
        "ticket:it: a journal entry is older than what it is about, or lies in the future."
    ]


def test_what_is_opened_points_at_what_was_opened_before() -> None:
    first, second = replace(ticket(related=["second"]), key="first"), replace(ticket(opened=1.0), key="second")

    assert faults_of(first, second) == ["ticket:it: related points at second, which comes later."]


def test_extras_point_at_what_is_there_already() -> None:
    early = Entry(PERSON, "ada", "person:ada", {}, extras={"other": {"friend": {"ref": "bob"}}})
    lost = Entry(PERSON, "eve", "person:eve", {}, extras={"other": {"friends": [{"ref": "bob"}, {"ref": "nemo"}]}})

    assert faults_of(early, entry(PERSON, "bob"), lost) == [
        "person:ada: extras points at bob, which comes later.",
        "person:eve: extras points at nemo, which is not there.",
    ]


def test_only_fields_of_files_have_attachments() -> None:
    wrong = replace(ticket(), attachments=(Attachment("subject", "a.txt", "text"),))

    assert faults_of(wrong) == ["ticket:it: subject holds no files."]


def test_what_was_there_from_the_founding_on_has_no_journal() -> None:
    ada = replace(entry(PERSON, "ada"), journal=(Note(1.0, "ada", "Hello.", public=True),))

    assert faults_of(ada) == ["person:ada: only what has opened has a journal and attachments."]


def test_an_author_is_a_person() -> None:
    assert faults_of(replace(ticket(), author="nemo")) == ["ticket:it: nemo is its author and is no person."]


def test_a_key_stands_for_one_entry() -> None:
    assert faults_of(entry(PERSON), entry(GROUP, name="Desk")) == ["group:it: the key it is that of person:it."]


def test_a_login_is_that_of_one_person_whatever_its_case() -> None:
    assert faults_of(entry(PERSON, "ada", login="ada"), entry(PERSON, "bob", login="ADA")) == [
        "person:bob: the login ADA is that of person:ada."
    ]
