"""Pages of a list, one after the other, each at the address that the former names."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

import pytest

from tests.dialects.esm.desk import Desk, data
from tests.quick import furnished
from tests.wire import BASE as HOST

COUNT: Final = 250
PATH: Final = "/dc/rest_example/data"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Many cards, every third with a mark; every tenth is thrown away, every fifth lies in another folder."""
    furnished("esm with pages", lambda: fill(desk))
    return desk


def fill(desk: Desk) -> None:
    rows = [
        {
            "folderCode": "archive" if n % 5 == 0 else "rest_examples",
            "data": data(text=f"Card {n} & more", choice="01" if n % 3 == 0 else "02", count=n),
        }
        for n in range(COUNT)
    ]
    made: list[str] = []
    for start in range(0, COUNT, 100):
        answer = desk.send("PUT", PATH, rows[start : start + 100]).json
        made += [row["dataCard"]["dataCardId"] for row in answer["data"]]
    for card in made[::10]:
        desk.send("DELETE", f"{PATH}/{card}")


def pages(desk: Desk, path: str) -> list[Any]:
    """All pages from a first one on, by following `next` as it stands."""
    answer = desk.get(path).json
    found = [answer]
    while "next" in answer["meta"]["links"]:
        target = answer["meta"]["links"]["next"].removeprefix(HOST)
        answer = desk.client.send("GET", target, headers={"Authorization": desk.log_in()}).json
        found.append(answer)
    return found


def expected(keep: Any) -> list[str]:
    """Names, the greatest id first."""
    return [f"Card {n} & more" for n in reversed(range(COUNT)) if keep(n)]


FILTERS: Final = [
    ("", lambda n: n % 10 != 0),
    ("$choice$ = '01'", lambda n: n % 10 != 0 and n % 3 == 0),
    ("$text$ like '%5 & more' and not $choice$ = 'second'", lambda n: n % 10 == 5 and n % 3 == 0),
    ("deleted = 1", lambda n: n % 10 == 0),
    (
        "$count$ >= 100 and (deleted = 0 or deleted = 1) and entity.folder.code = 'archive'",
        lambda n: n >= 100 and n % 5 == 0,
    ),
    ("$count$ < 0", lambda n: False),
]


def test_every_card_comes_once_and_only_the_last_page_is_short(filled: Desk) -> None:
    for said, keep in FILTERS:
        names = expected(keep)
        for limit, more in ((7, ""), (50, ""), (200, ""), (40, "&selectedAttributes=text")):
            found = pages(filled, f"{PATH}?limit={limit}&filter={quote(said)}{more}")
            assert [card["name"] for page in found for card in page["data"]] == names, said
            rest = [len(names) % limit] if len(names) % limit or not names else []
            assert [len(page["data"]) for page in found] == [limit] * (len(names) // limit) + rest
            assert all(page["meta"]["count"] == len(page["data"]) for page in found)
            assert all(page["meta"]["limit"] == limit for page in found)
            assert all(("data" in card) is bool(more) for page in found for card in page["data"])


def test_a_stream_holds_all_of_them_at_once(filled: Desk) -> None:
    for said, keep in FILTERS:
        (answer,) = pages(filled, f"{PATH}/stream?filter={quote(said)}&limit=3")
        assert [card["name"] for card in answer["data"]] == expected(keep)
        assert answer["meta"] == {"count": len(answer["data"]), "limit": len(answer["data"]), "links": {}}


def test_a_stream_that_is_too_large_for_one_answer_goes_on_where_it_ended(desk: Desk) -> None:
    for n in range(90):
        desk.create("rest_example", "rest_examples", text=f"{n}", tags=["x" * 60_000])
    found = pages(desk, f"{PATH}/stream?dataCards=1")
    assert len(found) > 1
    assert [card["name"] for page in found for card in page["data"]] == [f"{n}" for n in reversed(range(90))]
    listed = pages(desk, f"{PATH}?dataCards=1&limit=200")
    assert [card["name"] for page in listed for card in page["data"]] == [f"{n}" for n in reversed(range(90))]
