"""What the operations cost at DynamoDB, in calls and in items that are read; the count of usage is one call of each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import quote

import pytest

from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.store import tuning
from chalicelib.store.dynamo import Meter, reset_meter
from tests.dialects.esm.desk import Desk, data
from tests.quick import furnished

FEW, MANY = 3, 48
USAGE: Final = ["UpdateItem"]


class Calls:
    """Notes the calls to DynamoDB."""

    def __init__(self) -> None:
        self._call = tuning.connection().dispatch
        self.made: list[str] = []
        self.meter = Meter()

    def dispatch(self, operation: str, request: dict[str, Any]) -> Any:
        self.made.append(operation)
        return self._call(operation, request)


@contextmanager
def calls() -> Iterator[Calls]:
    noted = Calls()
    connection = vars(tuning.connection())
    connection["dispatch"] = noted.dispatch
    noted.meter = reset_meter()
    try:
        yield noted
    finally:
        del connection["dispatch"]


def spent(desk: Desk, method: str, path: str, body: Any = b"") -> tuple[list[str], int]:
    """The calls of one exchange without that of the usage log, and how many items they read."""
    with calls() as noted:
        answer = desk.send(method, path, body)
        assert answer.status < 300, answer.text
    assert noted.made[-1:] == USAGE
    return noted.made[:-1], noted.meter.items


@pytest.fixture
def filled(quick_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Examples of which few are of the second choice, each with a friend; an hour old."""
    monkeypatch.setattr(versions, "_latest", 0)  # other tests were ahead of this one
    furnished("esm with few of many", lambda: fill(quick_desk))
    clock.advance(3_600)
    quick_desk.tokens.clear()
    quick_desk.get("/dc/rest_example/data?limit=1")  # what is remembered for some seconds is remembered
    return quick_desk


def fill(desk: Desk) -> None:
    friend = {"dataCardId": str(desk.person)}
    for n in range(MANY):
        values = {"text": f"{n}", "friend": friend, "choice": "02" if n < FEW else "01"}
        desk.create("rest_example", "rest_examples", **values)
        desk.create("incident", "incident_management", subject=f"{n}", status="04" if n < FEW else "01")


def test_reads_cost_as_many_calls_as_there_are_sorts_of_things_to_read(filled: Desk) -> None:
    card = filled.create("rest_example", "rest_examples", text="x", friend={"dataCardId": str(filled.person)})
    path = "/dc/rest_example/data"
    assert spent(filled, "GET", f"{path}/{card}")[0] == ["BatchGetItem", "BatchGetItem"]
    assert spent(filled, "GET", f"{path}/{card}/text")[0] == ["BatchGetItem"]
    assert spent(filled, "GET", f"{path}?limit=40") == (["Query"], 41)
    assert spent(filled, "GET", f"{path}?limit=40&dataCards=1") == (["Query", "BatchGetItem"], 42)
    assert spent(filled, "GET", f"{path}?limit=40&selectedAttributes=text") == (["Query"], 41)
    assert spent(filled, "GET", "/dc/incident/data?limit=40")[0] == ["Query", "Query"], (
        "numbers of the class, then heads"
    )
    assert spent(filled, "GET", "/dc")[0] == spent(filled, "GET", "/dc/incident")[0] == []


def test_journals_are_read_of_cards_that_have_one(filled: Desk) -> None:
    card = filled.create("rest_example", "rest_examples", text="x", log="entry")
    calls_made, _ = spent(
        filled, "GET", f"/dc/rest_example/data?limit=40&selectedAttributes=log&filterId={int(card) + 1}"
    )
    assert calls_made == ["Query", "Query", "BatchGetItem"]  # the page, one journal, its author


FILTERS: Final = (
    "$choice$ = '02'",
    "$choice$ in ('02', 'third') and $text$ <> 'x'",
    "entity.id between 5 and 9",
    "$efecte_id$ = 'REX-000005'",
    "$text$ = '1'",
    "$updated$ > 'now + 1d'",
)


def test_a_filter_that_an_index_knows_reads_about_what_it_answers(filled: Desk) -> None:
    for said in FILTERS:
        made, items = listed(filled, "rest_example", said)
        assert len(made) <= 10, said
        assert items <= 4 * FEW, said
    made, items = listed(filled, "incident", "$status$ = '04 - Resolved'")
    assert (len(made), items) == (2, 2 * FEW), "the index of states, and the cards that it names"


def test_a_range_of_changes_reads_what_has_changed(filled: Desk) -> None:
    card = filled.get("/dc/rest_example/data?limit=1&filterId=20").json["data"][0]["dataCardId"]
    filled.send("PATCH", f"/dc/rest_example/data/{card}", {"data": data(text="new")})
    made, items = listed(filled, "rest_example", "$updated$ > 'now - 30m'")
    assert len(made) <= 5
    assert items <= 10


def listed(desk: Desk, template: str, said: str) -> tuple[list[str], int]:
    return spent(desk, "GET", f"/dc/{template}/data?filter={quote(said)}")


def test_writes_are_a_number_and_a_transaction(filled: Desk) -> None:
    path, by_id = "/dc/rest_example/data", {"dataCardId": str(filled.person)}
    new = {"folderCode": "rest_examples", "data": data(text="n")}
    pointing = {"folderCode": "rest_examples", "data": data(text="n", friend=by_id)}
    card = filled.create("rest_example", "rest_examples", text="x")
    assert spent(filled, "POST", path, new)[0] == ["UpdateItem", "TransactWriteItems"]
    assert spent(filled, "POST", path, pointing)[0][-2:] == ["UpdateItem", "TransactWriteItems"]
    assert spent(filled, "PUT", path, [new] * 6)[0] == ["UpdateItem"] + ["TransactWriteItems"] * 6
    assert spent(filled, "PATCH", f"{path}/{card}", {"data": data(text="y")})[0] == [
        "BatchGetItem",
        "TransactWriteItems",
    ]
    assert spent(filled, "PATCH", f"{path}/{card}", {"data": data(text="y")})[0] == ["BatchGetItem"], "nothing is new"
    assert spent(filled, "PUT", f"{path}/{card}/log", data(log="w")["log"])[0] == ["BatchGetItem", "TransactWriteItems"]
    assert spent(filled, "DELETE", f"{path}/{card}")[0][-1] == "TransactWriteItems"
