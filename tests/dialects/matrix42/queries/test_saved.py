"""Saved queries: their rows, and what a call asks beyond them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.domain import clock
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import READ_ONLY, Role
from chalicelib.domain.saved_query import SAVED_QUERY
from chalicelib.domain.ticket import TICKET
from chalicelib.services import caches, records, roles
from tests.access import make_account
from tests.dialects.matrix42.desk import ADMIN, AGENT, PASSWORD, Desk, fragment, set_up, user

COLUMNS: Final = "TicketNumber, Subject AS Title, Impact AS Weight, T(SPSCommonClassBase).State AS State, CreatedDate"


def query(**values: Any) -> Record:
    said = {"name": "Tickets", "source": "SPSActivityClassBase", "columns": COLUMNS, **values}
    return records.create(kind=SAVED_QUERY, values=said, caller=ADMIN)


def ticket(**values: Any) -> Record:
    said = {name: value for name, value in values.items() if value is not None}
    return records.create(kind=TICKET, values={"subject": "Printer", **said}, caller=ADMIN)


def rows(desk: Desk, saved: Record, body: Any = None, *, login: str = "agent", **names: Any) -> list[dict[str, Any]]:
    path = f"DataQuery/{saved.guid}?{urlencode(names)}"
    answer = desk.get(path, login=login) if body is None else desk.send("POST", path, body, login=login)
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = answer.json
    return found


def titles(desk: Desk, saved: Record, body: Any = None, **names: Any) -> list[str]:
    return [row["Title"] for row in rows(desk, saved, body, **names)]


def test_a_query_is_named_by_the_object_or_its_fragment(desk: Desk) -> None:
    saved, _ = query(), ticket()
    own = fragment(SAVED_QUERY, saved.number, "PDRDataQueryClassBase")
    assert own != str(saved.guid)
    assert desk.get(f"DataQuery/{own}").json == desk.get(f"dataquery/{saved.guid}/").json != []


def test_rows_have_the_columns_of_the_query_and_the_automatic_ones(desk: Desk) -> None:
    ticket(impact="high")
    (row,) = rows(desk, query())
    assert list(row) == [
        "TicketNumber", "Title", "Weight", "State", "CreatedDate", "ID", "DisplayString", "Expression-TypeID",
    ]  # fmt: skip
    assert (row["Title"], row["Weight"], row["State"]) == ("Printer", 3, 200)


def test_pages_come_one_after_the_other_and_end_with_a_short_one(desk: Desk) -> None:
    numbers = [ticket().number for _ in range(53)]
    saved = query()
    whole = [row["TicketNumber"] for row in rows(desk, saved, pageSize=1_000)]
    assert [int(each[3:]) for each in whole] == numbers
    pages = [[row["TicketNumber"] for row in rows(desk, saved, page=page)] for page in range(3)]
    assert [len(page) for page in pages] == [50, 3, 0]
    assert pages[0] + pages[1] == whole
    set_up(max_rows=7)
    assert [len(rows(desk, saved, page=page, pageSize=10_000)) for page in (0, 7, 8)] == [7, 4, 0]
    assert rows(desk, saved, page=2**31 - 1, pageSize=10_000) == []


@pytest.mark.parametrize("said", ["pageSize=0", "pageSize=-1", "pageSize=x", "page=-1", "page=1.5", "page=99999999999"])
def test_pages_that_there_can_not_be_are_refused(said: str, desk: Desk) -> None:
    assert desk.get(f"DataQuery/{query().guid}?{said}").status == 400


def test_the_order_of_a_call_stands_in_for_that_of_the_query(desk: Desk) -> None:
    for subject in ("b", "c", "a"):
        ticket(subject=subject)
    saved = query(sort="Subject DESC")
    assert titles(desk, saved) == ["c", "b", "a"]
    assert titles(desk, saved, orderBy="Title") == ["a", "b", "c"]
    assert titles(desk, saved, orderBy="TicketNumber desc") == ["a", "c", "b"]


def test_search_looks_into_every_text_of_a_row(desk: Desk) -> None:
    for subject in ("100% sure", "100 per cent", "x_y", "xzy"):
        ticket(subject=subject)
    saved = query()
    assert titles(desk, saved, search="100%") == ["100% sure"]
    assert titles(desk, saved, search="X_Y") == ["x_y"]
    number = rows(desk, saved)[1]["TicketNumber"]
    assert titles(desk, saved, search=number[:3]) == ["100% sure", "100 per cent", "x_y", "xzy"]
    assert titles(desk, saved, search=number, columns="Title") == ["100 per cent"]
    assert titles(desk, saved, search="nothing of that") == []


def test_a_period_is_that_in_which_rows_were_made(desk: Desk) -> None:
    made = [ticket(subject="old")]
    clock.advance(86_400)
    made.append(ticket(subject="new"))
    saved = query()
    old, new = (each.created_at for each in made)
    assert titles(desk, saved, startDate=_said(old), endDate=_said(new)) == ["old", "new"]
    assert titles(desk, saved, startDate=_said(new)) == ["new"]
    assert titles(desk, saved, endDate=_said(new - timedelta(milliseconds=1))) == ["old"]
    assert titles(desk, saved, startDate=f"{old:%Y-%m-%d}", endDate=f"{old:%Y-%m-%d}") == ["old"]
    assert titles(desk, saved, endDate=f"{old:%Y-%m-%d}T00:00:00") == []


def _said(at: datetime) -> str:
    return moments.spelled(at)


def test_a_period_means_nothing_where_rows_do_not_say_when_they_were_made(desk: Desk) -> None:
    saved = query(source="SPSLocationClassBase", columns="Name")
    assert [row["Name"] for row in rows(desk, saved, startDate="2100-01-01")] == ["Head office"]


def test_a_data_definition_of_several_kinds_shows_those_that_the_caller_may_read(desk: Desk) -> None:
    roles.save(role=Role("few", kinds=dict.fromkeys(("saved-query", "site"), READ_ONLY)))
    make_account("few", password=PASSWORD, roles=("few",))
    caches.clear()
    ticket()
    saved = query(source="SPSCommonClassBase", columns="TypeID", filter="State IS NOT NULL")
    everything = rows(desk, saved)
    assert len({row["TypeID"] for row in everything}) > 3
    few = rows(desk, saved, login="few")
    assert [row["DisplayString"] for row in few] == ["Head office"]
    assert rows(desk, query(source="SPSUserClassBase", columns="LastName"), login="few") == []


def test_rows_that_lie_in_records_can_be_asked_for(desk: Desk) -> None:
    made = ticket()
    columns = "ActivityAction AS Action, T(SPSActivityClassBase).Subject AS Title"
    saved = query(source="SPSActivityClassUnitOfWork", columns=columns, filter="ActivityAction = 1")
    body = {"Conditions": [{"Property": "UsedInType", "Operator": 1, "Value": [str(made.guid)]}]}
    assert [(row["Action"], row["Title"]) for row in rows(desk, saved, body)] == [(1, "Printer")]


def test_conditions_about_relations_pick_ups_dates_and_ids(desk: Desk) -> None:
    ada = user(AGENT)
    mine = ticket(subject="mine", requester=Ref("person", AGENT))
    clock.advance(1)
    ticket(subject="other")
    saved = query(columns=f"{COLUMNS}, Initiator.LastName AS Who, Initiator")

    def found(name: str, number: int, *values: Any) -> list[str]:
        return titles(desk, saved, {"Conditions": [{"Property": name, "Operator": number, "Value": list(values)}]})

    assert found("Initiator", 1, ada) == found("Who", 8, "mo") == found("Initiator", 15) == ["mine"]
    assert found("who", 14) == found("initiator", 14) == ["other"]
    assert found("State", 10, 200, 710) == ["mine", "other"]
    assert found("State", 1, "710") == []
    row = rows(desk, saved)[0]
    assert found("CreatedDate", 1, row["CreatedDate"]) == ["mine"]
    assert found("Expression-ObjectID", 1, str(mine.guid)) == found("ID", 10, row["ID"]) == ["mine"]
    assert found("TicketNumber", 1, row["TicketNumber"]) == ["mine"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("title", ["Title"]), (" [Title] ,WEIGHT", ["Title", "Weight"]), ("[State],ID", ["State"]), ("Title,Title", ["Title"]),
        ("", ["TicketNumber", "Title", "Weight", "State", "CreatedDate"]),
        (" ,, ", ["TicketNumber", "Title", "Weight", "State", "CreatedDate"]),
    ],
)  # fmt: skip
def test_some_of_the_columns_are_shown_beside_the_automatic_ones(said: str, shown: list[str], desk: Desk) -> None:
    ticket()
    (row,) = rows(desk, query(), columns=said)
    assert list(row) == [*shown, "ID", "DisplayString", "Expression-TypeID"]


@pytest.mark.parametrize("body", ["[" * 100_000, '{"Groups":[' * 2_000, '{"Groups":[' * 2_000 + "{}" + "]}" * 2_000])
def test_bodies_go_only_so_deep(body: str, desk: Desk) -> None:
    headers = {"Content-Type": "application/json"}
    assert desk.send("POST", f"DataQuery/{query().guid}", body, headers=headers).status == 400
