"""Operations and services on a command line."""

from __future__ import annotations

from chalicelib.dialects import catalogue
from chalicelib.dialects.catalogue import Entry
from infra.cli.desk import mounts
from infra.cli.refusals import Refusal


def every() -> dict[str, list[Entry]]:
    """The addresses of each operation, by name."""
    found: dict[str, list[Entry]] = {}
    for entry in catalogue.entries(mounts().values()):
        found.setdefault(entry.name, []).append(entry)
    return found


def named(name: str) -> list[Entry]:
    """The addresses of one operation. Raises `Refusal` when there is none."""
    found = every().get(name)
    if found is None:
        raise Refusal(f"There is no operation {name}: `polydesk api list` shows those there are.")
    return found


def require(name: str) -> None:
    """Raise `Refusal` for what is neither an operation nor a service."""
    known = every()
    if name not in known and name not in {entry.service for several in known.values() for entry in several}:
        raise Refusal(f"{name} is neither an operation nor a service: `polydesk api list` shows those there are.")
