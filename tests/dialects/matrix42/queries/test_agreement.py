"""What filter groups find, held against a naive reading of them; and whatever else is sent."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable
from datetime import UTC
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk
from tests.dialects.matrix42.queries.test_saved import query, rows
from tests.lengths import examples

SUBJECTS: Final = ("Printer smokes", "printer", "Scanner 50%", None, "", "Access to x_y")
IMPACTS: Final = (None, "low", "medium", "high")


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
