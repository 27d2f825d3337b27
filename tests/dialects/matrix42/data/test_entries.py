"""Entries of journals: added, filled once."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest

from chalicelib.domain.ticket import TICKET
from chalicelib.services import journal, pages
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    JOURNAL,
    NOBODY,
    Overtaken,
    fragment,
    incident,
    put,
    read,
    refusal,
    write,
)
from tests.dialects.matrix42.desk import Desk, user

FIXED = "A journal entry gets its text once, and with it its other attributes; then it stays as it is."
TEXT = "OriginalSolutionHtml"


def entry(desk: Desk, made: str, **attributes: Any) -> str:
    return desk.make(JOURNAL, UsedInType=made, **attributes)


def texts() -> list[str]:
    (ticket,) = pages.page(kind=TICKET, limit=9).records
    return [each.text for each in journal.entries(record=ticket, limit=99)]


def test_an_entry_is_added_to_its_ticket(desk: Desk) -> None:
    made = incident(desk)
    own = entry(desk, made, OriginalSolutionHtml="<b>x</b>", ActivityAction=4, VisibleInPortal=True, Creator=user(2))
    row = fragment(desk, JOURNAL, own)
    assert (row[TEXT], row["ActivityAction"], row["VisibleInPortal"], row["Creator"]) == ("<b>x</b>", 4, True, user(2))
    assert row["UsedInType"] == made
    assert [row["ID"] for row in read(desk, made)[JOURNAL]][1:] == [own]


def test_an_entry_is_never_alone(desk: Desk) -> None:
    status, message = refusal(desk.send("POST", f"data/fragments/{JOURNAL}", {TEXT: "x"}))
    assert (status, message) == (400, "A journal entry is made with its ticket: UsedInType is required.")
    answer = desk.send("POST", f"data/fragments/{JOURNAL}", {TEXT: "x", "UsedInType": NOBODY})
    assert refusal(answer) == (500, f"Wrong reference: {JOURNAL}.UsedInType = {NOBODY}.")


def test_entries_are_not_deleted(desk: Desk) -> None:
    made = incident(desk)
    own = entry(desk, made, OriginalSolutionHtml="x")
    for guid in (own, NOBODY):
        assert refusal(desk.send("DELETE", f"data/fragments/{JOURNAL}/{guid}")) == (
            400,
            "Journal entries are not deleted.",
        )
    assert write(desk, {"ID": made, JOURNAL: []}).status == 204
    assert texts() == ["x"]


def test_an_entry_without_a_text_is_filled_once(desk: Desk) -> None:
    own = entry(desk, incident(desk), VisibleInPortal=True, SolutionParams="p", Creator=user(2))
    before = fragment(desk, JOURNAL, own)
    assert put(desk, JOURNAL, **{**before, TEXT: "filled", "ActivityAction": 5}).status == 204
    after = fragment(desk, JOURNAL, own)
    expected = {
        **before,
        TEXT: "filled",
        "ActivityAction": 5,
        "DisplayString": "filled",
        "TimeStamp": after["TimeStamp"],
    }
    assert after == expected
    assert b64decode(after["TimeStamp"]) > b64decode(before["TimeStamp"])
    assert put(desk, JOURNAL, **after).status == 204
    assert put(desk, JOURNAL, ID=own, **{TEXT: "filled"}).status == 204
    for changed in ({TEXT: "again"}, {TEXT: None}, {"VisibleInPortal": False}, {TEXT: "filled", "Creator": user(1)}):
        assert refusal(put(desk, JOURNAL, ID=own, **changed)) == (400, FIXED)
    assert fragment(desk, JOURNAL, own) == after


@pytest.mark.parametrize("changed", [{"VisibleInPortal": True}, {TEXT: "", "ActivityAction": 3}, {"Creator": "{user}"}])
def test_nothing_of_it_changes_without_a_text(desk: Desk, changed: dict[str, Any]) -> None:
    own = entry(desk, incident(desk))
    said = {name: user(2) if value == "{user}" else value for name, value in changed.items()}
    assert refusal(put(desk, JOURNAL, ID=own, **said)) == (400, FIXED)
    assert put(desk, JOURNAL, ID=own, **{TEXT: ""}).status == 204


def test_of_two_that_fill_it_at_the_same_moment_one_does(desk: Desk) -> None:
    own = entry(desk, incident(desk))
    with Overtaken("TransactWriteItems", lambda: put(desk, JOURNAL, ID=own, **{TEXT: "first"})):
        assert refusal(put(desk, JOURNAL, ID=own, **{TEXT: "second"})) == (400, FIXED)
    assert texts() == ["first"]


def test_who_repeats_a_filling_whose_answer_was_lost_is_right(desk: Desk) -> None:
    own = entry(desk, incident(desk))
    with Overtaken("TransactWriteItems", lambda: put(desk, JOURNAL, ID=own, **{TEXT: "same"})):
        assert put(desk, JOURNAL, ID=own, **{TEXT: "same"}).status == 204
    assert texts() == ["same"]


def test_the_entry_that_says_that_the_ticket_was_made_stays(desk: Desk) -> None:
    made = incident(desk)
    first = read(desk, made)[JOURNAL][0]
    assert (first["ActivityAction"], first[TEXT]) == (1, None)
    assert put(desk, JOURNAL, **first).status == 204
    assert refusal(put(desk, JOURNAL, ID=first["ID"], **{TEXT: "x"})) == (400, FIXED)
    assert texts() == []


def test_entries_of_an_object_are_added_and_filled_with_it(desk: Desk) -> None:
    made = incident(desk, **{JOURNAL: [{TEXT: "a"}, {}]})
    whole = read(desk, made)
    whole[JOURNAL][2][TEXT] = "b"
    whole[JOURNAL] = [whole[JOURNAL][2], {TEXT: "c", "VisibleInPortal": 1}]  # what is not in it stays
    whole[ACTIVITY]["Subject"] = "x"
    assert write(desk, whole).status == 204
    after = read(desk, made)
    assert [row[TEXT] for row in after[JOURNAL]] == [None, "a", "b", "c"]
    assert after[ACTIVITY]["Subject"] == "x"
    body = {"ID": made, ACTIVITY: {"Subject": "y"}, JOURNAL: [{"ID": after[JOURNAL][1]["ID"], TEXT: "z"}]}
    assert refusal(write(desk, body)) == (400, FIXED)
    assert read(desk, made) == after
    assert write(desk, body, full=False).status == 204


def test_a_row_version_that_is_not_the_stored_one_is_refused(desk: Desk) -> None:
    own = entry(desk, incident(desk))
    stale = fragment(desk, JOURNAL, own)
    put(desk, JOURNAL, ID=own, **{TEXT: "x"})
    status, message = refusal(put(desk, JOURNAL, **{**stale, TEXT: "x"}))
    assert (status, message.partition(".")[0]) == (500, "Concurrency")


def test_what_is_not_there_is_not_filled(desk: Desk) -> None:
    own = entry(desk, incident(desk))
    assert put(desk, JOURNAL, ID=NOBODY, **{TEXT: "x"}).status == 404
    assert put(desk, JOURNAL, **{TEXT: "x"}).status == 400
    body = {"ID": own, TEXT: "x"}
    assert desk.send("PUT", f"data/fragments/{JOURNAL}", body, login="reader").status == 403
    assert desk.send("POST", f"data/fragments/{JOURNAL}", body, login="reader").status == 403


def test_whoever_polls_meets_an_entry_when_it_is_filled(desk: Desk) -> None:
    own = entry(desk, incident(desk))
    seen = int.from_bytes(b64decode(fragment(desk, JOURNAL, own)["TimeStamp"]))
    assert desk.rows(JOURNAL, f"where=TimeStamp > {seen}") == []
    put(desk, JOURNAL, ID=own, **{TEXT: "x"})
    assert [row["ID"] for row in desk.rows(JOURNAL, f"where=TimeStamp > {seen}")] == [own]
