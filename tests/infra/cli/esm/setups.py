"""A small set-up, and what becomes of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.esm import inventory, plan, setup_file
from infra.cli.refusals import path

PAGE: Final = Path(__file__).parents[4] / "docs" / "admin.md"

COUNTRY: dict[str, Any] = {
    "code": "country",
    "name": "Country",
    "prefix": "CTR",
    "nameAttribute": "name",
    "attributes": [{"code": "name", "name": "Name", "type": "string"}],
}
COMPANY: dict[str, Any] = {
    "code": "company",
    "name": "Company",
    "prefix": "COM",
    "nameAttribute": "name",
    "attributes": [
        {"code": "name", "name": "Name", "type": "string", "required": True},
        {
            "code": "status",
            "name": "Status",
            "type": "static-value",
            "values": [{"code": "a", "value": "Active"}, {"code": "i", "value": "Inactive"}],
            "default": "a",
        },
        {"code": "country", "name": "Country", "type": "reference", "target": ["country"]},
    ],
}
FOLDER: dict[str, Any] = {"code": "companies", "name": "Companies", "templates": ["company", "country"]}
ROLE: dict[str, Any] = {
    "name": "sync",
    "modules": ["external-api"],
    "templates": {"company": ["read"]},
    "folders": {"companies": ["read"]},
    "attributes": {"company": {"status": "none", "created": "none"}},
}
ACCOUNT: dict[str, Any] = {"login": "sync", "password": "correct horse", "roles": ["sync"]}
SETUP: dict[str, Any] = {
    "settings": {"esm.time.zone": "Europe/Helsinki"},
    "templates": [COMPANY, COUNTRY],
    "folders": [FOLDER],
    "roles": [ROLE],
    "accounts": [ACCOUNT],
}


def planned(content: dict[str, Any]) -> tuple[plan.Plan | None, list[str]]:
    """The plan of a file and what is wrong with it, in view of the store."""
    faults = Faults()
    setup = setup_file.read(content, (), faults)
    made = plan.make(setup, inventory.read(setup), faults)
    return made, [f"{path(fault.path)}: {fault.message}" for fault in faults]


def applied(content: dict[str, Any]) -> list[str]:
    """What became of each thing of a file."""
    made, faults = planned(content)
    assert made is not None, faults
    made.carry_out()
    return [f"{step.noun} {step.name} {step.done}" for step in made.steps()]


def example() -> dict[str, Any]:
    """The file that the manual shows."""
    section = PAGE.read_text(encoding="utf-8").split("### `polydesk esm apply FILE`")[1]
    found = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert found is not None
    said: dict[str, Any] = json.loads(found[1].replace("…", "correct horse"))
    return said
