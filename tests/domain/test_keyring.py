from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.keyring import KEY_BYTES, Keyring, SigningKey

AT = datetime(2026, 1, 1, tzinfo=UTC)
keys = st.builds(
    SigningKey,
    kid=st.text(min_size=1, max_size=12),
    secret=st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES),
    created_at=st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(keys, min_size=1, max_size=2))
def test_a_ring_is_read_back_as_it_was_kept(several: list[SigningKey]) -> None:
    ring = Keyring(tuple(several))
    assert Keyring.from_json(ring.to_json()) == ring


def test_a_new_key_is_long_enough_for_every_algorithm() -> None:
    assert len(SigningKey.mint(AT).secret) == 64


def test_after_a_rotation_the_former_key_checks_and_the_new_one_signs() -> None:
    first = Keyring.mint(AT)
    second = first.rotated(AT + timedelta(days=1))
    assert second.current != first.current
    assert second.find(first.current.kid) == first.current
    assert second.find(second.current.kid) == second.current


def test_after_two_rotations_the_first_key_is_gone() -> None:
    first = Keyring.mint(AT)
    third = first.rotated(AT).rotated(AT)
    assert third.find(first.current.kid) is None
    assert len(third.keys) == 2


def test_after_a_leak_no_former_key_is_left() -> None:
    ring = Keyring.mint(AT).rotated(AT)
    assert not set(ring.replaced(AT).keys) & set(ring.keys)


@given(st.text(st.characters()))
def test_any_name_can_be_looked_for(kid: str) -> None:
    assert Keyring.mint(AT).find(kid) is None


def test_a_name_of_half_a_surrogate_pair_names_no_key() -> None:
    assert Keyring.mint(AT).find("\ud800") is None


def test_derived_keys_differ_by_purpose_and_stay_through_a_rotation() -> None:
    ring = Keyring.mint(AT)
    assert ring.derive("cursor") != ring.derive("mail")
    assert ring.rotated(AT).derive("cursor")[1:] == ring.derive("cursor")
    assert ring.derive("cursor")[0] != ring.current.secret


def test_a_key_keeps_its_secret_out_of_its_repr() -> None:
    ring = Keyring.mint(AT)
    assert repr(ring.current.secret) not in repr(ring)
    assert "secret" not in repr(ring)
