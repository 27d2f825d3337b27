from __future__ import annotations

import pytest

from chalicelib.dialects.tickets.vocabulary.settings import SETTINGS


@pytest.mark.parametrize("key", ["d5XNMpburJBfJVJd", "A" * 64])
def test_a_key_is_at_least_16_letters_and_digits(key: str) -> None:
    assert SETTINGS["key"].check(key) is None


@pytest.mark.parametrize("key", ["d5XNMpburJBfJVJ", "d5XNMpburJBfJV-d", "ä" * 16, "", None, 1])
def test_anything_else_is_no_key(key: object) -> None:
    assert SETTINGS["key"].check(key) is not None


@pytest.mark.parametrize("type_", ["incident", "request", "problem", "change", "task", "none"])
def test_the_type_of_new_tickets_is_one_of_the_core_or_none(type_: str) -> None:
    assert SETTINGS["type"].check(type_) is None


def test_the_type_of_new_tickets_is_incident_unless_it_is_set() -> None:
    assert SETTINGS["type"].default == "incident"
