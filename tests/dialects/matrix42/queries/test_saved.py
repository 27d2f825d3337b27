"""Saved queries: their rows, and what a call asks beyond them."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
from tests.lengths import examples

COLUMNS: Final = "TicketNumber, Subject AS Title, Impact AS Weight, T(SPSCommonClassBase).State AS State, CreatedDate"
SUBJECTS: Final = ("Printer smokes", "printer", "Scanner 50%", None, "", "Access to x_y")
IMPACTS: Final = (None, "low", "medium", "high")


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


# What groups find, held against a naive reading of them.

Plain = tuple[str | None, int | None]
_BY: Final[dict[int, Callable[[Any, Any], bool]]] = {
    1: operator.eq, 2: operator.ne, 3: operator.lt, 4: operator.le, 5: operator.gt, 6: operator.ge,
    7: lambda has, said: said in has, 8: lambda has, said: has.startswith(said), 9: lambda has, said: has.endswith(said),
}  # fmt: skip


def holds(said: dict[str, Any], row: Plain) -> bool | None:
    """Whether a group or a condition holds of a row, in three values."""
    if "Property" in said:
        return _of_condition(said, row)
    parts = [holds(part, row) for part in (*said["Conditions"], *said.get("Groups", ())) if _asks(part)]
    decides = bool(said["LogicalOperator"] == 2)
    if decides in parts:
        return decides
    return None if None in parts else not decides


def _asks(part: dict[str, Any]) -> bool:
    return "Property" in part or any(map(_asks, (*part["Conditions"], *part.get("Groups", ()))))


def _of_condition(said: dict[str, Any], row: Plain) -> bool | None:
    has: Any = row[0] if said["Property"] == "Title" else row[1]
    number, values = said["Operator"], said["Value"]
    if number in (14, 15):
        return bool(has in (None, "")) is (number == 14)
    if has is None:
        return None
    if isinstance(has, str):
        has, values = has.casefold(), [each.casefold() for each in values]
    if number in (10, 11):
        return bool(has in values) is (number == 10)
    if number in (12, 13):
        return bool(values[0] <= has <= values[1]) is (number == 12)
    return _BY[number](has, values[0])


def _conditions(name: str, values: st.SearchStrategy[Any], numbers: list[int]) -> st.SearchStrategy[dict[str, Any]]:
    def said(number: int) -> st.SearchStrategy[dict[str, Any]]:
        few = {10: (1, 3), 11: (1, 3), 12: (2, 2), 13: (2, 2), 14: (0, 0), 15: (0, 0)}.get(number, (1, 1))
        lists = st.lists(values, min_size=few[0], max_size=few[1])
        return lists.map(lambda each: {"Property": name, "Operator": number, "Value": each})

    return st.sampled_from(numbers).flatmap(said)


TEXTS: Final = st.sampled_from(["printer", "PRINTER SMOKES", "50%", "x_y", "p", "", "s", "zz"])
CONDITIONS: Final = _conditions("Title", TEXTS, [*range(1, 16)]) | _conditions(
    "Weight", st.integers(0, 4), [*range(1, 7), *range(10, 16)]
)
GROUPS: Final = st.recursive(
    st.builds(
        lambda by, each: {"LogicalOperator": by, "Conditions": each},
        st.sampled_from([1, 2]),
        st.lists(CONDITIONS, max_size=3),
    ),
    lambda inner: st.builds(
        lambda by, each, groups: {"LogicalOperator": by, "Conditions": each, "Groups": groups},
        st.sampled_from([1, 2]),
        st.lists(CONDITIONS, max_size=2),
        st.lists(inner, max_size=2),
    ),
    max_leaves=4,
)
LEVELS: Final = {None: None, "low": 1, "medium": 2, "high": 3}


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=GROUPS)
def test_a_group_finds_what_a_naive_reading_of_it_finds(said: dict[str, Any], filled: tuple[Desk, Record]) -> None:
    desk, saved = filled
    plain = [(subject or None, LEVELS[impact]) for subject in SUBJECTS for impact in IMPACTS]
    expected = [row for row in plain if holds(said, row) or not _asks(said)]
    assert [(row["Title"], row["Weight"]) for row in rows(desk, saved, said, pageSize=100)] == expected


@pytest.fixture
def filled(desk: Desk) -> tuple[Desk, Record]:
    for subject in SUBJECTS:
        for impact in IMPACTS:
            values = {"subject": subject, "impact": impact}
            records.create(kind=TICKET, values={name: value for name, value in values.items() if value}, caller=ADMIN)
    return desk, query()


# Whatever is sent.

ANY_TEXT: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS: Final = (
    st.none()
    | st.booleans()
    | st.integers(-(10**39), 10**39)
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY_TEXT
    | st.uuids().map(str)
    | st.datetimes(timezones=st.just(UTC)).map(moments.spelled)
)
NAMES: Final = st.sampled_from(
    [
        "ID", "Title", "State", "CreatedDate", "Weight", "Initiator", "DisplayString", "TimeStamp", "Expression-ObjectID",
        "AttachedUsers", "RelatedActivities", "UsedInTypeSPSActivityTypeTicket", "Colour", "[End]", "T(SPSCommonClassBase)",
        "Initiator.LastName", "", "\0",
    ]
)  # fmt: skip
WILD: Final = st.fixed_dictionaries(
    {
        "Property": NAMES | ANY_TEXT,
        "Operator": st.integers(0, 16) | SCALARS,
        "Value": st.lists(SCALARS, max_size=3) | SCALARS,
    }
)
BODIES: Final = st.recursive(
    st.fixed_dictionaries(
        {"LogicalOperator": st.sampled_from([1, 2, None, 3]), "Conditions": st.lists(WILD, max_size=3)}
    ),
    lambda inner: st.fixed_dictionaries({"Groups": st.lists(inner, max_size=3)}),
    max_leaves=4,
)


@settings(max_examples=examples(300), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=BODIES,
    names=st.dictionaries(st.sampled_from(["search", "orderBy", "columns", "startDate", "endDate"]), ANY_TEXT),
)
def test_whatever_is_asked_is_answered_or_refused_in_words(
    body: Any, names: dict[str, str], filled: tuple[Desk, Record]
) -> None:
    desk, saved = filled
    answer = desk.send("POST", f"DataQuery/{saved.guid}?{urlencode(names, quote_via=quote)}", json.dumps(body).encode(),
                       headers={"Content-Type": "application/json"})  # fmt: skip
    assert answer.status in (200, 400, 500)
    assert "An error has occurred" not in answer.text
