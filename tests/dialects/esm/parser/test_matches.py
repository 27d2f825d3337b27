from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.parser.matches import check, tag
from chalicelib.errors import PreconditionFailed


@pytest.mark.parametrize("header", [None, "", " ", "*", " * ", '"7"', ' "7" ', '"6", "7"', '"6","7"', 'W/"7", "7"'])
def test_a_card_that_is_still_the_one_named_may_be_written(header: str | None) -> None:
    check(header, 7)


@pytest.mark.parametrize("header", ['"6"', '"77"', "7", 'W/"7"', '"7', "'7'", '" 7"', '"*"', '"6", W/"7"', "x"])
def test_another_version_a_weak_tag_or_what_is_no_tag_is_none_of_it(header: str) -> None:
    with pytest.raises(PreconditionFailed):
        check(header, 7)


@given(version=st.integers(1, 2**63), others=st.lists(st.integers(1, 2**63), max_size=3))
def test_a_tag_among_others_counts(version: int, others: list[int]) -> None:
    check(", ".join(map(tag, [*others, version])), version)
