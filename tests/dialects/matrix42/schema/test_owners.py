"""Rows that are looked for in the records that a condition leaves are those that are looked for in all records."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from chalicelib.services.lookups import Lookups
from tests.dialects.matrix42.schema.desk import CALLER, Desk, make

pytestmark = pytest.mark.usefixtures("cloud")

JOURNAL: Final = "SPSActivityClassUnitOfWork"
PREDICATES: Final = (
    "UsedInType = '{0.guid}'",
    "UsedInType <> '{0.guid}'",
    "UsedInType IN ('{0.guid}', '{1.guid}')",
    "UsedInType IS NULL",
    "T(SPSActivityClassBase).Subject LIKE 'a%'",
    "T(SPSActivityClassBase).Subject NOT LIKE 'a%'",
    "T(SPSActivityClassBase).TicketNumber = 'INC{0.number:05}'",
    "T(SPSActivityClassBase).TicketNumber IN ('INC{0.number:05}', 'x')",
    "T(SPSActivityClassBase).CreatedDate > '2000-01-01'",
    "T(SPSActivityClassBase).Impact BETWEEN 1 AND 2",
    "T(SPSCommonClassBase).State = 710",
    "T(SPSActivityClassIncident).ID IS NULL",
    "ActivityAction = 1",
    "ActivityAction <> 1",
    "OriginalSolutionHtml IS NULL",
    "CreatedDate >= '{2.updated_at}'",
    "TimeStamp > {2.version}",
    "TimeStamp BETWEEN {0.version} AND {2.version}",
    "TimeStamp = {2.version}",
    "ID = '{0.guid}'",
)
CONDITIONS: Final = st.recursive(
    st.sampled_from(PREDICATES),
    lambda inner: st.one_of(
        inner.map(lambda one: f"NOT ({one})"),
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda three: f"({' '.join(three)})"),
    ),
    max_leaves=4,
)


def written(record: Record, text: str) -> Record:
    note = Note(text, action="closed")
    return records.change(kind=TICKET, number=record.number, edit=lambda _: Change(notes=(note,)), caller=CALLER)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_is_missed(data: st.DataObject) -> None:
    desk = Desk()
    found = [record for record in desk.find("SPSActivityClassBase") if record.get("type") != "task"]
    if not found:
        first = written(make("ticket", type="incident", subject="Ada", impact="low"), "one")
        found = [first, make("ticket", subject="Bob", state="closed"), written(make("ticket", type="change"), "two")]
    where = data.draw(CONDITIONS).format(*found)
    condition = read_where(where, table=desk.table(JOURNAL), context=desk.context())
    lookups = Lookups()
    everything = desk.rows(JOURNAL)
    while True:
        lookups.missed = False
        wanted = [row.guid for row in everything if evaluate(condition, row, lookups, LOGIC)]
        if not lookups.missed:
            break
        lookups.read(lambda: None)
    assert [row.guid for row in desk.rows(JOURNAL, where)] == wanted
