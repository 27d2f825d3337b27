from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.errors import Faults


def read(content: dict[str, Any]) -> tuple[Members, Faults]:
    faults = Faults()
    return Members(content, faults, ("root",)), faults


@pytest.mark.parametrize("value", [None, "", "  "])
def test_null_and_blank_texts_are_as_good_as_nothing(value: Any) -> None:
    said, faults = read({"a": value})
    assert said.text("a", most=5) is None
    assert not said.says("a")
    assert not faults
    said.text("a", most=5, required=True)
    assert [(fault.path, fault.message) for fault in faults] == [(("root", "a"), "Required field")]


def test_what_fits_is_given_as_it_is() -> None:
    said, faults = read({"text": " a ", "yes": True, "word": "b", "list": [1], "part": {"x": "y"}})
    assert said.text("text", most=3) == " a "
    assert said.boolean("yes", required=True) is True
    assert said.choice("word", ("a", "b")) == "b"
    assert said.entries("list", most=1, required=True) == [1]
    part = said.member("part", said.get("part"))
    assert part is not None
    assert part.text("x", most=1) == "y"
    assert (said.choice("other", ("a",)), said.boolean("other"), said.entries("other", most=1)) == (None, None, None)
    assert not faults


def test_every_fault_is_noted_where_it_stands() -> None:
    said, faults = read({"number": 1, "text": "abcd", "list": [1, 2], "empty": []})
    said.text("number", most=3)
    said.text("text", most=3)
    said.boolean("text")
    said.choice("text", ("x", "y"))
    said.entries("list", most=1)
    said.entries("text", most=1)
    said.entries("empty", most=1, required=True)
    said.member("list", 2, 1)
    assert [("/".join(map(str, fault.path)), fault.message) for fault in faults] == [
        ("root/number", "Value must be a string"),
        ("root/text", "Value must be at most 3 characters"),
        ("root/text", "Value must be true or false"),
        ("root/text", "Value must be one of: x, y"),
        ("root/list", "Value must be a list of at most 1 entries"),
        ("root/text", "Value must be a list"),
        ("root/empty", "Required field"),
        ("root/list/1", "Value must be an object"),
    ]
