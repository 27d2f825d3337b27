from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.squiz.parser.assets import Wish
from chalicelib.domain.tree import LinkType, Tie
from infra.cli.asset.asset_file import Row
from infra.cli.asset.link_file import Above
from infra.cli.asset.order import ordered


def row(number: int, *majors: int, references: tuple[int, ...] = ()) -> Row:
    real = [Above(None, major, Tie(), ()) for major in majors]
    notices = [Above(None, major, Tie(type=LinkType.REFERENCE), ()) for major in references]
    return Row(number, Wish(), links=(*real, *notices))


def numbers(rows: list[Row]) -> list[int]:
    return [each.number for each in rows]


def test_parents_come_before_their_children() -> None:
    made, left = ordered([row(4, 2, 3), row(3, 2), row(2, 1), row(1)], set())
    assert (numbers(made), left) == ([1, 2, 3, 4], [])


def test_what_is_there_is_waited_for_by_nobody() -> None:
    made, _ = ordered([row(4, 3), row(3, 2), row(2)], {3})
    assert numbers(made) == [4, 3, 2]


def test_references_are_waited_for_where_there_is_nothing_else() -> None:
    made, _ = ordered([row(4, references=(3, 2)), row(3, 2, references=(4,)), row(2, 1), row(1)], set())
    assert numbers(made) == [1, 2, 4, 3]


def test_what_only_references_from_beneath_lead_to_has_no_place() -> None:
    made, left = ordered([row(1), row(2, references=(3,)), row(3, 2)], set())
    assert (numbers(made), numbers(left)) == ([1], [2, 3])


@given(st.lists(st.lists(st.integers(0, 29), max_size=3), min_size=1, max_size=30), st.randoms())
def test_any_tree_has_an_order(majors: list[list[int]], chance: st.DataObject) -> None:
    rows = [row(1)] + [
        row(number, *{1 + major % (number - 1) for major in said or [0]}) for number, said in enumerate(majors, 2)
    ]
    chance.shuffle(rows)  # type: ignore[attr-defined]
    made, left = ordered(rows, set())
    assert left == []
    place = {each.number: index for index, each in enumerate(made)}
    assert sorted(place) == list(range(1, len(rows) + 1))
    assert all(place[link.major] < place[each.number] for each in rows for link in each.links)
