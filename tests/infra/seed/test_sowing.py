"""The sowing, with a company small enough for the store in process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import ANY
from uuid import UUID

import pytest

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import definitions, files, journal, kinds, pages
from chalicelib.store import tuning
from infra.seed.cards import Layout
from infra.seed.entries import Attachment, Company, Entry, Note
from infra.seed.sowing import sow

HEADQUARTERS = UUID("17c0a128-f1d7-429e-8a9c-1caea9fbae2c")


def entry(kind: Kind, key: str, number: int | None = None, guid: UUID | None = None, **values: Any) -> Entry:
    return Entry(kind, key, f"{kind.name}:{key}", values, number, guid)


CLOSED = Entry(
    TICKET,
    "lost",
    "ticket:lost",
    {
        "subject": "Lost",
        "state": "closed",
        "closed_at": 2.0,
        "resolution": "Found.",
        "requester": "bob",
        "assignee": "admin",
    },
    opened=5.0,
    journal=(
        Note(4.0, "admin", "Have you looked in the car?", public=True),
        Note(3.0, "bob", "I have no car.", public=False),
    ),
)
LAYOUT = Layout(
    templates=(
        {
            "code": "firm",
            "name": "Firm",
            "prefix": "FIR",
            "nameAttribute": "name",
            "kind": None,
            "attributes": [
                {"code": "name", "name": "Name", "type": "string"},
                {"code": "since", "name": "Since", "type": "date", "time": False},
                {"code": "papers", "name": "Papers", "type": "external-reference", "multiValue": True, "file": True},
                {"code": "log", "name": "Log", "type": "worklog"},
            ],
        },
    ),
    folders=({"code": "firms", "name": "Firms", "parent": None, "templates": ["firm"]},),
)
FIRM = LAYOUT.kinds["firm"]
COMPANY = Company(
    (
        entry(SITE, "hq", 101, HEADQUARTERS, name="Headquarters"),
        entry(SITE, "shop", 2038103, name="Shop"),
        entry(FIRM, "ferry", name="Ferry & Sons", since="1921-05-01"),
        entry(GROUP, "desk", name="Desk", manager="bob", members=["admin", "bob"]),
        entry(PERSON, "admin", login="Ada", site="hq", operator=True),
        Entry(PERSON, "apidev", "person:apidev", {"login": "api"}, extras={"esm": {"company": [{"ref": "ferry"}]}}),
        entry(PERSON, "bob", login="bob", manager="admin"),
        CLOSED,
        Entry(TICKET, "odd", "ticket:odd", {"subject": "Odd", "requester": "bob", "related": ["lost"]}, opened=1.0),
        Entry(
            FIRM,
            "mill",
            "firm:mill",
            {"name": "Mill", "since": 30},
            opened=0.5,
            author="bob",
            journal=(Note(0.25, "admin", "A good one.", public=True),),
            attachments=(Attachment("papers", "prices.txt", "Flour 3\n"),),
        ),
    ),
    LAYOUT,
)


@dataclass(frozen=True)
class Sowing:
    """What a sowing told: its answer, and every (done, all) of its progress."""

    answer: dict[str, Any]
    progress: list[tuple[int, int]]


@pytest.fixture(scope="module")
def sown(shared_cloud: None) -> Sowing:
    heard: list[tuple[int, int]] = []
    answer = sow(
        base_url="http://127.0.0.1:8000",
        progress=lambda done, total, what: heard.append((done, total)),
        company=COMPANY,
    )
    return Sowing(answer, heard)


def the(kind: Kind) -> list[Record]:
    """All records of a kind, by number."""
    return pages.page(kind=kind, limit=10).records


def days_ago(days: float) -> Any:
    return pytest.approx(datetime.now(UTC) - timedelta(days=days), abs=timedelta(minutes=1))


@pytest.mark.usefixtures("sown")
def test_imported_numbers_are_kept_and_all_others_are_above_them() -> None:
    numbers = sorted(record.number for kind in (SITE, FIRM, GROUP, PERSON, TICKET) for record in the(kind))

    assert numbers == [101, *range(2038103, 2038112)]


@pytest.mark.usefixtures("sown")
def test_numbers_rise_with_time() -> None:
    lost, odd = the(TICKET)

    assert the(PERSON)[-1].number < lost.number < odd.number < the(FIRM)[1].number


@pytest.mark.usefixtures("sown")
def test_imported_guids_are_kept() -> None:
    assert the(SITE)[0].guid == HEADQUARTERS


@pytest.mark.usefixtures("sown")
def test_what_points_at_later_entries_is_there() -> None:
    ada, _, bob = the(PERSON)

    assert (the(GROUP)[0].get("manager"), the(GROUP)[0].many("members")) == (bob.ref, (ada.ref, bob.ref))


@pytest.mark.usefixtures("sown")
def test_a_ticket_comes_from_its_requester_when_it_was_opened() -> None:
    ticket = the(TICKET)[0]

    assert (ticket.created_at, ticket.created_by) == (days_ago(5), the(PERSON)[2].ref)


@pytest.mark.usefixtures("sown")
def test_a_ticket_is_closed_when_the_file_says_so_by_its_assignee() -> None:
    ticket = the(TICKET)[0]

    assert (ticket.get("closed_at"), ticket.get("resolution")) == (days_ago(2), "Found.")
    closing = next(entry for entry in journal.history(record=ticket) if "closed_at" in entry.fields)
    assert (closing.at, closing.person) == (days_ago(2), the(PERSON)[0].ref)


@pytest.mark.usefixtures("sown")
def test_a_relation_is_shown_by_both_of_its_sides() -> None:
    lost, odd = the(TICKET)

    assert (lost.many("related"), odd.many("related")) == ((odd.ref,), (lost.ref,))
    assert [person.many("groups") for person in the(PERSON)] == [
        (the(GROUP)[0].ref,),
        (),
        (the(GROUP)[0].ref,),
    ]


@pytest.mark.usefixtures("sown")
def test_a_journal_has_its_authors_and_moments() -> None:
    ada, _, bob = the(PERSON)

    assert [
        (entry.at, entry.author, entry.text, entry.public)
        for entry in journal.entries(record=the(TICKET)[0], limit=10, newest_first=False)
    ] == [
        (days_ago(4), ada.ref, "Have you looked in the car?", True),
        (days_ago(3), bob.ref, "I have no car.", False),
    ]


@pytest.mark.usefixtures("sown")
def test_templates_and_folders_are_laid_down_with_the_kinds_behind_them() -> None:
    laid_down = definitions.every(dialect="esm")

    assert [each.content for each in laid_down["template"]] == list(LAYOUT.templates)
    assert [each.content for each in laid_down["folder"]] == list(LAYOUT.folders)
    assert kinds.get("firm").fields == FIRM.fields


@pytest.mark.usefixtures("sown")
def test_a_key_in_extras_becomes_a_reference_as_text() -> None:
    assert the(PERSON)[1].extra("esm") == {"company": [str(the(FIRM)[0].ref)]}


@pytest.mark.usefixtures("sown")
def test_a_day_is_spelled_out_or_counted_from_today() -> None:
    ferry, mill = the(FIRM)

    assert ferry.get("since") == date(1921, 5, 1)
    assert abs(mill.get("since") - datetime.now(UTC).date() + timedelta(days=30)) <= timedelta(days=1)


@pytest.mark.usefixtures("sown")
def test_a_card_that_was_opened_has_its_author_its_files_and_its_journal() -> None:
    mill = the(FIRM)[1]

    assert (mill.created_at, mill.created_by) == (days_ago(0.5), the(PERSON)[2].ref)
    assert files.read(record=mill, location=mill.get("papers").location)[1] == b"Flour 3\n"
    assert [note.text for note in journal.entries(record=mill, limit=10, newest_first=True)] == ["A good one."]


@pytest.mark.usefixtures("sown")
def test_no_mail_is_sent() -> None:
    assert tuning.connection().client.scan(TableName=config.OUTBOX_TABLE)["Count"] == 0


@pytest.mark.usefixtures("sown")
def test_the_clock_goes_right_again() -> None:
    assert abs(clock.offset()) < 1


def test_the_answer_is_that_of_credentials_json(sown: Sowing) -> None:
    assert sown.answer == {
        "base_url": "http://127.0.0.1:8000",
        "xmatters": ANY,
        "esm": ANY,
        "tickets": {"key": ANY},
        "admin": {"login": "admin", "password": ANY},
    }


def test_progress_counts_every_step_to_the_end(sown: Sowing) -> None:
    last = len(sown.progress) - 1

    assert sown.progress == [(done, last) for done in range(last + 1)]
