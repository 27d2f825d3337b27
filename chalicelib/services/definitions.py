"""What administrators lay down for a dialect alone: templates, folders, forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.definition import Definition
from chalicelib.errors import NotFound
from chalicelib.store import definitions as store


def every(*, dialect: str) -> dict[str, list[Definition]]:
    """All definitions of a dialect by noun, in the order of their numbers, as they are now."""
    found: dict[str, list[Definition]] = {}
    for definition in sorted(store.of_dialect(dialect), key=lambda each: each.number):
        found.setdefault(definition.noun, []).append(definition)
    return found


def get(*, dialect: str, noun: str, name: str) -> Definition:
    """One definition, as it is now. Raises NotFound."""
    found = store.get(dialect, noun, name)
    if found is None:
        raise NotFound(f"There is no {noun} {name}.")
    return found


def declare(*, dialect: str, noun: str, name: str, content: Mapping[str, Any]) -> Definition:
    """Lay something down, or lay it down anew; it keeps its number. Nothing is written when nothing differs."""
    former = store.get(dialect, noun, name)
    if former is not None and former.content == content:
        return former
    number = former.number if former else store.next_number()
    made = Definition(dialect, noun, name, number, content)
    store.put(made, new=former is None)
    return made
