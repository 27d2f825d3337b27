from __future__ import annotations

import pytest

from chalicelib.dialects.xmatters.parser import query
from chalicelib.errors import Invalid
from chalicelib.request import Query


def asked(*pairs: tuple[str, str]) -> Query:
    several: dict[str, list[str]] = {}
    for name, value in pairs:
        several.setdefault(name, []).append(value)
    return Query({"multiValueQueryStringParameters": several})


def test_a_parameter_has_the_values_that_it_is_given_in_order() -> None:
    said = asked(("properties", "a=1"), ("x", "2"), ("properties", ""), ("properties=b=3", ""))
    assert query.values(said, "properties") == ["a=1", "", "b=3"]
    assert query.value(said, "properties") == "a=1"
    assert query.value(said, "status") is None


def test_a_parameter_whose_sign_was_encoded_too_counts() -> None:
    said = asked(("range=2013-03-12T14:45:48/2013-12-12T15:00:48", ""), ("startAfterEvent=7", ""))
    assert query.value(said, "range") == "2013-03-12T14:45:48/2013-12-12T15:00:48"
    assert query.cursor(said, "startAfterEvent") == 7
    assert query.cursor(said, "startAfter") is None


def test_only_the_documented_ones_do_and_only_without_a_value() -> None:
    assert query.value(asked(("targetName=bsmith", "")), "targetName") is None
    assert query.value(asked(("status=ACTIVE", "x")), "status") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("230183", 230_183), ("007", 7), ("-5", 0), (" 5 ", 5), ("2147483648", 2**31), ("9" * 5_000, 2**31)],
)
def test_a_cursor_is_a_whole_number_whether_any_record_has_it_or_not(text: str, number: int) -> None:
    assert query.cursor(asked(("startAfter", text)), "startAfter") == number


@pytest.mark.parametrize("text", ["", "x", "1.5", "1e3", "٣", "0x1", "--1"])
def test_anything_else_is_wrong(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        query.cursor(asked(("startAfter", text)), "startAfter")
    assert [(fault.path, fault.message) for fault in refused.value.faults] == [
        (("startAfter",), "Value must be a number")
    ]
