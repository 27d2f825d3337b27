"""What numbers mean to the other dialects (specification, 8.5)."""

from __future__ import annotations

from typing import Final

STATES: Final = {"new": 200, "in_progress": 202, "on_hold": 203, "resolved": 205, "closed": 710}
"""States of tickets; 201 is a finer one."""
FINER_STATES: Final = {201: "in_progress"}
ACTIVE: Final = 2020
"""The state of everything that has none."""
LEVELS: Final = {"low": 1, "medium": 2, "high": 3}
PRIORITIES: Final = {"critical": 3, "low": 1, "medium": 2, "high": 3}
"""What is written for a number is the last word that has it."""
NO_PRIORITY: Final = 0
USUAL_PRIORITY: Final = 2
"""Of a new ticket of which nothing better is known."""
REASONS: Final = {"solved": 408, "cancelled": 409, "duplicate": 410}
ACTIVITIES: Final = {
    "assignment": 1,
    "investigation": 2,
    "recording": 3,
    "resolution": 4,
    "administration": 5,
    "other": 6,
}
PREFIXES: Final = {"incident": "INC", "request": "TCK", "none": "TCK", "problem": "PRB", "change": "CHG", "task": "TSK"}
"""Of the numbers of tickets, by class."""
AGREEMENTS: Final = {"service": 10, "operational": 20}
ACTIONS: Final = {"comment": 0, "created": 1, "closed": 2, "reopened": 3, "forwarded": 4, "paused": 5, "taken_over": 6}
"""What an entry of a journal is about; other words are comments."""


def priority(impact: int, urgency: int) -> int:
    """The priority of an impact and an urgency, each from 1 to 3."""
    return min(max(impact + urgency - 2, 1), 3)


PRIORITY_MAPPING: Final = {
    (impact, urgency): priority(impact, urgency) for impact in (1, 2, 3) for urgency in (1, 2, 3)
}
