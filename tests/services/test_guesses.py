from __future__ import annotations

import pytest

from chalicelib.domain import clock
from chalicelib.errors import TooManyRequests
from chalicelib.services import guesses


def is_open(login: str = "Ada", source: str = "192.0.2.1") -> bool:
    try:
        guesses.check(login=login, source=source)
    except TooManyRequests:
        return False
    return True


def test_after_many_wrong_passwords_nothing_is_tried_for_a_minute(cloud: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MOST", 3)
    for _ in range(5):
        assert is_open(login="bob")
        guesses.note(login="Ada", source="192.0.2.1")
    assert not is_open()
    assert not is_open(login=" ADA ")
    assert is_open(source="192.0.2.2")
    clock.advance(61)
    assert is_open()


def test_a_login_of_any_length_can_be_guessed_at(cloud: None) -> None:
    guesses.note(login="a" * 5_000, source="192.0.2.1")
    assert is_open(login="a" * 5_000)
