from __future__ import annotations

from chalicelib.domain.alerting.property import Node, Property, PropertyType

REGION = Property(
    "u",
    "Region",
    PropertyType.HIERARCHY,
    nodes=(
        Node("Canada"),
        Node("USA", children=(Node("California", children=(Node("San Diego"),)), Node("Oregon", is_default=True))),
    ),
)


def test_every_node_of_a_hierarchy_is_the_end_of_a_path() -> None:
    assert list(REGION.paths()) == [
        ("Canada",),
        ("USA",),
        ("USA", "California"),
        ("USA", "California", "San Diego"),
        ("USA", "Oregon"),
    ]


def test_the_default_of_a_hierarchy_is_the_path_to_its_first_default_node() -> None:
    assert REGION.default_path() == ("USA", "Oregon")
    assert Property("u", "Plain", PropertyType.HIERARCHY, nodes=(Node("Canada"),)).default_path() is None
