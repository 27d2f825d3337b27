from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.reference import HIGHEST
from chalicelib.services.kinds import BUILT_IN
from chalicelib.store import keys

numbers = st.integers(min_value=1, max_value=HIGHEST)
anything = st.text(st.characters(exclude_categories=()))


@given(numbers, numbers)
def test_keys_sort_as_their_numbers_do(one: int, other: int) -> None:
    assert (keys.number(one) < keys.number(other)) == (one < other)


@given(st.integers(), numbers)
def test_a_number_beyond_the_bounds_is_no_record_and_sorts_beyond_them(beyond: int, number: int) -> None:
    key = keys.number(beyond)
    assert len(key) == 10
    if beyond < 1:
        assert key < keys.number(number)
    if beyond > 10**10:
        assert key > keys.number(number)


@given(anything, anything)
def test_values_of_one_key_differ_in_letter_case_and_edges_only(one: str, other: str) -> None:
    same = keys.unique("person", "login", one) == keys.unique("person", "login", other)
    assert same == (keys.fold(one) == keys.fold(other))


@pytest.mark.parametrize("character", ["a", "ΐ", "ﬃ", "🙂", "\0"])
@pytest.mark.parametrize("length", [1, 255, 1_000, 100_000])
def test_every_value_of_a_record_makes_a_key_that_the_store_takes(character: str, length: int) -> None:
    assert keys.is_key(keys.unique("person", "login", character * length))
    assert keys.is_key((keys.of_value("person", "customer", "email", character * length), keys.number(1)))


@pytest.mark.parametrize("sort", ["", "\ud800", "a" * 1025, "ä" * 513])
def test_what_is_no_key_is_recognised(sort: str) -> None:
    assert not keys.is_key(("account", sort))


@pytest.mark.parametrize("sort", ["a", "\0", "a" * 1024, "ä" * 512])
def test_what_is_a_key_is_recognised(sort: str) -> None:
    assert keys.is_key(("account", sort))


@given(st.text(st.characters(exclude_characters="#."), min_size=1), numbers)
def test_no_record_shares_a_partition_with_anything_else(kind: str, number: int) -> None:
    others = {keys.ACCOUNTS, keys.CREDENTIALS, keys.ROLES, keys.SETTINGS, keys.KINDS}
    trash = {keys.partition(name, trashed=True) for name in BUILT_IN}
    assert keys.head(kind, number)[0] not in others | trash
    assert keys.head(kind, number, trashed=True)[0] not in others
