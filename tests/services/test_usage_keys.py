from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.domain import clock, usage_key
from chalicelib.domain.usage_key import Note
from chalicelib.services import usage_keys
from chalicelib.store import usage_keys as store
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

SHARED = usage_key.shared(config.STAGE)


def test_an_account_is_counted_by_its_own_key_and_all_others_by_the_shared_one() -> None:
    store.put(Note("alice", "k", "v" * 40, clock.now(), config.GATEWAY), former=None)
    assert usage_keys.value(account="alice") == "v" * 40
    assert usage_keys.value(account="bob") == SHARED
    assert usage_keys.value(account=None) == SHARED


def test_a_key_that_another_gateway_had_is_not_named() -> None:
    store.put(Note("alice", "k", "v" * 40, clock.now(), "another"), former=None)
    assert usage_keys.value(account="alice") == SHARED


def test_a_key_is_read_once_in_five_seconds() -> None:
    with Unreliable() as unreliable:
        assert [usage_keys.value(account="alice") for _ in range(3)] == [SHARED] * 3
        assert unreliable.operations == ["GetItem"]
        usage_keys.forget(account="alice")
        usage_keys.value(account="alice")
        assert len(unreliable.operations) == 2
