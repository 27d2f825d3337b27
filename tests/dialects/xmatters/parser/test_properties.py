"""Values of properties: what is taken, what is refused, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser import properties as parser
from chalicelib.domain.alerting.property import Node, Property, PropertyType
from chalicelib.errors import Faults, TooLarge


def read(of: PropertyType, content: Sequence[Any]) -> tuple[Property, list[tuple[str, str]]]:
    """The property with these values, and the faults with their paths."""
    faults = Faults()
    made = parser.read(Property("u", "name", of), content, faults)
    return made, [("".join(f"[{part}]" for part in fault.path), fault.message) for fault in faults]


def refused(of: PropertyType, content: Sequence[Any]) -> list[tuple[str, str]]:
    return read(of, content)[1]


def nested(depth: int) -> dict[str, Any]:
    """A node with so many levels below it."""
    return {"name": "n", **({"childNodes": [nested(depth - 1)]} if depth else {})}


def test_a_star_marks_a_default_and_is_no_part_of_the_value() -> None:
    made, faults = read(PropertyType.LIST, ["Shelter", "Evacuate*", "2*2", "None**"])
    assert (made.values, made.defaults, faults) == (
        ("Shelter", "Evacuate", "2*2", "None*"),
        ("Evacuate", "None*"),
        [],
    )


def test_a_combo_has_at_most_one_default() -> None:
    assert refused(PropertyType.COMBO, ["A*", "B"]) == []
    assert refused(PropertyType.COMBO, ["A*", "B*", "C*"]) == [
        ("[1]", "Only one value can be the default"),
        ("[2]", "Only one value can be the default"),
    ]


@pytest.mark.parametrize("of", parser.CHOSEN)
def test_there_may_be_no_values(of: PropertyType) -> None:
    made, faults = read(of, [])
    assert (made.values, made.defaults, made.nodes, faults) == ((), (), (), [])


def test_a_hierarchy_is_a_tree_in_which_any_node_may_be_the_default() -> None:
    cities: list[dict[str, Any]] = [{"name": "Los Angeles", "isDefault": None, "childNodes": None}, {"name": "Canada"}]
    made, faults = read(
        PropertyType.HIERARCHY,
        [{"name": "Canada"}, {"name": "USA", "isDefault": True, "childNodes": cities, "id": 7}],
    )
    assert (made.nodes, faults) == (
        (Node("Canada"), Node("USA", True, (Node("Los Angeles"), Node("Canada")))),
        [],
    )
    assert made.default_path() == ("USA",)


@pytest.mark.parametrize("of", [PropertyType.COMBO, PropertyType.LIST])
def test_texts_are_neither_empty_nor_repeated_nor_endless_nor_anything_else(of: PropertyType) -> None:
    assert refused(of, ["A", "", "*", " ", "A*", "a", "x" * 251, "x" * 250 + "*", 7, None, {"name": "B"}]) == [
        ("[1]", "Required field"),
        ("[2]", "Required field"),
        ("[3]", "Required field"),
        ("[4]", "Duplicate value"),
        ("[6]", "Value must be at most 250 characters"),
        ("[8]", "Value must be a string"),
        ("[9]", "Required field"),
        ("[10]", "Value must be a string"),
    ]


def test_nodes_have_names_of_their_own_among_siblings_and_members_of_the_right_kind() -> None:
    below = [{"name": "A"}, {"name": "A"}, {"isDefault": "yes", "name": "B"}, "C"]
    assert refused(
        PropertyType.HIERARCHY,
        ["A", {"name": "A", "childNodes": below}, {}, {"name": 7}, {"name": "A"}, {"name": "Z", "childNodes": {}}],
    ) == [
        ("[0]", "Value must be an object"),
        ("[1][childNodes][1]", "Duplicate value"),
        ("[1][childNodes][2][isDefault]", "Value must be true or false"),
        ("[1][childNodes][3]", "Value must be an object"),
        ("[2]", "Required field"),
        ("[3]", "Value must be a string"),
        ("[4]", "Duplicate value"),
        ("[5][childNodes]", "Value must be a list"),
    ]


def test_ten_levels_are_taken_and_no_more() -> None:
    assert refused(PropertyType.HIERARCHY, [nested(9)]) == []
    ((_, message),) = refused(PropertyType.HIERARCHY, [nested(10)])
    assert message == "Value must be at most 10 levels deep"


@pytest.mark.parametrize(
    ("of", "content"),
    [
        (PropertyType.LIST, [str(number) for number in range(10_000)]),
        (PropertyType.HIERARCHY, [{"name": "n", "childNodes": [{"name": str(each)} for each in range(9_999)]}]),
    ],
)
def test_ten_thousand_entries_are_taken_whatever_their_level_and_no_more(of: PropertyType, content: list[Any]) -> None:
    assert refused(of, content) == []
    with pytest.raises(TooLarge):
        read(of, [*content, content[0]])


@pytest.mark.parametrize("of", sorted(set(PropertyType) - set(parser.CHOSEN)))
def test_only_some_types_have_values_to_choose_from(of: PropertyType) -> None:
    assert refused(of, []) == [("", f"Values can't be configured for a property of type {of}")]


def test_an_answer_names_a_thousand_faults_and_no_more() -> None:
    assert len(refused(PropertyType.LIST, [""] * 10_000)) == 1_000
