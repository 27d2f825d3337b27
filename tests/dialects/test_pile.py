from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.pile import Pile


@given(room=st.integers(1, 30), lengths=st.lists(st.integers(0, 12), max_size=8))
def test_a_pile_and_its_separators_never_outgrow_the_room(room: int, lengths: list[int]) -> None:
    pile = Pile(room)
    taken = [pile.add(b"x" * length) for length in lengths]
    assert len(b",".join(pile.parts)) <= room
    assert len(pile) == sum(taken)


def test_what_is_forced_is_taken_whatever_its_weight() -> None:
    pile = Pile(3)
    assert pile.add(b"heavy", forced=True)
    assert not pile.add(b"")
    assert pile.parts == [b"heavy"]
