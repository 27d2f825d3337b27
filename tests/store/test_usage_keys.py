from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.domain.usage_key import Note
from chalicelib.store import usage_keys
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

FIRST = Note("alice", "k1", "v" * 40, datetime(2026, 11, 22, 12, 0, 0, 5, tzinfo=UTC), "g")
SECOND = Note("alice", "k2", "w" * 40, datetime(2026, 11, 22, 13, tzinfo=UTC), "g")


def test_what_was_noted_is_read_again() -> None:
    assert usage_keys.get("alice") is None
    assert usage_keys.put(FIRST, former=None)
    assert usage_keys.get("alice") == FIRST
    assert list(usage_keys.every()) == [FIRST]
    usage_keys.remove("alice")
    assert usage_keys.get("alice") is None


def test_of_two_who_note_the_first_key_one_succeeds() -> None:
    assert usage_keys.put(FIRST, former=None)
    assert not usage_keys.put(SECOND, former=None)
    assert usage_keys.get("alice") == FIRST


def test_a_key_is_replaced_by_who_knows_the_former() -> None:
    usage_keys.put(FIRST, former=None)
    assert not usage_keys.put(SECOND, former="k0")
    assert usage_keys.put(SECOND, former="k1")
    assert usage_keys.get("alice") == SECOND


def test_a_note_whose_answer_was_lost_is_noted() -> None:
    with Unreliable(unanswered=[1]):
        assert usage_keys.put(FIRST, former=None)
    assert usage_keys.get("alice") == FIRST
