"""Engines in a plan: a name, bridges, and the properties and forms that belong to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from chalicelib.domain.alerting.form import Bridge, Engine, Form
from chalicelib.domain.alerting.property import Property
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import form_file, property_file, values
from infra.cli.plan.values import Said


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of an engine."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults)


def write(engine: Engine, properties: Iterable[Property], forms: Iterable[Form]) -> Said:
    """An engine for a file."""
    return {
        "uuid": engine.uuid,
        "name": engine.name,
        "bridges": [_bridge(each) for each in engine.bridges],
        "properties": [property_file.write(each) for each in properties],
        "forms": [form_file.write(each) for each in forms],
    }


def _bridge(bridge: Bridge) -> Said:
    return {"name": bridge.name, **({"needsNumber": True} if bridge.needs_number else {})}


def _read_bridge(content: Any, path: Where, faults: Faults) -> Said:
    return values.members(content, _BRIDGE, frozenset({"name"}), path, faults)


_BRIDGE: Final[dict[str, values.Reader]] = {"name": values.name, "needsNumber": values.truth}
_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "name": values.name,
    "bridges": values.several(_read_bridge, "name", folds_case=False),
    "properties": values.several(property_file.read, "name", folds_case=False),
    "forms": values.several(form_file.read, "name"),
}
