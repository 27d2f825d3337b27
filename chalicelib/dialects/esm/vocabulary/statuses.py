"""The static values of the built-in templates, and what each means to the other dialects (specification, 11)."""

from __future__ import annotations

from typing import Any, Final

Values = list[dict[str, Any]]


def _values(*rows: tuple[str, str, Any] | tuple[str, str, Any, bool]) -> Values:
    """Code, display value, meaning; and whether it is the one shown for that meaning, where several have it."""
    names = ("code", "value", "means", "usual")
    return [dict(zip(names, row, strict=False)) for row in rows]


INCIDENT: Final = _values(
    ("01", "01 - New", "new"),
    ("02", "02 - In progress", "in_progress"),
    ("03", "03 - On hold", "on_hold"),
    ("04", "04 - Resolved", "resolved"),
    ("05", "05 - Closed", "closed"),
)
SERVICE_REQUEST: Final = _values(
    ("01", "01 - Not started", "new"),
    ("02", "02 - Waiting for approval", "on_hold"),
    ("03", "03 - Approved", "in_progress"),
    ("04", "04 - In progress", "in_progress", True),
    ("05", "05 - On hold", "on_hold", True),
    ("06", "06 - Resolved", "resolved"),
    ("07", "07 - Closed", "closed", True),
    ("08", "08 - Rejected", "closed"),
)
PRIORITY: Final = _values(
    ("1", "1. Critical", "critical"), ("2", "2. High", "high"), ("3", "3. Medium", "medium"), ("4", "4. Low", "low")
)
LEVEL: Final = _values(("1", "1. High", "high"), ("2", "2. Medium", "medium"), ("3", "3. Low", "low"))
PERSON: Final = _values(
    ("Active", "Active", True),
    ("Anonymised", "Anonymised", False),
    ("Deleted", "Deleted", False),
    ("Disabled", "Disabled", False, True),
)
SERVICE: Final = _values(("active", "Active", "active"), ("retired", "Retired", "retired"))
