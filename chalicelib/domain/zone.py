"""Time zones by their IANA names. The database of zones is loaded when the first one is asked for."""

from __future__ import annotations

from datetime import UTC, tzinfo


def find(name: object) -> tzinfo | None:
    """The zone of a name such as `Europe/Helsinki`; None for what is none."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo  # most functions never ask

    try:
        return ZoneInfo(name)  # type: ignore[arg-type]  # whatever it is
    except (LookupError, ValueError, TypeError, AttributeError, OSError):  # OSError: a folder of the database
        return None


def is_name(name: object) -> bool:
    """Whether there is a time zone of this name."""
    return isinstance(name, str) and find(name) is not None


def named(name: object) -> tzinfo:
    """The zone of a name; UTC for what is none."""
    return find(name) or UTC
