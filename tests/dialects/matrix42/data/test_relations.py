"""What fragments lead to."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.role import ALL_VERBS, READ_ONLY, Role
from chalicelib.domain.ticket import TICKET
from chalicelib.services import caches, pages, roles
from tests.access import make_account
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    JOURNAL,
    NOBODY,
    SOFTWARE,
    USER,
    declared,
    fragment,
    refusal,
    ticket,
)
from tests.dialects.matrix42.desk import Desk, record, user
from tests.dialects.matrix42.desk import fragment as known
from tests.unreliable import Unreliable

ROLE = "SPSSecurityClassRole"


def integrators() -> str:
    return known(GROUP, 5, ROLE)


def related(desk: Desk, definition: str, guid: str, name: str, query: str = "", **more: Any) -> list[str]:
    answer = desk.get(f"data/fragments/{definition}/{guid}/{name}?{query}", **more)
    assert answer.status == 200, answer.text
    return [row["DisplayString"] for row in answer.json]


def send(desk: Desk, method: str, *path: str, **more: Any) -> int:
    return desk.send(method, "/".join(("data/fragments", *path)), **more).status


def test_members_are_shown_from_both_sides(desk: Desk) -> None:
    assert related(desk, ROLE, integrators(), "members") == ["Moss, Ada", "O'Neill, Bela"]
    assert related(desk, USER, user(1), "ROLES") == ["Integrators"]
    assert send(desk, "POST", USER, user(3), "Roles", integrators()) == 204
    assert related(desk, ROLE, integrators(), "Members", "sort=LastName DESC") == [
        "Wu, Chen",
        "O'Neill, Bela",
        "Moss, Ada",
    ]
    assert send(desk, "DELETE", ROLE, integrators(), "Members", user(1)) == 204
    assert record(PERSON, 1).many("groups") == ()
    assert related(desk, USER, user(1), "Roles") == []


def test_related_rows_are_listed_like_any_others(desk: Desk) -> None:
    answer = desk.get(
        f"data/fragments/{ROLE}/{integrators()}/Members/schema-info?columns=LastName&where=FirstName<>'Ada'&pagesize=5"
    ).json
    assert [row["LastName"] for row in answer["Result"]] == ["O'Neill"]
    assert [each["ColumnName"] for each in answer["Schema"]] == ["LastName", "ID", "DisplayString", "Expression-TypeID"]
    assert related(desk, ROLE, integrators(), "Members", "pagesize=1&pagenumber=1") == ["O'Neill, Bela"]
    assert desk.get(f"data/fragments/{ROLE}/{integrators()}/Members?where=Foo=1").status == 500
    assert desk.get(f"data/fragments/{ROLE}/{integrators()}/Members?pagesize=-1").status == 400


def test_adding_twice_is_nothing_and_what_is_not_there_can_not_be_taken_away(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="x")
    for _ in range(2):
        assert send(desk, "POST", ACTIVITY, made, "AttachedUsers", user(2)) == 204
    assert related(desk, ACTIVITY, made, "attachedusers") == ["O'Neill, Bela"]
    with Unreliable() as calls:
        send(desk, "POST", ACTIVITY, made, "AttachedUsers", user(2))
    assert "TransactWriteItems" not in calls.operations
    assert send(desk, "DELETE", ACTIVITY, made, "AttachedUsers", user(2)) == 204
    assert send(desk, "DELETE", ACTIVITY, made, "AttachedUsers", user(2)) == 404
    assert related(desk, ACTIVITY, made, "AttachedUsers") == []


def test_activities_are_related_both_ways(desk: Desk) -> None:
    one, two = desk.make(ACTIVITY, Subject="one"), desk.make(ACTIVITY, Subject="two")
    assert send(desk, "POST", ACTIVITY, one, "RelatedActivities", two) == 204
    assert related(desk, ACTIVITY, two, "RelatedActivities") == ["TCK00012 - one"]
    assert [each.many("related")[0].number for each in pages.page(kind=TICKET, limit=9).records] == [13, 12]
    assert send(desk, "DELETE", ACTIVITY, two, "RelatedActivities", one) == 204
    assert related(desk, ACTIVITY, one, "RelatedActivities") == []


def test_declared_relations_are_shown_from_both_sides(desk: Desk) -> None:
    declared()
    made = desk.send("POST", f"data/fragments/{SOFTWARE}", {"Name": "Atlas"}, login="full").json
    assert send(desk, "POST", SOFTWARE, made, "Users", user(1), login="full") == 204
    assert send(desk, "POST", USER, user(2), "Ud_Software", made, login="full") == 204
    assert related(desk, SOFTWARE, made, "Users", login="full") == ["Moss, Ada", "O'Neill, Bela"]
    assert related(desk, USER, user(1), "ud_software", login="full") == ["Atlas"]
    assert send(desk, "DELETE", USER, user(1), "Ud_Software", made, login="full") == 204
    assert related(desk, SOFTWARE, made, "Users", login="full") == ["O'Neill, Bela"]
    assert send(desk, "POST", USER, user(2), "Ud_Software", made) == 404  # the agent does not see it


def test_a_relation_to_one_row_is_an_attribute(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="x", Initiator=user(2))
    assert related(desk, ACTIVITY, made, "initiator") == ["O'Neill, Bela"]
    assert related(desk, ACTIVITY, made, "Recipient") == []
    assert send(desk, "POST", ACTIVITY, made, "Recipient", user(3)) == 204
    assert fragment(desk, ACTIVITY, made)["Recipient"] == user(3)
    assert send(desk, "DELETE", ACTIVITY, made, "Recipient", user(2)) == 404
    assert send(desk, "DELETE", ACTIVITY, made, "Recipient", user(3)) == 204
    assert fragment(desk, ACTIVITY, made)["Recipient"] is None
    assert send(desk, "POST", ACTIVITY, made, "Creator", user(3)) == 403


def test_rows_that_are_no_records_lead_somewhere_as_well(desk: Desk) -> None:
    desk.make(ACTIVITY, Subject="x")
    (entry,) = desk.rows(JOURNAL)
    assert related(desk, JOURNAL, entry["ID"], "Creator") == ["Moss, Ada"]
    (account,) = desk.rows("SPSAccountClassBase", "where=AccountName='agent'")
    assert related(desk, "SPSAccountClassBase", account["ID"], "Owner") == ["Moss, Ada"]
    assert send(desk, "POST", "SPSAccountClassBase", account["ID"], "Owner", user(2)) == 403
    assert send(desk, "POST", JOURNAL, entry["ID"], "Creator", user(2)) == 400


@pytest.mark.parametrize("name", ["Foo", "ID", "Subject", "State", "%5BInitiator%5D", "Expression-ObjectID", "x'y"])
@pytest.mark.parametrize("guid", [None, NOBODY])
def test_a_relation_that_there_is_not_is_500(desk: Desk, name: str, guid: str | None) -> None:
    own = guid or desk.make(ACTIVITY, Subject="x")
    status, message = refusal(desk.get(f"data/fragments/{ACTIVITY}/{own}/{name}"))
    assert (status, message.startswith("Class SPSActivityClassBase does not contain attribute ")) == (500, True)
    assert send(desk, "POST", ACTIVITY, own, name, user(1)) == 500
    assert send(desk, "DELETE", ACTIVITY, own, name, user(1)) == 500


def test_of_what_is_not_there_nothing_is_read_and_nothing_written(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="x")
    assert related(desk, ACTIVITY, NOBODY, "AttachedUsers") == []
    assert desk.get(f"data/fragments/{ACTIVITY}/{NOBODY}/Initiator/schema-info").json["Result"] == []
    assert desk.get(f"data/fragments/{ACTIVITY}/x/AttachedUsers").status == 400
    for method in ("POST", "DELETE"):
        assert send(desk, method, ACTIVITY, NOBODY, "AttachedUsers", user(1)) == 404
        assert send(desk, method, ACTIVITY, made, "AttachedUsers", NOBODY) == 404
        assert send(desk, method, ACTIVITY, made, "AttachedUsers", made) == 404
        assert send(desk, method, ACTIVITY, made, "AttachedUsers", "x") == 400
        assert send(desk, method, "SPSCommonPickupObjectStatus", NOBODY, "Foo", NOBODY) == 500


def test_rights_are_those_on_the_record_that_keeps_the_pair(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="x")
    for login in ("reader", "blind"):
        assert send(desk, "POST", ACTIVITY, made, "AttachedUsers", user(1), login=login) == 403
    roles.save(role=Role("people", kinds={"person": ALL_VERBS, "group": READ_ONLY}))
    roles.save(role=Role("tickets", kinds={"ticket": ALL_VERBS}))
    for login in ("people", "tickets"):
        make_account(login, roles=(login,))
    caches.clear()
    assert send(desk, "POST", ROLE, integrators(), "Members", user(3), login="people") == 403
    assert related(desk, ROLE, integrators(), "Members", login="tickets") == []
    assert send(desk, "POST", ACTIVITY, made, "AttachedUsers", user(1), login="tickets") == 404
    ticket()
    assert related(desk, ROLE, integrators(), "Members", login="people") == ["Moss, Ada", "O'Neill, Bela"]
