"""Settings of the deployment, one item a section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from chalicelib.errors import Changed
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Put
from chalicelib.store.guard import ConditionFailed, pause
from chalicelib.store.items import Item

Values = Mapping[str, Any]

_ATTEMPTS: Final = 8


def get(section: str) -> Values:
    """What was set in a section; empty when nothing was."""
    return _values(dynamo.get((keys.SETTINGS, section)))


def change(section: str, edit: Callable[[Values], Values]) -> None:
    """Write a section anew. `edit` is given what stands; it runs again when somebody else was faster."""
    for attempt in range(1, _ATTEMPTS + 1):
        item = dynamo.get((keys.SETTINGS, section))
        revision = item["revision"] if item else 0
        wanted = {"pk": keys.SETTINGS, "sk": section, "revision": revision + 1, "values": dict(edit(_values(item)))}
        condition = "revision = :revision" if item else "attribute_not_exists(pk)"
        try:
            dynamo.put(Put(wanted, condition, {":revision": revision} if item else {}))
        except ConditionFailed:
            pause(min(attempt, 4))
            continue
        return
    raise Changed(f"The settings of {section} are being changed by somebody else.")


def _values(item: Item | None) -> Values:
    values: Values = item["values"] if item else {}
    return values
