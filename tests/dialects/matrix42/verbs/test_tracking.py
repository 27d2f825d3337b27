"""Time spent on tickets is kept with each of them (specification, 9.3)."""

from __future__ import annotations

from typing import Any, Final

import pytest

from tests.dialects.matrix42.desk import Desk, user
from tests.dialects.matrix42.verbs.ticketing import NOBODY, create, do, noted, record, refused, row
from tests.dialects.xmatters.overtaken import Overtaken
from tests.unreliable import Crash, Unreliable

TIMES: Final = "SPSActivityClassTimeTracking"
SAID: Final = {
    "Minutes": 90, "ActivityType": 4, "Begin": "2026-01-01T08:00:00Z", "End": "2026-01-01T09:30:00Z", "Description": "Fuse",
}  # fmt: skip


def test_each_ticket_gets_a_fragment_of_its_own(desk: Desk) -> None:
    first, second = create(desk), create(desk)
    do(desk, "activity/TrackWorkingTime", objectids=[first, second], **SAID)
    columns = ",".join((*(f"[{name}]" for name in SAID), "User", "UsedInType"))
    rows = [
        {name: each[name] for name in (*SAID, "User", "UsedInType")} for each in desk.rows(TIMES, f"columns={columns}")
    ]
    assert rows == [{**SAID, "User": user(1), "UsedInType": made} for made in (first, second)]
    do(desk, "activity/TrackWorkingTime", ObjectIds=[first], **{**SAID, "Minutes": "3e1", "Description": None})
    assert row(desk, "SPSActivityClassBase", first, "WorkingTimeDisplayString") == {"WorkingTimeDisplayString": "2:00"}
    assert noted(first) == [("comment", "Minutes: 30", False), ("comment", "Minutes: 90\nFuse", False)]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"Minutes": None}, "Minutes is required."),
        ({"ActivityType": None}, "ActivityType is required."),
        ({"Begin": None}, "Begin is required."),
        ({"End": None}, "End is required."),
        ({"Minutes": -1}, "The value of Minutes is not from 0 to 10000000."),
        ({"Minutes": 10_000_001}, "The value of Minutes is not from 0 to 10000000."),
        ({"Minutes": 1.5}, "The value of Minutes is not a whole number of 32 bits."),
        ({"Minutes": "x"}, "The value of Minutes is not a number."),
        ({"ActivityType": 0}, "There is no 0 for ActivityType."),
        ({"ActivityType": 7}, "There is no 7 for ActivityType."),
        ({"Begin": "x"}, "The value of Begin is not a date."),
        ({"End": 5}, "The value of End is not a date."),
        ({"End": SAID["Begin"]}, "End is not after Begin."),
        ({"End": "2025-01-01"}, "End is not after Begin."),
        ({"Description": []}, "The value of Description is not a text."),
        ({"ObjectIds": []}, "ObjectIds is required."),
    ],
)
def test_what_is_wrong_is_told_of_the_member(desk: Desk, members: dict[str, Any], sentence: str) -> None:
    made = create(desk)
    assert refused(desk, "activity/TrackWorkingTime", **{"ObjectIds": [made], **SAID, **members}) == sentence
    assert (desk.rows(TIMES), noted(made)) == ([], [])


def test_all_that_is_missing_is_told_at_once(desk: Desk) -> None:
    said = refused(desk, "activity/TrackWorkingTime", ObjectIds=[NOBODY])
    assert sorted(said.removesuffix(".").split(". ")) == [
        "ActivityType is required",
        "Begin is required",
        "End is required",
        "Minutes is required",
        f"ObjectIds: there is no ticket with the id {NOBODY}",
    ]


def test_the_longest_description_is_kept_whole(desk: Desk) -> None:
    made = create(desk)
    do(desk, "activity/TrackWorkingTime", ObjectIds=[made], **{**SAID, "Description": "x" * 100_000})
    (found,) = desk.rows(TIMES, "columns=ID,Description")
    assert len(found["Description"]) == 100_000
    assert len(noted(made)[0][1]) == 100_000


def test_who_may_edit_tickets_may_say_how_long_it_took(desk: Desk) -> None:
    made = create(desk)
    answer = desk.send("POST", "activity/TrackWorkingTime", {"ObjectIds": [made], **SAID}, login="reader")
    assert (answer.status, record(made).get("state")) == (403, "new")
    assert desk.rows(TIMES) == []


def test_time_and_entry_are_written_in_one_moment(desk: Desk) -> None:
    made = create(desk)
    with Unreliable() as store:
        do(desk, "activity/TrackWorkingTime", ObjectIds=[made], **SAID)
    writes = [operation for operation in store.operations if operation in ("PutItem", "TransactWriteItems")]
    assert writes == ["TransactWriteItems"]
    turn = store.operations.index("TransactWriteItems") + 1
    with pytest.raises(Crash), Unreliable(crash_at=turn):
        desk.send("POST", "activity/TrackWorkingTime", {"ObjectIds": [made], **SAID})
    assert (len(desk.rows(TIMES)), len(noted(made))) == (1, 1)
    with Unreliable(unanswered=[turn]):
        do(desk, "activity/TrackWorkingTime", ObjectIds=[made], **SAID)
    assert (len(desk.rows(TIMES)), len(noted(made))) == (2, 2)


def test_time_is_tracked_once_though_somebody_else_was_faster(desk: Desk) -> None:
    made = create(desk)
    with Overtaken(lambda: desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": "x"})):
        do(desk, "activity/TrackWorkingTime", ObjectIds=[made], **SAID)
    assert (len(desk.rows(TIMES)), len(noted(made))) == (1, 2)
