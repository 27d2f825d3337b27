from __future__ import annotations

from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.services import records
from tests.access import make_account
from tests.dialects.matrix42.desk import ADMIN, AGENT, GERMAN, Desk, record, user


def test_who_calls_is_told_who_that_is(desk: Desk) -> None:
    assert desk.get("userinfo").json == {
        "Id": user(AGENT),
        "ObjectID": str(record(PERSON, AGENT).guid),
        "FirstName": "Ada",
        "LastName": "Moss",
        "DisplayString": "Moss, Ada",
        "Language": "en",
    }


def test_who_has_no_name_for_lists_is_called_by_both_names(desk: Desk) -> None:
    erased = Change({"display_name": None})
    records.change(kind=PERSON, number=AGENT, edit=lambda _: erased, caller=ADMIN)
    assert desk.get("userinfo").json["DisplayString"] == "Moss, Ada"


def test_the_language_is_that_of_the_profile(desk: Desk) -> None:
    answer = desk.get("userinfo", login="german", headers={"Explicit-Language": "fr"}).json
    assert (answer["Id"], answer["Language"]) == (user(GERMAN), "de")


def test_an_account_without_a_person_is_nobody(desk: Desk) -> None:
    make_account("robot", roles=("agent",))
    answer = desk.get("userinfo", login="robot")
    assert (answer.status, answer.body) == (200, b"null")
