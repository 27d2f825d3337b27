from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters.pairs import Pair, read
from chalicelib.domain.alerting.event import Said
from chalicelib.domain.alerting.property import PropertyType as T


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("incident=INC-1,severity=HIGH", [("incident", "INC-1"), ("severity", "HIGH")]),
        ("reason=Pilot error,EOC activated=true", [("reason", "Pilot error"), ("EOC activated", "true")]),
        ("a=1,2, 3,b=", [("a", "1,2, 3"), ("b", "")]),
        ("a=b=c, d=1", [("a", "b=c"), ("d", "1")]),
        ("=x", [("", "x")]),
    ],
)
def test_pairs_stand_between_commas_and_values_may_hold_some(text: str, pairs: list[tuple[str, str]]) -> None:
    assert read(text) == [Pair(*each) for each in pairs]


@pytest.mark.parametrize("text", ["", "a", "a,b=1", ","])
def test_the_first_piece_names_a_property(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("of", "kept", "fitting", "others"),
    [
        (T.TEXT, "Pilot error", ["Pilot error"], ["pilot error", "Pilot", ""]),
        (T.NUMBER, 14, ["14", "14.0", "1.4e1", "+14"], ["14.5", "fourteen", "nan", "", "1_4", "1" * 9_999]),
        (T.NUMBER, 14.5, ["14.5", "14.50"], ["14"]),
        (T.BOOLEAN, True, ["true", "TRUE"], ["1", "false", ""]),
        (T.COMBO, "HIGH", ["HIGH"], ["high"]),
        (T.LIST, ["a", "b"], ["a", "b"], ["a,b", "c"]),
        (T.HIERARCHY, ["USA", "California"], ["USA", "California", "USA -> California"], ["USA->California", "US"]),
        (T.PASSWORD, "4711", [], ["4711", ""]),
    ],
)
def test_a_value_is_compared_with_the_text_of_what_is_kept(
    of: T, kept: Any, fitting: list[str], others: list[str]
) -> None:
    said = [Said("other", T.TEXT, "x"), Said("name", of, kept)]
    assert [value for value in (*fitting, *others) if Pair("name", value).holds(said)] == fitting


@pytest.mark.parametrize(("name", "holds"), [("name#en", True), ("name#eng", False), ("Name", False), ("ame", False)])
def test_a_name_may_have_a_language_behind_it(name: str, holds: bool) -> None:
    assert Pair(name, "x").holds([Said("name", T.TEXT, "x")]) is holds


def test_a_property_whose_name_ends_like_a_language_is_found_by_it() -> None:
    assert Pair("size#xl", "x").holds([Said("size#xl", T.TEXT, "x")])
