"""How operations of the Matrix42 dialect came to be where they are: steps that were told to their callers in the past."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from chalicelib.domain.api import State
from chalicelib.services import apis

_FILE: Final = "release_notes.json"

Steps = Sequence[dict[str, Any]]


def read(folder: Path) -> Steps:
    """The steps in `folder`: moments are days before the sowing; a sunset that is negative is still to come."""
    found: Steps = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return found


def tell(steps: Steps, *, sown_at: datetime) -> None:
    """Take each step when it was due, by the rules of public operations. Raises Conflict, Invalid where one breaks them."""
    for step in sorted(steps, key=lambda each: -each["days"]):
        sunset = step.get("sunset")
        apis.move(
            operation=step["operation"],
            to=State(step["to"]),
            public=True,  # also of those that could jump: one step at a time, and 90 days at least
            sunset_on=(sown_at - timedelta(days=sunset)).date() if sunset is not None else None,
            successor=step.get("successor"),
            note=step["note"],
            at=sown_at - timedelta(days=step["days"]),
        )
