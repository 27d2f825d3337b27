"""What became of operations, the newest first (specification, 12.2)."""

from __future__ import annotations

from typing import Any

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.manual.days import midnight
from chalicelib.domain.api import Move
from chalicelib.services import apis


def listed() -> list[dict[str, Any]]:
    """A note for each step in the life of an operation, of whatever dialect."""
    return [_note(move) for move in apis.moves()]


def _note(move: Move) -> dict[str, Any]:
    service, _, operation = move.operation.rpartition(".")
    return {
        "On": moments.spelled(move.at),
        "Service": service,
        "Operation": operation,
        "From": move.before.value,
        "To": move.after.value,
        "SunsetOn": move.sunset_on and moments.spelled(midnight(move.sunset_on)),
        "Note": move.note,
    }
