"""Errors of a filter: where, and why."""

from __future__ import annotations

from chalicelib.errors import Fault, Invalid


def invalid(position: int, reason: str) -> Invalid:
    """A filter that can't stand. `position`: of the first character of what can't, counted from 1."""
    message = f"Invalid filter at position {position}: {reason}"
    return Invalid([Fault(("filter",), "format", reason, {"position": position})], message)
