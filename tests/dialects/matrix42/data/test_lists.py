"""Rows of data definitions: which, in what order, what of them."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from chalicelib import config
from chalicelib.dialects.matrix42 import visit
from chalicelib.dialects.matrix42.data import ordering
from chalicelib.dialects.matrix42.data.lists import Paging
from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import READ_ONLY, Role
from chalicelib.services import caches, roles
from tests.access import make_account
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    ATTACHMENT,
    COMMON,
    JOURNAL,
    TIMES,
    USER,
    WORK,
    change,
    incident,
    make,
    refusal,
    ticket,
)
from tests.dialects.matrix42.desk import Desk, set_up, user
from tests.unreliable import Unreliable

AUTOMATIC = ["ID", "DisplayString", "Expression-TypeID"]
STATUS = "SPSCommonPickupObjectStatus"


def column(rows: Any, name: str) -> list[Any]:
    return [row[name] for row in rows]


def test_without_columns_there_are_the_automatic_ones(desk: Desk) -> None:
    rows = desk.rows(USER)
    assert [list(row) for row in rows] == [AUTOMATIC] * 4
    assert column(rows, "DisplayString") == ["Moss, Ada", "O'Neill, Bela", "Wu, Chen", "Blind, Dora"]
    assert column(rows, "ID") == [user(number) for number in (1, 2, 3, 4)]


def test_columns_stand_in_the_order_asked_for_in_the_spelling_of_the_schema(desk: Desk) -> None:
    (row,) = desk.rows(USER, "columns=lastname, Location.City AS Town,[id]&where=FirstName='ADA'")
    assert list(row) == ["LastName", "Town", "ID", "DisplayString", "Expression-TypeID"]
    assert (row["LastName"], row["Town"]) == ("Moss", None)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("columns=Foo", "Class SPSUserClassBase does not contain attribute Foo."),
        ("where=foo='x'", "Class SPSUserClassBase does not contain attribute foo."),
        ("sort=Foo", "Class SPSUserClassBase does not contain attribute Foo."),
        ("columns=LastName,lastname", "ExpressionParser: a second column called LastName at position 10."),
        ("columns=Manager.LastName", None),
        ("where=LastName='", None),
        ("columns=Roles.Name AS R", None),
        ("where=LastName IN ()", None),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_told_as_500(desk: Desk, query: str, message: str | None) -> None:
    status, told = refusal(desk.get(f"data/fragments/{USER}?{query}"))
    assert status == 500
    assert told == message if message else "ExpressionParser" in told


def test_pages_count_from_zero_and_end_with_a_short_one(desk: Desk) -> None:
    pages = [column(desk.rows(USER, f"pagesize=3&pagenumber={number}"), "DisplayString") for number in (0, 1, 2)]
    assert pages == [["Moss, Ada", "O'Neill, Bela", "Wu, Chen"], ["Blind, Dora"], []]
    assert len(desk.rows(USER, "pagenumber=1")) == 4
    assert len(desk.rows(USER, "pagesize=0&pagenumber=1")) == 4
    assert desk.rows(USER, "pagesize=1&pagenumber=2147483647") == []


@pytest.mark.parametrize("query", ["pagesize=-1", "pagesize=x", "pagenumber=1.5", "pagesize=99999999999999999999"])
def test_what_is_no_number_of_a_page_is_refused(desk: Desk, query: str) -> None:
    assert desk.get(f"data/fragments/{USER}?{query}").status == 400


def test_an_administrator_bounds_how_many_rows_come(desk: Desk) -> None:
    set_up(max_rows=3)
    assert len(desk.rows(USER)) == 3
    assert column(desk.rows(USER, "pagesize=50&pagenumber=1"), "DisplayString") == ["Blind, Dora"]


def test_pages_are_cut() -> None:
    assert Paging(None, 7).cut(100) == (0, 100)
    assert Paging(0, 7).cut(100) == (0, 100)
    assert Paging(30, 2).cut(100) == (60, 30)
    assert Paging(500, 2).cut(100) == (200, 100)
    assert Paging(30, None).cut(100) == (0, 30)


def test_any_order_works_with_nulls_first_and_text_in_any_case(desk: Desk) -> None:
    for subject in ("beta", "Alpha", None, "gamma", "ALPHA"):
        ticket(subject=subject)
    said = "columns=Subject&sort="
    assert column(desk.rows(ACTIVITY, said + "Subject"), "Subject") == [None, "Alpha", "ALPHA", "beta", "gamma"]
    assert column(desk.rows(ACTIVITY, said + "[Subject] DESC"), "Subject") == ["gamma", "beta", "Alpha", "ALPHA", None]
    page = desk.rows(ACTIVITY, said + "Subject&pagesize=2&pagenumber=1")
    assert column(page, "Subject") == ["ALPHA", "beta"]


def test_several_orders_follow_each_other_also_of_aliases_and_of_what_is_not_shown(desk: Desk) -> None:
    for state, assignee in (("new", 2), ("closed", 1), ("new", 1), ("closed", None)):
        ticket(
            state=state, subject=f"{state} {assignee}", assignee=None if assignee is None else Ref("person", assignee)
        )
    columns = "columns=Subject,T(SPSCommonClassBase).State AS S,Recipient.LastName AS Who&sort=S DESC,who,TicketNumber"
    assert column(desk.rows(ACTIVITY, columns), "Subject") == ["closed None", "closed 1", "new 1", "new 2"]


def test_too_many_rows_are_not_sorted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "MOST", 3)
    assert refusal(desk.get(f"data/fragments/{USER}?sort=LastName")) == (
        500,
        "More than 3 rows would have to be sorted. Ask for fewer, or sort by TimeStamp or CreatedDate alone.",
    )
    assert len(desk.rows(USER, "sort=LastName&where=LastName>'N'")) == 2
    assert len(desk.rows(USER, "sort=TimeStamp DESC")) == 4


def test_a_definition_of_several_kinds_lists_those_that_the_caller_may_read(desk: Desk) -> None:
    ticket()
    rows = desk.rows(COMMON, "columns=State")
    assert [row["State"] for row in rows] == [200] + [2020] * 11
    roles.save(role=Role("sites", kinds={"site": READ_ONLY}))
    make_account("sites", roles=("sites",))
    caches.clear()
    assert column(desk.rows(COMMON, login="sites"), "DisplayString") == ["Head office"]
    assert desk.rows(COMMON, login="blind") == []
    assert desk.rows(USER, login="sites") == []


def test_what_lies_in_records_is_seen_by_whoever_sees_these(desk: Desk) -> None:
    made = ticket()
    work = desk.make(TIMES, **WORK, UsedInType=str(made.guid))
    roles.save(role=Role("times", kinds={"time-entry": READ_ONLY}))
    roles.save(role=Role("tickets", kinds={"ticket": READ_ONLY}))
    for login in ("times", "tickets"):
        make_account(login, roles=(login,))
    caches.clear()
    assert [len(desk.rows(name, login="tickets")) for name in (JOURNAL, TIMES, "SPSAccountClassBase")] == [1, 0, 0]
    assert [len(desk.rows(name, login="times")) for name in (JOURNAL, TIMES)] == [0, 0]
    assert column(desk.rows(TIMES), "ID") == [work]
    assert len(desk.rows("SPSAccountClassBase")) == 7


def test_what_is_asked_is_judged_even_if_nothing_may_be_seen(desk: Desk) -> None:
    assert desk.get(f"data/fragments/{USER}?where=Foo=1", login="blind").status == 500
    assert desk.get("data/fragments/Foo", login="blind").status == 500
    assert desk.rows(USER, "where=LastName LIKE '%25'", login="blind") == []


def test_a_schema_tells_every_key_also_of_no_rows(desk: Desk) -> None:
    answer = desk.get(
        f"data/fragments/{ACTIVITY}/schema-info?where=Subject='x'"
        "&columns=Subject,CreatedDate,Impact AS I,TimeStamp,Description,Initiator,"
        "T(SPSCommonClassBase).State.DisplayString AS S"
    ).json
    assert answer["Result"] == []
    assert [(each["ColumnName"], each["ColumnType"], each["Localizable"]) for each in answer["Schema"]] == [
        ("Subject", "StringType", False),
        ("CreatedDate", "DateType", False),
        ("I", "IntegerType", False),
        ("TimeStamp", "BinaryType", False),
        ("Description", "StringType", False),
        ("Initiator", "GuidType", False),
        ("S", "StringType", False),
        ("ID", "GuidType", False),
        ("DisplayString", "StringType", False),
        ("Expression-TypeID", "GuidType", False),
    ]
    assert list(answer) == ["Result", "Schema"]


def test_texts_in_all_languages_come_with_a_schema_alone(desk: Desk) -> None:
    category = "SPSScCategoryClassBase"
    made = desk.make(category, Name="Printing")
    answer = desk.send("PUT", f"data/fragments/{category}", {"ID": made, "Name": "Drucken"}, login="german")
    assert answer.status == 204
    query = "includeLocalizations=TRUE&where=Name LIKE 'Print%25'"
    found = desk.get(f"data/fragments/{category}/schema-info?{query}").json["Localizations"]
    assert found == [
        {"ID": made, "ColumnName": "Name", "Language": "de", "Value": "Drucken"},
        {"ID": made, "ColumnName": "Name", "Language": "en", "Value": "Printing"},
    ]
    assert isinstance(desk.get(f"data/fragments/{category}?{query}").json, list)
    labels = desk.get(f"data/fragments/{STATUS}/schema-info?includeLocalizations=1&pagesize=1").json["Localizations"]
    assert [(each["Language"], each["Value"]) for each in labels] == [("en", "New"), ("de", "Neu"), ("fr", "Nouveau")]


def test_pick_ups_speak_the_language_of_the_caller(desk: Desk) -> None:
    rows = desk.rows(STATUS, "columns=Value,DisplayString&where=Value<203", headers={"Explicit-Language": "de-AT"})
    assert [(row["Value"], row["DisplayString"]) for row in rows] == [
        (200, "Neu"),
        (201, "Zugewiesen"),
        (202, "In Bearbeitung"),
    ]
    assert column(desk.rows(STATUS, "sort=DisplayString DESC&pagesize=1"), "DisplayString") == ["Resolved"]


def test_a_poll_leaves_the_youngest_to_the_next_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ticket()
    assert len(desk.rows(ACTIVITY, "where=TimeStamp > 0")) == 1
    monkeypatch.setattr(config, "POLL_FENCE", 2.0)
    # Versions never go back, so those of one test may be ahead of the clock of the next one.
    clock.advance(versions.milliseconds(made.version) / 1000 - clock.now().timestamp() + 1)
    assert desk.rows(ACTIVITY, "where=TimeStamp > 0") == []
    assert len(desk.rows(ACTIVITY, "where=NOT (TimeStamp < 0)")) == 0
    assert len(desk.rows(ACTIVITY)) == 1
    clock.advance(2)
    assert len(desk.rows(ACTIVITY, "where=TimeStamp > 0")) == 1


def test_a_poll_shows_what_has_changed_since_the_highest_stamp(desk: Desk) -> None:
    made = [ticket() for _ in range(3)]
    seen = made[2].version
    change(made[1], subject="new")
    assert column(desk.rows(ACTIVITY, f"where=TimeStamp > {seen}&columns=Subject&sort=TimeStamp"), "Subject") == ["new"]


def test_an_answer_that_grows_too_large_is_given_up_on_the_way(desk: Desk) -> None:
    for _ in range(60):
        ticket(description="x" * 90_000)
    with Unreliable() as calls:
        assert refusal(desk.get(f"data/fragments/{ACTIVITY}?columns=Description")) == (
            500,
            "The answer exceeds the limit of 4 MiB. Ask for fewer rows or columns.",
        )
    assert len(calls.operations) < 40
    assert len(desk.rows(ACTIVITY)) == 60
    assert len(desk.rows(ACTIVITY, "columns=Description&pagesize=40&pagenumber=1")) == 20


def test_columns_that_join_long_texts_are_given_up_before_they_fill_the_memory(desk: Desk) -> None:
    for _ in range(3):
        ticket(description="x" * 90_000)
    columns = ",".join(f"{'%2B'.join(['Description'] * 50)} AS D{place}" for place in range(12))
    tracemalloc.start()
    status, message = refusal(desk.get(f"data/fragments/{ACTIVITY}?columns={columns}"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (status, message.startswith("The answer exceeds the limit of 4 MiB.")) == (500, True)
    assert peak < 40_000_000


def test_time_is_limited(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit.Visit, "budget", -1)
    for query in ("", "sort=LastName", "sort=TimeStamp DESC", "sort=TimeStamp", "where=LastName='x'"):
        status, message = refusal(desk.get(f"data/fragments/{USER}?{query}"))
        assert (status, message.startswith("The query took longer than")) == (500, True)


def test_fragments_of_what_was_thrown_away_are_gone(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    assert [len(desk.rows(name)) for name in (ACTIVITY, TIMES, JOURNAL, ATTACHMENT)] == [1, 1, 1, 0]
    assert desk.send("DELETE", f"data/objects/SPSActivityTypeIncident/{made}").status == 204
    assert [len(desk.rows(name)) for name in (ACTIVITY, TIMES, JOURNAL)] == [0, 0, 0]


def test_what_another_dialect_has_made_is_there(desk: Desk) -> None:
    make("site", name="Harbour", city="Hull")
    assert column(desk.rows("SPSLocationClassBase", "columns=City&where=Name='harbour'"), "City") == ["Hull"]


def test_of_objects_of_several_kinds_each_has_its_own_siblings(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    ordinary = desk.rows(COMMON)
    assert {row["Expression-TypeID"] for row in ordinary} > {ordinary[-1]["Expression-TypeID"]}
    said = "T(SPSActivityClassBase).TicketNumber AS N, T(SPSUserClassBase).LastName AS L, UsedInTypeSPSUserType AS U"
    (row,) = desk.rows(COMMON, f"columns={said}&where=T(SPSActivityClassBase).Subject LIKE 'print%25'")
    assert (row["N"], row["L"], row["U"]) == ("INC00012", None, None)
    (row,) = desk.rows(COMMON, f"columns={said}&where=T(SPSUserClassBase).ID = '{user(2)}'")
    assert (row["N"], row["L"]) == (None, "O'Neill")
    assert row["U"] is not None
    (row,) = desk.rows(COMMON, f"columns=[Expression-ObjectID]&where=T({TIMES}).Minutes > 1")
    assert row["Expression-ObjectID"] == made
    absent = "T(SPSUserClassBase).ID IS NULL"
    assert len(desk.rows(COMMON, f"where={absent}")) == len(ordinary) - 4
    assert (
        desk.rows(COMMON, "where=NOT T(SPSUserClassBase).LastName = 'x' AND T(SPSActivityClassBase).ID IS NOT NULL")
        == []
    )
    assert column(desk.rows(COMMON, f"columns={said}&sort=L DESC&pagesize=2"), "L") == ["Wu", "O'Neill"]
    wrong = desk.get(f"data/fragments/{COMMON}?where=T(PDRDataQueryClassBase).Name = 'x'")
    assert wrong.status == 500
