from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import secret

anything = st.text(st.characters(), max_size=50)


@given(st.integers(min_value=-5, max_value=80))
def test_a_secret_is_letters_and_digits_and_never_short(length: int) -> None:
    minted = secret.mint(length)
    assert len(minted) == max(length, secret.MIN_LENGTH)
    assert set(minted) <= set(secret.ALPHABET)


@given(anything, anything)
def test_a_secret_matches_its_own_digest_only(one: str, other: str) -> None:
    assert secret.matches(one, secret.digest(one))
    assert secret.matches(one, secret.digest(other)) == (one == other)


@given(anything)
def test_a_digest_is_hexadecimal(text: str) -> None:
    assert len(secret.digest(text)) == 64
    assert set(secret.digest(text)) <= set("0123456789abcdef")


def test_half_a_surrogate_pair_has_a_digest() -> None:
    assert secret.matches("\ud800", secret.digest("\ud800"))


def test_a_kept_digest_that_is_no_digest_matches_nothing() -> None:
    assert not secret.matches("x", "")
