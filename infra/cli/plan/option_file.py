"""Response options in a plan: `{"uuid": "…", "text": "Acknowledge", "description": "", "action": "STOP_NOTIFYING_TARGET"}`."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain.alerting.option import Action, Option
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of an option."""
    return values.members(content, _READERS, frozenset({"text"}), path, faults)


def write(option: Option) -> Said:
    """An option for a file."""
    return {
        "uuid": option.uuid,
        "text": option.text,
        "description": option.description,
        "action": option.action.value,
    }


_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "text": values.name,
    "description": values.text(2_000, blank=True),
    "action": values.choice(*(each.value for each in Action)),
}
