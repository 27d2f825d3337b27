from __future__ import annotations

from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli.esm import values


def faults_of(read: values.Reader, content: Any) -> list[str]:
    faults = Faults()
    read(content, ("x",), faults)
    return [fault.message for fault in faults]


@pytest.mark.parametrize("code", ["a", "01", "incident_management", "A-1", "x" * 100])
def test_letters_digits_and_strokes_make_a_code(code: str) -> None:
    assert faults_of(values.code, code) == []


@pytest.mark.parametrize("code", ["a b", "ä", "a.b", "a#b", "a/b", "٣", "x" * 101, "", 7, None, ["a"]])
def test_nothing_else_is_a_code(code: Any) -> None:
    assert len(faults_of(values.code, code)) == 1


def test_a_list_names_each_code_once() -> None:
    assert faults_of(values.codes, ["a", "b", "a"]) == ["names a again."]


def test_a_member_that_is_null_says_nothing_unless_it_is_needed() -> None:
    faults = Faults()
    readers = {"one": values.name, "two": values.name}
    assert values.members({"one": None, "two": None}, readers, frozenset({"two"}), (), faults) == {"two": ""}
    assert [(fault.path, fault.message) for fault in faults] == [(("two",), "must be a text.")]
