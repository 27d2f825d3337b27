from __future__ import annotations

from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli.esm import static_file
from infra.cli.refusals import path


def read(content: Any) -> tuple[list[dict[str, Any]], list[str]]:
    faults = Faults()
    return static_file.read(content, (), faults), [f"{path(fault.path)}: {fault.message}" for fault in faults]


def test_values_have_a_code_or_none() -> None:
    made, faults = read([{"code": "01", "value": "First"}, {"value": "02.02.2011"}])
    assert made == [{"value": "First", "code": "01"}, {"value": "02.02.2011", "code": None}]
    assert faults == []


def test_what_a_value_means_is_kept_be_it_false() -> None:
    made, _ = read([{"value": "No", "means": False}, {"value": "Never", "means": False, "usual": True}])
    assert [each["means"] for each in made] == [False, False]
    assert made[1]["usual"] is True


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({"code": "1", "value": "b"}, "[1].code: 1 stands for another value already."),
        ({"code": "2", "value": "a"}, "[1].value: a stands for another value already."),
        ({"value": "1"}, "[1].value: 1 stands for another value already."),
        ({"code": "2"}, "[1].value: is missing."),
        ({"value": "b", "means": 7}, "[1].means: must be a text."),
        ({"value": "b", "means": "x", "usual": True}, "[1].usual: Another value is the usual one for this meaning."),
        ("b", "[1]: must be an object."),
    ],
)
def test_values_that_can_not_be_told_apart_are_faults(second: Any, fault: str) -> None:
    _, faults = read([{"code": "1", "value": "a", "means": "x", "usual": True}, second])
    assert faults == [fault]


def test_a_list_has_an_end() -> None:
    assert read([{"value": str(number)} for number in range(1_001)])[1] == [": holds at most 1000 values."]
