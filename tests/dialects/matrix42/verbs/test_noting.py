"""What clients say about tickets stands in the journal as they said it (specification, 9.2)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.reference import Ref
from tests.dialects.matrix42.desk import Desk, user
from tests.dialects.matrix42.mailroom import receivers
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create, do, entries, noted, record, refused
from tests.unreliable import Unreliable

JOURNAL = "SPSActivityClassUnitOfWork"


def add(desk: Desk, **members: Any) -> str:
    answer = desk.send("POST", "journal/Add", members)
    assert answer.status == 200, answer.text
    assert list(answer.json) == ["JournalId"]
    made: str = answer.json["JournalId"]
    return made


def test_an_entry_can_be_read_under_the_id_that_is_answered(desk: Desk) -> None:
    made, type_ = create(desk), "9D2A3B4C-0000-4111-8222-0123456789AB"
    said = {"Comments": "<i>x</i>", "EntryType": 4, "VisibleInPortal": True, "TypeId": type_, "Creator": user(2)}
    entry = add(desk, ObjectId=made, **said)
    shown = desk.get(f"data/fragments/{JOURNAL}/{entry}").json
    expected = {
        "ID": entry,
        "OriginalSolutionHtml": "<i>x</i>",
        "ActivityAction": 4,
        "VisibleInPortal": True,
        "TypeID": type_.lower(),
        "Creator": user(2),
        "UsedInType": made,
    }
    assert {name: shown[name] for name in expected} == expected
    other = add(desk, objectid=made, comments="y")
    shown = desk.rows(
        JOURNAL, f"where=ID = '{other}'&columns=OriginalSolutionHtml,ActivityAction,VisibleInPortal,Creator"
    )
    assert [(each["OriginalSolutionHtml"], each["ActivityAction"], each["VisibleInPortal"]) for each in shown] == [
        ("y", 0, False)
    ]
    assert shown[0]["Creator"] == user(1)


def test_a_closed_ticket_takes_entries_and_stays_closed(desk: Desk) -> None:
    made = create(desk)
    do(desk, "ticket/close", ObjectIds=[made])
    add(desk, ObjectId=made, Comments="late", Publish=True)
    assert noted(made) == [("comment", "late", True), ("closed", "", True)]
    assert record(made).get("state") == "closed"


@pytest.mark.parametrize(
    ("said", "is_public"),
    [
        ({}, False),
        ({"Publish": True}, True),
        ({"VisibleInPortal": "true", "Publish": False}, True),
        ({"VisibleInPortal": 0, "Publish": None}, False),
    ],
)
def test_requesters_read_what_is_published(desk: Desk, said: dict[str, Any], is_public: bool) -> None:
    made = create(desk)
    add(desk, ObjectId=made, Comments="x", **said)
    assert noted(made) == [("comment", "x", is_public)]


def test_the_target_names_the_ticket_where_there_is_one(desk: Desk) -> None:
    first, second = create(desk), create(desk)
    add(desk, ObjectId=first, TargetObjectId=second, Comments="x")
    add(desk, ObjectId=first, TargetObjectId=NIL, Comments="y")
    assert (noted(first), noted(second)) == ([("comment", "y", False)], [("comment", "x", False)])


def test_an_entry_may_have_no_text_yet(desk: Desk) -> None:
    made = create(desk)
    for comments in ({}, {"Comments": None}, {"Comments": ""}):
        add(desk, ObjectId=made, **comments)
    assert noted(made) == [("comment", "", False)] * 3


@pytest.mark.parametrize(
    ("comments", "parameters", "text"),
    [
        ("Hello {Name}!", [{"Name": "Name", "Value": "Ada"}], "Hello Ada!"),
        ("{a}{B}{a}", [{"name": "A", "value": 1}, {"Name": "b", "Value": None}], "11"),
        ("{a} {b}", [{"Name": "a", "Value": "{b}"}, {"Name": "b", "Value": "x"}], "{b} x"),
        ("{a} { a } {} {{a}}", [{"Name": "a", "Value": "x"}], "x { a } {} {x}"),
        ("{a}", [{"Name": "a", "Value": "<b> & c", "Format": "x"}], "&lt;b&gt; &amp; c"),
        ("{a} {b} {c} {d}", [{"Name": n, "Value": v} for n, v in zip("abcd", (True, 1.5, 3.0, 10**20), strict=True)],
         f"true 1.5 3 {10**20}"),
        ("{other}", [{"Name": "a", "Value": "x"}], "{other}"),
        ("{a}", None, "{a}"),
    ],
)  # fmt: skip
def test_parameters_stand_in_the_places_of_their_names(desk: Desk, comments: str, parameters: Any, text: str) -> None:
    made = create(desk)
    add(desk, ObjectId=made, Comments=comments, Parameters=parameters)
    assert noted(made) == [("comment", text, False)]


def test_a_short_text_with_many_names_grows_no_further_than_an_entry(desk: Desk) -> None:
    made = create(desk)
    parameters = [{"Name": "a", "Value": "x" * 100_000}]
    said = refused(desk, "journal/Add", ObjectId=made, Comments="{a}" * 30_000, Parameters=parameters)
    assert said == "The value of Comments is longer than 100000."
    add(desk, ObjectId=made, Comments="{a}", Parameters=parameters)
    assert [len(text) for _, text, _ in noted(made)] == [100_000]


def test_files_are_kept_with_the_entry(desk: Desk) -> None:
    made = create(desk)
    add(desk, ObjectId=made, FileIds=[NOBODY.upper()], IsFromEditDialog=True)
    assert entries(made)[0].extras == {"matrix42": {"FileIds": [NOBODY]}}


@pytest.mark.parametrize(
    ("member", "value", "sentence"),
    [
        ("ObjectId", None, "ObjectId is required."),
        ("ObjectId", "x", "The value of ObjectId is not a GUID."),
        ("TargetObjectId", 1, "The value of TargetObjectId is not a GUID."),
        ("Comments", {}, "The value of Comments is not a text."),
        ("Comments", "x" * 100_001, "The value of Comments is longer than 100000."),
        ("EntryType", 7, "There is no 7 for EntryType."),
        ("EntryType", "x", "The value of EntryType is not a number."),
        ("Creator", NOBODY, f"There is no {NOBODY} for Creator."),
        ("Creator", [], "The value of Creator is not a GUID."),
        ("Publish", 2, "The value of Publish is not true or false."),
        ("VisibleInPortal", "yes", "The value of VisibleInPortal is not true or false."),
        ("IsFromEditDialog", 5, "The value of IsFromEditDialog is not true or false."),
        ("TypeId", "x", "The value of TypeId is not a GUID."),
        ("FileIds", "x", "The value of FileIds is not a list."),
        ("FileIds", ["x"], "The value of FileIds[0] is not a GUID."),
        ("FileIds", [NOBODY] * 101, "FileIds names more than 100."),
        ("Parameters", {}, "The value of Parameters is not a list."),
        ("Parameters", [1], "The value of Parameters[0] is not an object."),
        ("Parameters", [{"Value": 1}], "Parameters[0].Name is required."),
        ("Parameters", [{"Name": "a", "Value": {}}], "The value of Parameters[0].Value is not a text."),
        ("Parameters", [{"Name": "a", "Format": 1}], "The value of Parameters[0].Format is not a text."),
        ("Parameters", [{"Name": "a"}] * 101, "Parameters names more than 100."),
    ],
)
def test_what_is_wrong_is_told_of_the_member(desk: Desk, member: str, value: Any, sentence: str) -> None:
    made = create(desk)
    assert refused(desk, "journal/Add", **{"ObjectId": made, member: value}) == sentence
    assert noted(made) == []


def test_there_has_to_be_such_a_ticket(desk: Desk) -> None:
    said = refused(desk, "journal/Add", 404, ObjectId=create(desk), TargetObjectId=NOBODY, Comments="x")
    assert said == f"TargetObjectId: there is no ticket with the id {NOBODY}."
    assert refused(desk, "journal/Add", 404, ObjectId=user(1)).startswith("ObjectId: ")


def test_the_requester_is_told_of_public_entries_with_a_text(desk: Desk) -> None:
    made = create(desk, User=user(2), ExtraProperties=[{"Name": "NotificationMode", "Value": 1}])
    assert receivers() == ["bela@example.com"]
    for said, told in (({}, []), ({"Publish": True}, ["bela@example.com"]), ({"Publish": True, "Comments": ""}, [])):
        add(desk, **{"ObjectId": made, "Comments": "x", **said})
        assert receivers() == told


def test_an_entry_that_is_added_again_because_its_answer_was_lost_is_added_once(desk: Desk) -> None:
    made = create(desk)
    with Unreliable() as store:
        add(desk, ObjectId=made, Comments="first")
    turn = store.operations.index("TransactWriteItems") + 1
    with Unreliable(unanswered=[turn]):
        entry = add(desk, ObjectId=made, Comments="second")
    assert [text for _, text, _ in noted(made)] == ["second", "first"]
    assert desk.get(f"data/fragments/{JOURNAL}/{entry}").json["OriginalSolutionHtml"] == "second"


def test_without_the_right_nothing_is_added(desk: Desk) -> None:
    made = create(desk)
    assert desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": "x"}, login="reader").status == 403
    assert noted(made) == []


def test_who_wrote_it_is_the_person_behind_the_account(desk: Desk) -> None:
    made = create(desk)
    assert desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": "x"}, login="german").status == 200
    assert [entry.author for entry in entries(made)] == [Ref("person", 2)]


def test_the_longest_texts_of_the_widest_characters_are_kept(desk: Desk) -> None:
    text = "😀" * 100_000
    made = create(desk, DescriptionHTML=text)
    entry = add(desk, ObjectId=made, Comments=text, FileIds=[NOBODY] * 100, TypeId=NOBODY)
    do(desk, "ticket/close", ObjectIds=[made], Comments=text)
    assert record(made).get("description") == record(made).get("resolution") == text
    assert [each.text for each in entries(made)] == [text, text]
    assert desk.get(f"data/fragments/{JOURNAL}/{entry}").json["OriginalSolutionHtml"] == text
