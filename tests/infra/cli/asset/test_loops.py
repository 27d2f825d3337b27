from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from infra.cli.asset.loops import loops


def test_a_tree_has_no_loops_however_deep_it_is() -> None:
    assert list(loops({number: [number - 1] for number in range(2, 50_000)})) == []


def test_two_ways_to_one_asset_are_no_loop() -> None:
    assert list(loops({4: [2, 3], 2: [1], 3: [1], 5: [4, 2]})) == []


def test_a_loop_is_told_from_an_asset_to_itself() -> None:
    assert list(loops({2: [1], 3: [2, 5], 4: [3], 5: [4]})) == [[3, 5, 4, 3]]


def test_each_of_several_loops_is_told() -> None:
    assert list(loops({1: [2], 2: [1], 3: [3]})) == [[1, 2, 1], [3, 3]]


@given(st.dictionaries(st.integers(1, 8), st.lists(st.integers(1, 8), max_size=4)))
def test_loops_are_told_if_and_only_if_there_are_any(above: dict[int, list[int]]) -> None:
    reach = {number: set(majors) for number, majors in above.items()}
    for _ in range(8):
        for majors in reach.values():
            majors |= {each for major in majors for each in reach.get(major, ())}
    told = list(loops(above))
    assert bool(told) is any(number in majors for number, majors in reach.items())
    for loop in told:
        assert loop[0] == loop[-1]
        assert all(major in above[minor] for minor, major in pairwise(loop))
