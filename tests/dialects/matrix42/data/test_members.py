"""Fragments of which an object may have several."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    COMMON,
    INCIDENT,
    JOURNAL,
    NOBODY,
    SOFTWARE,
    TIMES,
    VERSION,
    WORK,
    Overtaken,
    declared,
    fragment,
    incident,
    put,
    read,
    refusal,
    ticket,
    write,
)
from tests.dialects.matrix42.desk import Desk
from tests.unreliable import Crash, Unreliable


def minutes(desk: Desk, made: str) -> list[int]:
    return [row["Minutes"] for row in read(desk, made)[TIMES]]


@pytest.mark.parametrize("member", ["UsedInType", "usedintype", "UsedInTypeSPSActivityTypeIncident"])
def test_one_is_made_for_an_object(desk: Desk, member: str) -> None:
    made = incident(desk)
    own = desk.make(TIMES, **WORK, **{member: made.upper()})
    assert [row["ID"] for row in read(desk, made)[TIMES]] == [own]
    row = fragment(desk, TIMES, own)
    assert (row["UsedInType"], row["UsedInTypeSPSActivityTypeIncident"], row["Expression-ObjectID"]) == (made,) * 3


def test_one_without_an_object_can_be_attached_later(desk: Desk) -> None:
    own, made, other = desk.make(TIMES, **WORK), incident(desk), incident(desk)
    row = fragment(desk, TIMES, own)
    assert (row.get("UsedInType"), row["Expression-ObjectID"], row["Minutes"]) == (None, None, 5)
    assert put(desk, TIMES, ID=own, UsedInType=made).status == 204
    assert minutes(desk, made) == [5]
    assert desk.send("PUT", f"data/fragments/{TIMES}", fragment(desk, TIMES, own)).status == 204
    assert put(desk, TIMES, ID=own, UsedInType=other, Minutes=6).status == 204
    assert (minutes(desk, made), minutes(desk, other)) == ([], [6])
    assert put(desk, TIMES, ID=own, UsedInType=None).status == 204
    assert minutes(desk, other) == [6]


@pytest.mark.parametrize("owner", [NOBODY, "software"])
def test_an_object_that_has_none_of_them_is_a_wrong_reference(desk: Desk, owner: str) -> None:
    declared()
    own = desk.make(TIMES, **WORK)
    body = {SOFTWARE: {"Name": "Atlas"}}
    software = desk.send("POST", "data/objects/Ud_SoftwareType", body, login="full").json
    guid = software if owner == "software" else owner
    expected = (500, f"Wrong reference: {TIMES}.UsedInType = {guid}.")
    assert refusal(desk.send("POST", f"data/fragments/{TIMES}", {**WORK, "UsedInType": guid}, login="full")) == expected
    assert (
        refusal(desk.send("PUT", f"data/fragments/{TIMES}", {"ID": own, "UsedInType": guid}, login="full")) == expected
    )


def test_a_set_takes_the_place_of_another(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK, {**WORK, "Minutes": 6}, {**WORK, "Minutes": 7}]})
    one, two, three = read(desk, made)[TIMES]
    body = {
        "ID": made,
        TIMES: [{"id": three["ID"], "Minutes": 70}, {**WORK, "Minutes": 8}, one],
        ACTIVITY: {"Subject": "x"},
    }
    with Unreliable() as calls:
        assert write(desk, body).status == 204
    assert calls.operations.count("TransactWriteItems") == 1
    assert minutes(desk, made) == [5, 70, 8]
    after = read(desk, made)
    assert (after[TIMES][0], after[ACTIVITY]["Subject"]) == (one, "x")
    assert fragment(desk, TIMES, two["ID"]) is None
    assert write(desk, {"ID": made}).status == 204  # what is not named stays
    assert write(desk, {"ID": made, TIMES: []}, full=False).status == 204
    assert minutes(desk, made) == [5, 70, 8]
    assert write(desk, {"ID": made, TIMES: []}).status == 204
    assert minutes(desk, made) == []


def test_fragments_of_other_objects_are_none_of_the_set(desk: Desk) -> None:
    made, other = incident(desk, **{TIMES: [WORK]}), incident(desk, **{TIMES: [WORK]})
    foreign = read(desk, other)[TIMES][0]["ID"]
    body = {"ID": made, TIMES: [{"ID": foreign, "Minutes": 9}]}
    assert refusal(write(desk, body)) == (500, f"Wrong reference: {TIMES}.ID = {foreign}.")
    assert (minutes(desk, made), minutes(desk, other)) == ([5], [5])


@pytest.mark.parametrize("crash", range(1, 9))
def test_a_set_is_there_whole_or_not_at_all(desk: Desk, crash: int) -> None:
    made = incident(desk, **{TIMES: [WORK, {**WORK, "Minutes": 6}]})
    one = read(desk, made)[TIMES][0]
    body = {"ID": made, TIMES: [{**one, "Minutes": 50}, {**WORK, "Minutes": 8}]}
    try:
        with Unreliable(crash_at=crash):
            write(desk, body)
    except Crash:
        pass
    assert minutes(desk, made) in ([5, 6], [50, 8])


def test_a_set_is_worked_out_anew_when_somebody_was_faster(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    one = read(desk, made)[TIMES][0]["ID"]

    def overtake() -> None:
        assert put(desk, TIMES, ID=one, Description="mine").status == 204

    body = {"ID": made, TIMES: [{"ID": one, "Minutes": 50}]}
    with Overtaken("TransactWriteItems", overtake):
        assert write(desk, body).status == 204
    row = fragment(desk, TIMES, one)
    assert (row["Minutes"], row["Description"]) == (50, "mine")


def test_of_two_sets_at_once_the_later_one_is_all_that_there_is(desk: Desk) -> None:
    made = incident(desk)

    def overtake() -> None:
        assert write(desk, {"ID": made, TIMES: [{**WORK, "Minutes": 6}]}).status == 204

    with Overtaken("TransactWriteItems", overtake):
        assert write(desk, {"ID": made, TIMES: [{**WORK, "Minutes": 7}]}).status == 204
    assert minutes(desk, made) == [7]


def test_a_set_gives_no_other_fragment_a_new_row_version(desk: Desk) -> None:
    made = incident(desk)
    before = read(desk, made)
    assert write(desk, {"ID": made, TIMES: [WORK]}).status == 204
    after = read(desk, made)
    for name in (ACTIVITY, COMMON):
        assert after[name]["TimeStamp"] == before[name]["TimeStamp"]
    assert after[JOURNAL] == before[JOURNAL]


def test_declared_ones_are_set_likewise(desk: Desk) -> None:
    declared()
    body: dict[str, Any] = {SOFTWARE: {"Name": "Atlas"}, VERSION: [{"Version": "1"}, {"Version": "2"}]}
    made = desk.send("POST", "data/objects/Ud_SoftwareType", body, login="full").json
    whole = read(desk, made, item="Ud_SoftwareType", login="full")
    whole[VERSION][0]["Version"] = "1.1"
    whole[VERSION][1] = {"Version": "3", "Notes": "n"}
    assert write(desk, whole, item="Ud_SoftwareType", login="full").status == 204
    after = read(desk, made, item="Ud_SoftwareType", login="full")[VERSION]
    assert [(row["Version"], row["Notes"]) for row in after] == [("1.1", None), ("3", "n")]
    own = desk.send("POST", f"data/fragments/{VERSION}", {"Version": "4"}, login="full").json
    sent = desk.send("PUT", f"data/fragments/{VERSION}", {"ID": own, "UsedInTypeUd_SoftwareType": made}, login="full")
    assert sent.status == 204
    assert len(read(desk, made, item="Ud_SoftwareType", login="full")[VERSION]) == 3


def test_what_belongs_to_something_that_was_thrown_away_is_not_changed(desk: Desk) -> None:
    made = incident(desk)
    own = desk.make(TIMES, **WORK, UsedInType=made)
    desk.send("DELETE", f"data/objects/{INCIDENT}/{made}")
    assert put(desk, TIMES, ID=own, Minutes=6).status == 404
    assert desk.send("DELETE", f"data/fragments/{TIMES}/{own}").status == 404
    assert refusal(desk.send("POST", f"data/fragments/{TIMES}", {**WORK, "UsedInType": made}))[0] == 500


def test_time_that_was_worked_shows_in_the_ticket(desk: Desk) -> None:
    made = str(ticket().guid)
    desk.make(TIMES, **{**WORK, "Minutes": 125}, UsedInType=made)
    assert read(desk, made)[ACTIVITY]["WorkingTimeDisplayString"] == "2:05"
