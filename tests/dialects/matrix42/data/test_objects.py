"""Objects, read whole."""

from __future__ import annotations

from uuid import UUID

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.domain.role import READ_ONLY, Role
from chalicelib.services import caches, roles
from tests.access import make_account
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    ATTACHMENT,
    COMMON,
    INCIDENT,
    JOURNAL,
    NOBODY,
    TIMES,
    USER,
    WORK,
    fragment,
    incident,
    read,
    refusal,
    ticket,
)
from tests.dialects.matrix42.desk import Desk, record, user

SINGLES = ["ID", ACTIVITY, COMMON, "SPSActivityClassIncident"]
SEVERAL = [JOURNAL, TIMES, ATTACHMENT]


def test_fragments_of_which_there_may_be_several_come_when_they_are_asked_for(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    assert list(read(desk, made, full=False)) == SINGLES
    whole = read(desk, made)
    assert list(whole) == SINGLES + SEVERAL
    assert [len(whole[name]) for name in SEVERAL] == [1, 1, 0]
    assert list(desk.get(f"data/objects/{INCIDENT}/{made}").json) == SINGLES
    assert desk.get(f"data/objects/{INCIDENT}/{made}?full=x").status == 400


def test_fragments_are_those_that_are_read_alone(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK], JOURNAL: [{"OriginalSolutionHtml": "x"}]})
    whole = read(desk, made)
    for name in SINGLES[1:]:
        assert fragment(desk, name, whole[name]["ID"]) == whole[name]
    for name in SEVERAL:
        for row in whole[name]:
            assert fragment(desk, name, row["ID"]) == row


@pytest.mark.parametrize("item", ["spsactivitytypeincident", "SPSActivityTypeBase"])
def test_an_object_is_one_of_its_item_and_of_its_base(desk: Desk, item: str) -> None:
    assert read(desk, incident(desk), item=item)[ACTIVITY]["Subject"] == "Printer"


def test_of_another_item_it_is_not(desk: Desk) -> None:
    made = incident(desk)
    for item in ("SPSActivityTypeTask", "SPSActivityTypeTicket", "SPSUserType"):
        assert read(desk, made, item=item) is None
    assert read(desk, str(ticket(type="problem").guid), item="SPSActivityTypeGroupTicket") is not None
    assert read(desk, str(ticket(type=None).guid), item="SPSActivityTypeTicket") is not None


def test_what_is_not_there_is_null(desk: Desk) -> None:
    assert desk.get(f"data/objects/{INCIDENT}/{NOBODY}").body == b"null"
    own = read(desk, incident(desk))[ACTIVITY]["ID"]
    assert read(desk, own) is None  # the id of a fragment is not that of the object
    assert desk.get(f"data/objects/{INCIDENT}/x").status == 400
    assert refusal(desk.get(f"data/objects/Nonsense/{NOBODY}")) == (500, "Configuration item Nonsense not found.")
    assert desk.get(f"data/objects/{ACTIVITY}/{NOBODY}").status == 500


def test_what_may_not_be_read_is_null_or_left_out(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    assert read(desk, made, login="blind") is None
    roles.save(role=Role("tickets", kinds={"ticket": READ_ONLY}))
    make_account("tickets", roles=("tickets",))
    caches.clear()
    whole = read(desk, made, login="tickets")
    assert ([len(whole[name]) for name in SEVERAL], whole[ACTIVITY]["Creator"]) == ([1, 0, 0], None)


def test_a_person_has_accounts(desk: Desk) -> None:
    whole = read(desk, str(record(PERSON, 1).guid), item="SPSUserType")
    assert whole[USER]["ID"] == user(1)
    assert sorted(row["AccountName"] for row in whole["SPSAccountClassBase"]) == ["agent", "full"]
    assert all("Password" not in name for row in whole["SPSAccountClassBase"] for name in row)
    assert UUID(whole[COMMON]["ID"]) != UUID(whole["ID"])
