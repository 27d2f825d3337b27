from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.squiz.parser import json as parser
from chalicelib.dialects.squiz.parser.json import MAX_DEPTH, Inside

BLANK = st.text(" \t\r\n", max_size=2)
ESCAPES = st.sampled_from(
    [r"\u00e4", r"\ud800", r"\udfff\ud83d", r"\ud83d\ude00", r"\/", r"\n", r"\\", r"\"", "ä", "😀", "a"]
)
STRINGS = st.lists(ESCAPES, max_size=4).map(lambda parts: '"' + "".join(parts) + '"')
NUMBERS = st.sampled_from(["0", "-0", "1.0", "1e5", "1E+400", "-12.50e-3", "9" * 30, "9" * 5_000, "1e400000"])
SCALARS = st.one_of(STRINGS, NUMBERS, st.sampled_from(["null", "true", "false", "{}", "[]", "{ }", "[\n]"]))
SPOILT = st.sampled_from(list('{}[],:"\\ \x00\x1f1e.-+n\ud800\x0b\xa0'))


def arrays(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda blank, each: f"[{blank}" + f",{blank}".join(each) + "]", BLANK, st.lists(values, max_size=3)
    )


def objects(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.builds(lambda key, a, b, each: f"{a}{key}{b}:{a}{each}{b}", STRINGS, BLANK, BLANK, values)
    return st.lists(pairs, max_size=4).map(lambda each: "{" + ",".join(each) + "}")


VALUES = st.recursive(SCALARS, lambda values: arrays(values) | objects(values), max_leaves=12)


def refuse(constant: str) -> Any:
    raise ValueError(constant)


def plain(text: str) -> Any:
    """What the standard library makes of a text, numbers as they were written; ValueError for what is no JSON."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=refuse)


@given(objects(VALUES))
def test_every_value_stands_beside_the_characters_it_was_written_in(text: str) -> None:
    found = parser.members(text)
    assert {name: plain(each.raw) for name, each in found.items()} == plain(text)
    assert all(each.raw in text and each.key in text and json.loads(each.key) == name for name, each in found.items())
    assert all(each.raw == each.raw.strip() for each in found.values())


@given(objects(VALUES))
def test_what_is_joined_again_means_the_same(text: str) -> None:
    assert plain(parser.joined(parser.members(text))) == plain(text)


@given(objects(objects(VALUES)))
def test_objects_inside_are_taken_apart_likewise(text: str) -> None:
    outer = parser.members(text, Inside(every=Inside()))
    for each in outer.values():
        assert {name: member.raw for name, member in each.value.items()} == {
            name: member.raw for name, member in parser.members(each.raw).items()
        }


@given(objects(VALUES), st.data())
def test_what_is_spoilt_is_refused_as_the_standard_library_refuses_it(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    spoilt = text[:at] + data.draw(SPOILT) + text[at + data.draw(st.integers(0, 1)) :]
    try:
        expected = plain(spoilt)
    except ValueError:
        expected = None
    if isinstance(expected, dict):
        assert set(parser.members(spoilt)) == set(expected)
    else:
        with pytest.raises(ValueError):  # noqa: PT011
            parser.members(spoilt)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "0x1", "1e", "-"])
def test_numbers_that_json_has_not_are_refused(number: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parser.members(f'{{"a":[{number}]}}')


def test_of_several_members_of_one_name_the_last_counts() -> None:
    assert parser.joined(parser.members(r'{"a": 1, "b": 2, "\u0061": 3}')) == r'{"\u0061":3,"b":2}'


@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("beside", ["", r'"[[[[\"{{{\\",'])
def test_depth_is_a_fixed_number_of_levels(open_: str, close: str, beside: str) -> None:
    def nested(levels: int) -> str:
        return "[" + beside + open_ * (levels - 1) + "1" + close * (levels - 1) + "]"

    assert not parser.is_too_deep(nested(MAX_DEPTH))
    assert parser.is_too_deep(nested(MAX_DEPTH + 1))
    assert parser.is_too_deep(nested(200_000))


def test_many_brackets_beside_one_another_are_not_deep() -> None:
    assert not parser.is_too_deep("[" + ",".join(["{}"] * 10_000) + "]")


@given(VALUES)
def test_what_is_too_deep_is_found_whatever_stands_beside_it(text: str) -> None:
    deep = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parser.is_too_deep(f'{{"x": {text}, "attributes": {{"y": {text}, "z": {deep}}}}}')
    assert parser.deepest_path(f'{{"x": {text}, "attributes": {{"y": {text}, "z": {deep}}}}}', 2) == ("attributes", "z")


def test_what_we_write_is_plain_unless_that_can_not_be_stored() -> None:
    assert parser.written({"name": "Ä 😀"}) == '{"name":"Ä 😀"}'
    assert parser.written("Ä \ud800") == r'"\u00c4 \ud800"'
