"""Settings of the deployment, one item a section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Put

_PARTITION: Final = "setting"


def get(section: str) -> Mapping[str, Any]:
    """What was set in a section; empty when nothing was."""
    item = dynamo.get((_PARTITION, section))
    values: Mapping[str, Any] = item["values"] if item else {}
    return values


def put(section: str, values: Mapping[str, Any]) -> None:
    """Write a section whole."""
    dynamo.put(Put({"pk": _PARTITION, "sk": section or keys.SOLE, "values": dict(values)}))
