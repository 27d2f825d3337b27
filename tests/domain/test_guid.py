from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import guid
from chalicelib.domain.guid import Named
from chalicelib.domain.reference import HIGHEST

numbers = st.integers(min_value=1, max_value=HIGHEST)
tags = st.integers(min_value=0, max_value=255)
times = st.integers(min_value=-(10**12), max_value=10**14)


@given(st.sampled_from(guid.SPACES), numbers, tags, times)
def test_a_guid_says_what_it_names(space: str, number: int, tag: int, milliseconds: int) -> None:
    minted = guid.mint(space, number, milliseconds=milliseconds)
    assert guid.read(minted) == Named(space, number, 0)
    assert guid.read(guid.with_tag(minted, tag)) == Named(space, number, tag)


@given(st.uuids(), tags)
def test_a_tag_comes_off_as_it_was_put_on(foreign: UUID, tag: int) -> None:
    assert guid.with_tag(guid.with_tag(foreign, tag), tag) == foreign


@given(st.uuids())
def test_any_guid_can_be_asked(foreign: UUID) -> None:
    named = guid.read(foreign)
    assert named is None or (named.space in guid.SPACES and 0 < named.number <= HIGHEST)


def test_a_minted_guid_is_a_version_8_uuid() -> None:
    minted = guid.mint("card", 7, milliseconds=1_700_000_000_000)
    assert (minted.version, minted.variant) == (8, uuid4().variant)


def test_two_guids_of_one_number_differ() -> None:
    assert len({guid.mint("card", 7, milliseconds=0) for _ in range(50)}) == 50


@pytest.mark.parametrize(("space", "number"), [("card", 0), ("card", -1), ("card", 2**31), ("nowhere", 1)])
def test_what_does_not_fit_is_refused(space: str, number: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  two kinds of mistakes, one meaning
        guid.mint(space, number, milliseconds=0)


@pytest.mark.parametrize("tag", [-1, 256])
def test_a_tag_is_one_byte(tag: int) -> None:
    with pytest.raises(ValueError, match="no tag"):
        guid.with_tag(uuid4(), tag)
