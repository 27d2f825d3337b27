from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.parser.query import listed
from chalicelib.dialects.esm.serializer.lists import Pile
from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.errors import TooLarge
from chalicelib.request import Request

REQUEST = Request.from_event({"path": "/itsm/api/v1/dc/x/data", "headers": {"Host": "desk.test"}})
WANTED = listed(REQUEST.query)


def info(number: int, name: str = "x") -> wire.InfoElement:
    return wire.InfoElement(str(number), name, f"/dc/x/data/{number}")


def answered(pile: Pile, **more: Any) -> Any:
    return json.loads(pile.answer(REQUEST, WANTED, **more).content)


def test_a_list_counts_what_is_in_it_and_names_the_limit_in_force() -> None:
    pile = Pile()
    assert pile.add([info(9), info(8)])
    assert answered(pile, more=False, limit=50) == {
        "meta": {"count": 2, "limit": 50, "links": {}},
        "data": [
            {"dataCardId": "9", "name": "x", "url": "/dc/x/data/9"},
            {"dataCardId": "8", "name": "x", "url": "/dc/x/data/8"},
        ],
    }
    assert answered(pile, more=False, limit=None)["meta"]["limit"] == 2
    assert answered(Pile(), more=False, limit=50) == {"meta": {"count": 0, "limit": 50, "links": {}}, "data": []}


def test_a_list_ends_before_it_is_too_large_and_goes_on_behind_its_last_card() -> None:
    pile = Pile()
    assert not pile.add(info(number, "x" * 1_000_000) for number in range(9, 0, -1))
    content = pile.answer(REQUEST, WANTED, more=True, limit=50).content
    assert len(content) <= MAX_BYTES
    assert json.loads(content)["meta"]["links"]["next"].endswith("/dc/x/data?limit=50&filterId=6")


def test_one_card_that_no_answer_carries_is_refused() -> None:
    with pytest.raises(TooLarge, match="Select fewer attributes"):
        Pile().add([info(1, "x" * MAX_BYTES)])
