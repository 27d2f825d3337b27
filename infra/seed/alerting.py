"""What the company is alerted by: the plan of the xMatters dialect, laid down as an administrator would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from chalicelib.domain.alerting.form import Form
from chalicelib.domain.caller import Caller
from chalicelib.errors import Faults
from chalicelib.services.alerting import catalogue
from infra.cli.plan import inventory, plan, plan_file
from infra.cli.refusals import path

_PLAN: Final = "plan.json"
_ENGINE: Final = "Incident Alerts"
_FORM: Final = "New Incident"


class UnfitError(Exception):
    """The plan does not fit the company; `faults` holds a sentence for each place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The plan does not fit the company:\n  " + "\n  ".join(faults))
        self.faults = faults


def read(folder: Path) -> Any:
    """The plan in `folder`, as it stands there."""
    return json.loads((folder / _PLAN).read_text(encoding="utf-8"))


def lay_down(content: Any, caller: Caller) -> None:
    """Import a plan. Raises UnfitError, and nothing is written then."""
    faults = Faults()
    said = plan_file.read(content, (), faults)
    made = plan.make(said, inventory.read(said), faults)
    if made is None:
        raise UnfitError([f"{path(fault.path)}: {fault.message}" for fault in faults])
    made.carry_out(caller)


def known() -> dict[str, str]:
    """What users of the dialect have to know of the plan, as credentials.json names it."""
    properties = {each.property.name: each.property.uuid for each in _form(_FORM).properties}
    return {
        "engine": _ENGINE,
        "form": _FORM,
        "form_uuid": _form(_FORM).uuid,
        "undeployed_form_uuid": _form("Draft Notice").uuid,
        "person": "bsmith",
        "group": "Operations",
        "list_property_uuid": properties["Instruction"],
        "hierarchy_property_uuid": properties["Region"],
        "feed_form_uuid": _form("Fire Alarm Feed").uuid,
    }


def _form(name: str) -> Form:
    found = catalogue.current().form_named(_ENGINE, name)
    if found is None:
        raise LookupError(f"The plan has no form {name}.")
    return found
