"""One ticket, three dialects: what a verb does here shows there, and the other way round (specification, 8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pytest

from app import app
from chalicelib.domain.account import Account
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.service import SERVICE
from chalicelib.services import accounts, caches, credentials
from tests.dialects.esm import desk as esm
from tests.dialects.esm.test_pairs import read
from tests.dialects.matrix42.desk import Desk, fragment, user
from tests.dialects.matrix42.verbs.ticketing import create, do, record
from tests.wire import Client

KEY: Final = "d5XNMpburJBfJVJd"


@dataclass
class Pairs:
    """The same store in the words of ESM, and in those of Tickets."""

    esm: esm.Desk
    client: Client

    def ticket(self, object_id: str) -> Any:
        """What Tickets shows."""
        answer = self.client.send("GET", f"/api/Tickets/{record(object_id).number}?key={KEY}")
        assert answer.status == 200, answer.text
        return answer.json

    def card(self, object_id: str, *codes: str, template: str = "incident") -> list[Any]:
        """What ESM shows: of each attribute the only value, None for none."""
        found = read(self.esm, f"{template}/data/{record(object_id).number}", *codes)
        assert all(len(values) <= 1 for values in found.values())
        return [next(iter(found[code]), None) for code in codes]

    def write(self, object_id: str, **values: Any) -> None:
        """A card changed."""
        path = f"/dc/incident/data/{record(object_id).number}"
        answer = self.esm.send("PATCH", path, {"data": esm.data(**values)})
        assert (answer.status, answer.json["meta"]["errors"]) == (200, []), answer.text


@pytest.fixture
def others(desk: Desk) -> Pairs:
    """The other sides of the desk."""
    made = esm.open_desk(anew=True)
    accounts.save(account=Account("tickets", roles=("everything",)))
    credentials.replace_key(account="tickets", presented=KEY)
    caches.clear()
    return Pairs(made, Client(app))


def test_what_is_created_here_is_a_card_and_a_ticket_there(desk: Desk, others: Pairs) -> None:
    made = create(
        desk,
        Subject="Printer",
        DescriptionHTML="<p>Smoke</p>",
        User=user(2),
        ResponsibleUser=user(3),
        ResponsibleRole=fragment(GROUP, 6, "SPSScRoleClassBase", 3),
        Category=fragment(CATEGORY, 11, "SPSScCategoryClassBase"),
        Service=fragment(SERVICE, 8, "SPSServiceClassBase"),
        Impact=3,
        Urgency=1,
    )
    codes = ("subject", "description", "status", "priority", "impact", "category", "customer", "assigned_to")
    assert others.card(made, *codes, "support_group", "service") == [
        "Printer", "<p>Smoke</p>", "01 - New", "3. Medium", "1. High", "Hardware", "2", "3", "6", "8",
    ]  # fmt: skip
    there = others.ticket(made)
    assert (there["Description"], there["ClosedTime"], [each["Id"] for each in there["Services"]]) == (
        "Smoke",
        None,
        [8],
    )


def test_every_verb_shows_there(desk: Desk, others: Pairs) -> None:
    made = create(desk)
    do(desk, "activity/TakeOver", Objects=[{"ObjectIds": [made]}])
    assert others.card(made, "status", "assigned_to") == ["02 - In progress", "1"]
    role = fragment(GROUP, 5, "SPSScRoleClassBase", 3)
    do(desk, "activity/Forward", Tickets=[{"Item2": made}], RoleID=role, Comments="<b>yours</b>")
    assert others.card(made, "support_group", "assigned_to") == ["5", None]
    do(desk, "activity/Pause", ObjectIds=[made], ReminderDate="2999-01-01")
    assert others.card(made, "status") == ["03 - On hold"]
    do(desk, "activity/SetDeadline", ObjectIds=[made], Deadline="2998-01-01")
    assert others.card(made, "due_date") == ["2998-01-01T00:00:00Z"]
    assert others.ticket(made)["ExpectedResolutionTime"] == "2998-01-01T00:00:00Z"
    do(desk, "ticket/close", ObjectIds=[made], Comments="Done")
    assert others.card(made, "status", "resolution") == ["05 - Closed", "Done"]
    assert others.ticket(made)["ClosedTime"] is not None
    do(desk, "activity/Reopen", ObjectIds=[made])
    assert others.card(made, "status") == ["02 - In progress"]
    there = others.ticket(made)
    assert (there["ClosedTime"], there["ReopenedTime"] is not None) == (None, True)
    desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": "Seen", "Publish": True})
    log = read(others.esm, f"incident/data/{record(made).number}", "worklog")["worklog"]
    assert log == ["Seen", "", "Done", "Deadline: 2998-01-01T00:00:00Z", "", "<b>yours</b>", ""]
    do(
        desk,
        "ticket/transform",
        ObjectIds=[made],
        SourceTypeName="SPSActivityTypeIncident",
        TargetTypeName="SPSActivityTypeServiceRequest",
    )
    assert others.card(made, "subject", template="ServiceRequest") == ["Printer"]


def test_what_others_close_and_reopen_is_closed_and_reopened_here(desk: Desk, others: Pairs) -> None:
    made = create(desk)
    others.write(made, status="05", worklog="Closed by the bridge.")
    shown = desk.get(f"activity/{made}").json
    assert (shown["State"], shown["StateDisplayString"], shown["ClosedDate"] is not None) == (710, "Closed", True)
    assert desk.send("POST", "activity/SetDeadline", {"ObjectIds": [made], "Deadline": None}).status == 400
    texts = [each["Text"] for each in desk.get(f"journal?objectId={made}&objectLinkTemplate=x").json]
    assert texts == ["Closed by the bridge.", ""]
    others.write(made, status="02")
    assert [each["ObjectId"] for each in desk.get("incident/Search?Subject=Printer&States=202").json["Tickets"]] == [
        made
    ]


def test_a_finer_state_is_kept_as_long_as_others_agree(desk: Desk, others: Pairs) -> None:
    made = create(desk, State=201)
    others.write(made, subject="Scanner")
    assert desk.get(f"activity/{made}").json["State"] == 201
    others.write(made, status="01")
    do(desk, "activity/TakeOver", Objects=[{"ObjectIds": [made]}])
    assert desk.get(f"activity/{made}").json["State"] == 202
