from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.alerting.property import Property, PropertyType
from chalicelib.errors import Faults
from infra.cli.plan import defaults
from tests.services.alerting.forms import MESSAGE, REGION, SEVERITY


def read(prop: Property, content: Any) -> tuple[Any, list[str]]:
    faults = Faults()
    return defaults.read(content, prop, ("default",), faults), [fault.message for fault in faults]


@pytest.mark.parametrize(
    ("prop", "content"),
    [
        (MESSAGE, "text"),
        (SEVERITY, "HIGH"),
        (REGION, ["USA", "California"]),
        (Property("u", "n", PropertyType.NUMBER), 7),
        (Property("u", "b", PropertyType.BOOLEAN), False),
        (Property("u", "l", PropertyType.LIST, values=("a", "b")), ["b"]),
        (MESSAGE, None),
    ],
)
def test_a_default_is_a_value_of_its_property(prop: Property, content: Any) -> None:
    assert read(prop, content) == (content, [])


@pytest.mark.parametrize(
    ("prop", "content"),
    [
        (MESSAGE, "x" * 101),
        (SEVERITY, "NONE"),
        (REGION, ["California"]),
        (Property("u", "n", PropertyType.NUMBER), "many"),
        (Property("u", "p", PropertyType.PASSWORD), "secret"),
    ],
)
def test_what_is_none_is_refused(prop: Property, content: Any) -> None:
    value, faults = read(prop, content)
    assert (value, len(faults)) == (None, 1)
