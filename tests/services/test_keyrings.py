from __future__ import annotations

import pytest

from chalicelib.domain import clock
from chalicelib.domain.keyring import Keyring
from chalicelib.services import keyrings
from chalicelib.store import secrets
from tests.access import forget_keys

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_deployment_makes_its_ring_once() -> None:
    first = keyrings.current()
    forget_keys()
    assert keyrings.current() == first


def test_of_two_processes_that_make_the_first_ring_both_use_the_same() -> None:
    faster = Keyring.mint(clock.now())
    secrets.put("signing-keys", faster.to_json(), new=True)
    assert keyrings.current() == faster


def test_a_rotation_keeps_the_former_key() -> None:
    first = keyrings.current().current
    ring = keyrings.rotate()
    assert keyrings.current() == ring
    assert keyrings.find(first.kid) == first
    assert ring.current != first


def test_after_two_rotations_the_first_key_is_gone() -> None:
    first = keyrings.current().current
    keyrings.rotate()
    keyrings.rotate()
    assert keyrings.find(first.kid) is None


def test_an_emergency_ends_every_key() -> None:
    keyrings.rotate()
    former = keyrings.current().keys
    keyrings.rotate(emergency=True)
    assert [keyrings.find(key.kid) for key in former] == [None, None]
    assert len(keyrings.current().keys) == 1


def test_a_key_of_another_process_is_known_as_soon_as_its_name_is_seen() -> None:
    elsewhere = keyrings.current().rotated(clock.now())
    secrets.put("signing-keys", elsewhere.to_json(), new=False)
    assert keyrings.find(elsewhere.current.kid) == elsewhere.current


def test_unknown_names_do_not_make_us_ask_each_time() -> None:
    keyrings.find("unknown")
    elsewhere = keyrings.current().rotated(clock.now())
    secrets.put("signing-keys", elsewhere.to_json(), new=False)
    assert keyrings.find(elsewhere.current.kid) is None


def test_derived_keys_go_on_through_a_rotation() -> None:
    (former,) = keyrings.derived("cursor")
    keyrings.rotate()
    assert keyrings.derived("cursor")[1] == former
