"""The journal of a ticket, newest entry first, down to the one that says that it was made (specification, 9.2)."""

from __future__ import annotations

from typing import Any, Final

import pytest

from chalicelib.dialects.matrix42.verbs import reading
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.journal import Note
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
from chalicelib.request import Request
from chalicelib.services import records
from tests.conftest import make_caller
from tests.dialects.matrix42.desk import ADMIN, Desk
from tests.dialects.matrix42.verbs.ticketing import NOBODY, create, do, record, told


def journal(desk: Desk, object_id: str, query: str = "", **more: Any) -> Any:
    answer = desk.get(f"journal?objectId={object_id}&objectLinkTemplate=x{query}", **more)
    assert answer.status == 200, answer.text
    return answer.json


def test_entries_are_called_by_their_action_in_the_language_of_the_caller(desk: Desk) -> None:
    made = create(desk)
    do(desk, "ticket/close", ObjectIds=[made], Comments="Done")
    do(desk, "activity/Reopen", ObjectIds=[made])
    found = journal(desk, made)
    assert [list(each) for each in found] == [["Id", "CreatedDate", "Header", "Text", "Creator"]] * 3
    assert [(each["Header"], each["Text"], each["Creator"]) for each in found] == [
        ("Reopened", "", "Moss, Ada"),
        ("Closed", "Done", "Moss, Ada"),
        ("Created", "", "Moss, Ada"),
    ]
    assert [each["Header"] for each in journal(desk, made, login="german")] == [
        "Wiedereröffnet",
        "Geschlossen",
        "Erstellt",
    ]
    french = journal(desk, made, headers={"Explicit-Language": "fr"})
    assert [each["Header"] for each in french] == ["Rouvert", "Clôturé", "Créé"]


def test_entries_have_the_ids_and_moments_of_their_fragments(desk: Desk) -> None:
    made = create(desk)
    for text in "abc":
        desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": text})
    where = f"where=UsedInType = '{made}'&columns=ID,CreatedDate,OriginalSolutionHtml"
    rows = [(each["ID"], each["CreatedDate"], each["OriginalSolutionHtml"] or "")
            for each in desk.rows("SPSActivityClassUnitOfWork", where)]  # fmt: skip
    assert [(each["Id"], each["CreatedDate"], each["Text"]) for each in journal(desk, made)] == rows[::-1]
    assert [text for _, _, text in rows] == ["", "a", "b", "c"]


def test_every_window_shows_its_part(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    notes = tuple(Note(str(place)) for place in range(30))
    records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=notes), caller=ADMIN)
    everything = journal(desk, made, "&count=1000")
    assert [each["Text"] for each in everything] == [*map(str, reversed(range(30))), ""]
    assert journal(desk, made) == everything[:25]
    for start in (0, 1, 29, 30, 31, 32, 2_000_000_000):
        for count in (0, 1, 2, 31, 2_000_000_000):
            assert journal(desk, made, f"&START={start}&Count={count}") == everything[start : start + count]


def test_a_journal_that_was_never_counted_ends_where_it_does(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=(Note("a"), Note("b"))), caller=ADMIN)
    ticket = record(made)
    ticket.entries = None
    visit = Visit(Request.from_event({}).identified(ADMIN))
    lengths = [len(reading.entries(visit, ticket, start=start, count=5)) for start in range(5)]
    assert lengths == [3, 2, 1, 0, 0]


def test_who_wrote_is_named_as_far_as_the_caller_may_see_people(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    robot = make_caller("esm", "robot")
    records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=(Note("x"),)), caller=robot)
    ref = records.create(kind=PERSON, values={"last_name": "Gone"}, caller=ADMIN).ref
    records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=(Note("y", author=ref),)), caller=ADMIN)
    assert [each["Creator"] for each in journal(desk, made)] == ["Gone", "robot", "Moss, Ada"]
    records.trash(kind=PERSON, number=ref.number, caller=ADMIN)
    assert [each["Creator"] for each in journal(desk, made)] == [None, "robot", "Moss, Ada"]


def test_a_plain_text_of_another_dialect_is_shown_as_html(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    note = Note("a < b\nc", action="something of theirs")
    records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=(note,)), caller=ADMIN)
    assert [(each["Header"], each["Text"]) for each in journal(desk, made)][:1] == [("Comment", "a &lt; b<br>c")]


GOOD: Final = f"objectId={NOBODY}&objectLinkTemplate=x"


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("objectLinkTemplate=x", 400, "The value of objectId is not a GUID."),
        ("objectId=x&objectLinkTemplate=x", 400, "The value of objectId is not a GUID."),
        (GOOD, 404, f"objectId: there is no ticket with the id {NOBODY}."),
        (f"objectId={NOBODY}", 400, "objectLinkTemplate is required."),
        (f"objectId={NOBODY}&objectLinkTemplate=", 400, "objectLinkTemplate is required."),
        (f"{GOOD}&start=-1", 400, "The value of start is not a whole number from 0 to 2147483647."),
        (f"{GOOD}&count=x", 400, "The value of count is not a whole number from 0 to 2147483647."),
    ],
)
def test_a_wrong_question_is_refused(desk: Desk, query: str, status: int, sentence: str) -> None:
    answer = desk.get(f"journal?{query}")
    assert (answer.status, told(answer)) == (status, sentence)


def test_who_may_not_read_tickets_finds_none(desk: Desk) -> None:
    assert desk.get(f"journal?objectId={create(desk)}&objectLinkTemplate=x", login="blind").status == 404


def test_a_journal_of_more_than_an_answer_may_weigh_is_refused_before_it_is_gathered(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    notes = tuple(Note("x" * 100_000) for _ in range(9))
    for _ in range(6):
        records.change(kind=TICKET, number=number, edit=lambda _: Change(notes=notes), caller=ADMIN)
    answer = desk.get(f"journal?objectId={made}&objectLinkTemplate=x&count=1000")
    assert answer.status == 500
    assert answer.json["Message"].startswith("The answer exceeds the limit of 4 MiB.")
    assert len(journal(desk, made, "&start=20&count=20")) == 20
