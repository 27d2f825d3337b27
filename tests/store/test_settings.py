from __future__ import annotations

from typing import Any

import pytest

from chalicelib.errors import Changed
from chalicelib.store import settings
from chalicelib.store.settings import Values
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def adding(**values: Any) -> Any:
    return lambda stands: {**stands, **values}


def test_a_section_is_read_back_as_it_was_set() -> None:
    settings.change("squiz", adding(text="ä", switch=False, number=0, nothing=None))
    assert settings.get("squiz") == {"text": "ä", "switch": False, "number": 0, "nothing": None}


def test_a_section_that_nobody_set_is_empty() -> None:
    settings.change("squiz", adding(a=1))
    assert settings.get("esm") == {}
    assert settings.get("") == {}


def test_of_two_writers_neither_loses() -> None:
    def edit(stands: Values) -> Values:
        if not overtaken:
            overtaken.append(True)
            settings.change("squiz", adding(other=2))
        return {**stands, "mine": 1}

    overtaken: list[bool] = []
    settings.change("squiz", adding(first=0))
    settings.change("squiz", edit)
    assert settings.get("squiz") == {"first": 0, "other": 2, "mine": 1}


def test_a_write_whose_answer_was_lost_is_made_once_more() -> None:
    with Unreliable(unanswered={2}):
        settings.change("squiz", adding(a=1))
    assert settings.get("squiz") == {"a": 1}


def test_a_section_that_never_holds_still_is_said_to_be_changing() -> None:
    turns: list[bool] = []

    def restless(stands: Values) -> Values:
        settings.change("squiz", adding(turn=len(turns)))
        turns.append(True)
        return stands

    with pytest.raises(Changed):
        settings.change("squiz", restless)
