from __future__ import annotations

from typing import Any

from chalicelib.dialects.matrix42 import ids
from chalicelib.domain.api import Audience
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.services import apis, records
from tests.dialects.matrix42.desk import ADMIN, AGENT, GERMAN, Desk, fragment, user

INTEGRATORS, NETWORK = 5, 6


def audience(desk: Desk, service: str, operation: str, **more: Any) -> dict[str, Any]:
    path = f"Help/ServiceOperation/{ids.operation(service, operation)}"
    found: dict[str, Any] = desk.get(f"{path}/Audience", **more).json
    assert found == desk.get(path, **more).json["Audience"]
    return found


def role(number: int, name: str) -> dict[str, str]:
    return {"Type": "Role", "Id": fragment(GROUP, number, "SPSSecurityClassRole"), "Name": name}


def test_everyone_may_call_what_is_not_restricted(desk: Desk) -> None:
    assert audience(desk, "Ticket", "Create") == {"Restricted": False, "InheritedFromService": False, "Members": []}


def test_an_audience_of_a_service_is_that_of_its_operations(desk: Desk) -> None:
    apis.set_audience(of="Ticket", wanted=Audience(groups=frozenset({NETWORK, INTEGRATORS})))
    assert audience(desk, "Ticket", "Create") == {
        "Restricted": True,
        "InheritedFromService": True,
        "Members": [role(INTEGRATORS, "Integrators"), role(NETWORK, "Network")],
    }
    assert not audience(desk, "Journal", "Add")["Restricted"]


def test_that_of_an_operation_counts_more_and_persons_stand_behind_roles(desk: Desk) -> None:
    apis.set_audience(of="Ticket", wanted=Audience(groups=frozenset({INTEGRATORS})))
    own = Audience(groups=frozenset({NETWORK}), persons=frozenset({AGENT, GERMAN}))
    apis.set_audience(of="Ticket.Close", wanted=own)
    assert audience(desk, "Ticket", "Close") == {
        "Restricted": True,
        "InheritedFromService": False,
        "Members": [
            role(NETWORK, "Network"),
            {"Type": "Person", "Id": user(AGENT), "Name": "Moss, Ada"},
            {"Type": "Person", "Id": user(GERMAN), "Name": "O'Neill, Bela"},
        ],
    }
    assert audience(desk, "Ticket", "Create")["InheritedFromService"]


def test_who_is_outside_may_see_who_is_inside(desk: Desk) -> None:
    apis.set_audience(of="Ticket", wanted=Audience(groups=frozenset({NETWORK})))
    assert audience(desk, "Ticket", "Create", login="blind")["Members"]


def test_who_is_no_more_is_no_member(desk: Desk) -> None:
    apis.set_audience(of="Ticket", wanted=Audience(groups=frozenset({INTEGRATORS}), persons=frozenset({GERMAN})))
    records.trash(kind=PERSON, number=GERMAN, caller=ADMIN)
    found = audience(desk, "Ticket", "Create")
    assert (found["Restricted"], [each["Name"] for each in found["Members"]]) == (True, ["Integrators"])


def test_no_audience_applies_where_nobody_is_asked_who_calls(desk: Desk) -> None:
    apis.set_audience(of="ApiToken", wanted=Audience(groups=frozenset({INTEGRATORS})))
    assert not audience(desk, "ApiToken", "GenerateAccessTokenFromApiToken")["Restricted"]
