"""A small plan, and what becomes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.plan import inventory, plan, plan_file
from infra.cli.refusals import path
from tests.conftest import make_caller

PAGE: Final = Path(__file__).parents[4] / "docs" / "admin.md"

ROLE_UUID = "74fe76c8-26e1-4740-9203-5486118affb8"
SEVERITY_UUID = "2b1c6d1e-58c4-4c0f-9d0b-6a6f5f0d1a01"
SITE: dict[str, Any] = {"name": "Headquarters", "status": "ACTIVE", "language": "English", "latitude": "48.4250"}
PERSON: dict[str, Any] = {
    "targetName": "bsmith",
    "firstName": "Bob",
    "lastName": "Smith",
    "roles": ["Supervisor"],
    "site": "headquarters",
    "supervisors": ["tsanderson"],
    "phoneLogin": "30105",
    "devices": [
        {"name": "Work Email", "type": "Email", "address": "bsmith@example.com"},
        {"name": "SMS Phone", "type": "Text Phone", "address": "+12505550101"},
    ],
}
OTHER: dict[str, Any] = {"targetName": "tsanderson", "firstName": "Terry", "lastName": "Sanderson"}
GROUP: dict[str, Any] = {"name": "Operations", "externalKey": None, "members": ["bsmith", "Wardens"]}
WARDENS: dict[str, Any] = {"name": "Wardens", "members": ["tsanderson"], "active": False}
FORM: dict[str, Any] = {
    "name": "New Incident",
    "senders": ["Supervisor", "bsmith"],
    "properties": [
        {"name": "message", "required": True},
        {"name": "severity", "inCallbacks": True, "default": "HIGH"},
        {"name": "Region", "visible": False, "default": ["USA", "Oregon"]},
    ],
    "recipients": [{"targetName": "bsmith", "devices": ["work email"]}, {"targetName": "Operations"}],
    "responses": [{"text": "Acknowledge", "action": "STOP_NOTIFYING_TARGET"}, {"text": "Seen"}],
    "priority": "high",
    "conference": "both",
    "callbacks": [
        {"url": "https://host.example/status?a=b", "type": "status"},
        {"url": "ia://service", "type": "response", "iaid": "one"},
    ],
    "expirationMinutes": 60,
}
FEED: dict[str, Any] = {
    "name": "Feed",
    "kind": "subscription",
    "watches": ["New Incident"],
    "properties": [{"name": "severity"}],
    "deviceFilter": ["Work Email"],
    "notificationDelay": 5,
}
ENGINE: dict[str, Any] = {
    "name": "Incident Alerts",
    "bridges": [{"name": "P1M1"}, {"name": "Corporate WebEx", "needsNumber": True}],
    "properties": [
        {"name": "message", "type": "Text", "minLength": 1, "maxLength": 200},
        {"uuid": SEVERITY_UUID, "name": "severity", "type": "Combo", "values": ["LOW", "MEDIUM*", "HIGH"]},
        {
            "name": "Region",
            "type": "Hierarchy",
            "values": [{"name": "Canada"}, {"name": "USA", "childNodes": [{"name": "Oregon", "isDefault": True}]}],
        },
    ],
    "forms": [FORM, FEED],
}
PLAN: dict[str, Any] = {
    "plan": 1,
    "roles": [{"uuid": ROLE_UUID, "name": "Supervisor", "permissions": ["read", "view.menu.Users"]}],
    "people": [PERSON, OTHER],
    "groups": [GROUP, WARDENS],
    "sites": [SITE],
    "engines": [ENGINE],
}


def planned(content: Any) -> tuple[plan.Plan | None, list[str]]:
    """The plan of a file and what is wrong with it, in view of the store."""
    faults = Faults()
    said = plan_file.read(content, (), faults)
    made = plan.make(said, inventory.read(said), faults)
    return made, [f"{path(fault.path)}: {fault.message}" for fault in faults]


def imported(content: Any) -> list[str]:
    """What became of each thing of a file."""
    made, faults = planned(content)
    assert made is not None, faults
    steps = [f"{step.noun} {step.name} {step.done}" for step in made.steps()]
    made.carry_out(make_caller())
    return steps


def engine(**members: Any) -> dict[str, Any]:
    """A plan of the engine alone, with other members."""
    return {"plan": 1, "engines": [{**ENGINE, **members}]}


def example() -> Any:
    """The file that the manual shows."""
    section = PAGE.read_text(encoding="utf-8").split("### `polydesk plan import FILE`")[1]
    found = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return json.loads(found[1])
