"""Whatever is asked for and whatever is sent, the answer is a documented one, and never a fault of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.schema.declaration import declare
from chalicelib.services import caches
from tests.bucket import make_bucket
from tests.dialects.matrix42.desk import Desk, open_desk, user
from tests.dialects.matrix42.schema.sample import sample
from tests.lengths import examples, sampled
from tests.queues import make_queues
from tests.quick import quick_cloud

DEFINITIONS: Final = (
    *("SPSActivityClassBase", "SPSCommonClassBase", "SPSActivityClassIncident", "SPSActivityClassUnitOfWork"),
    *("SPSActivityClassTimeTracking", "SPSActivityClassAttachment", "SPSUserClassBase", "SPSAccountClassBase"),
    *("SPSSecurityClassRole", "SPSScRoleClassBase", "SPSLocationClassBase", "SPSArticleClassBase", "PDRDataQueryClassBase"),
    *("SPSScCategoryClassBase", "SVCServiceLevelAgreementClassBase", "SPSCommonPickupObjectStatus", "Ud_SoftwareClassBase"),
    *("SVMActivityPickupPriorityMapping", "Ud_SoftwareVersionClassBase", "SVMActivityClassChange", "Nonsense"),
)  # fmt: skip
ITEMS: Final = (
    *("SPSActivityTypeIncident", "SPSActivityTypeTicket", "SPSActivityTypeBase", "SVMChangeRequestType", "SPSUserType"),
    *("SPSSecurityTypeRole", "SPSScCategoryType", "Ud_SoftwareType", "PDRDataQueryType", "SPSLocationType", "Nonsense"),
)
WORDS: Final = (
    *("Subject", "ID", "State", "T(SPSCommonClassBase)", "Initiator.LastName", "Creator", "Recipient.Manager.LastName"),
    *("[Expression-ObjectID]", "TimeStamp", "CreatedDate", "DisplayString", "Name", "Category.Parent.Name", "Members"),
    *("T(SPSActivityClassUnitOfWork).OriginalSolutionHtml", "Recursive(Parent).ID", "UsedInType", "Minutes", "Owner"),
    *("AttachedUsers.LastName", "T(SPSActivityClassTimeTracking).Minutes", "End", "[End]", "Status.DisplayString"),
    *("=", "<>", "<", ">=", "LIKE", "IN", "BETWEEN", "IS", "NULL", "NOT", "AND", "OR", "(", ")", ",", ".", "+", "AS", "X"),
    *("'x'", "'%a_'", "''", "#2026-01-01#", "#0001-01-01T00:00:00+14:00#", "1", "-1", "0x1F", "1e9", "2.5", "'", "["),
    *("GETDATE()", "CURRENTUSERID()", "DATEADD(day, -1, GETDATE())", "DATEADD(year, 9999, GETDATE())", "LOWER(Subject)"),
    *("COALESCE(Subject, 'x')", "LEN(Subject)", "ISNULL(", "--", "/*", "*/", "SELECT", "EXISTS", "CASE", "DESC", "ASC"),
    *("9" * 40, "'2026-08-31T11:49:52.61Z'", "'" + "x" * 300 + "'", "\x00", "\ud800", "é", "TRUE", "*", "%", ";"),
)  # fmt: skip
GOOD: Final = (
    "Subject LIKE '%a%' AND T(SPSCommonClassBase).State.Value <> 204",
    "Recipient = CURRENTUSERID() OR Initiator.LastName IN ('Moss', 'Wu')",
    "TimeStamp > 0 AND CreatedDate BETWEEN #2020-01-01# AND GETUTCDATE()",
    "NOT (ID IS NULL) AND [Expression-ObjectID] <> 'd0f04f85-458f-40bd-aeb0-e97b08b933b5'",
    "T(SPSActivityClassUnitOfWork).ActivityAction = 1 AND LEN(Subject) < 100",
    "Recursive(Parent).Name = 'Service Desk' AND Hidden = 0",
    "TicketNumber = 'INC00012' OR DisplayString LIKE 'TCK%'",
)
texts = st.text(max_size=12)
scraps = st.lists(st.sampled_from(WORDS) | texts, max_size=9).map(" ".join)
mutated = st.builds(
    lambda said, at, width, scrap: said[: at % len(said)] + scrap + said[at % len(said) + width :],
    st.sampled_from(GOOD),
    st.integers(0, 200),
    st.integers(0, 6),
    st.sampled_from(WORDS) | texts,
)
expressions = scraps | mutated | st.sampled_from(GOOD) | texts
asked = st.fixed_dictionaries(
    {},
    optional={
        "where": expressions,
        "columns": expressions | st.lists(st.sampled_from(WORDS[:25]), max_size=4).map(", ".join),
        "sort": st.sampled_from(["TimeStamp desc", "CreatedDate", "Name, ID desc"]) | scraps,
        "pagesize": st.sampled_from(["0", "1", "2", "99999999", "-1", "x", "9" * 30]),
        "pagenumber": st.sampled_from(["0", "1", "2147483647", "x", ""]),
        "includeLocalizations": st.sampled_from(["true", "maybe"]),
    },
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-3, 720),
    st.floats(allow_nan=False),
    texts,
    st.sampled_from(
        ["\x00", "\ud800", "x" * 300, "9999-12-31T23:59:59.997Z", "0001-01-01T00:00:00+14:00", "2026-05-01", 1e300, 10**40,
         "AAAAAACNrXM=", "d0f04f85-458f-40bd-aeb0-e97b08b933b5", "00000000-0000-0000-0000-000000000000", "710", "true"]
    ),
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
NAMES: Final = (
    *("ID", "Subject", "Description", "DescriptionHTML", "Initiator", "Recipient", "RecipientRole", "Service", "Category"),
    *("Impact", "Urgency", "Priority", "EntryBy", "ReminderDate", "Deadline", "Creator", "Sla", "State", "Reason", "Name"),
    *("ErrorType", "OriginalSolutionHtml", "ActivityAction", "VisibleInPortal", "TypeID", "Minutes", "ActivityType"),
    *("Begin", "End", "User", "FirstName", "LastName", "DisplayName", "MailAddress", "Manager", "Language", "Parent"),
    *("Hidden", "TimeStamp", "UsedInType", "UsedInTypeSPSActivityTypeIncident", "DisplayString", "Owner", "Price", "Active"),
    *("Version", "VersionState", "Released", "Notes", "Status", "Columns", "SchemaClassName", "Members", "Foo", "TimeZone"),
    *("StartDateChange", "SLA_Type", "ShowInForwardAction", "SolutionParams", "expression-typeid"),
)  # fmt: skip
DOCUMENTED: Final = (200, 204, 400, 403, 404, 413, 500)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """One for all: what has been done to it is no excuse."""
    with quick_cloud():
        make_queues()
        made = open_desk()
        make_bucket()
        declare(said=sample())
        caches.clear()
        for number in range(3):
            made.make("SPSActivityClassBase", Subject=f"Printer {number}", Initiator=user(1 + number % 2), Impact=3)
        made.send("POST", "data/fragments/Ud_SoftwareClassBase", {"Name": "Atlas", "Price": 2.5}, login="full")
        yield made


def judge(answer: Any) -> None:
    assert answer.status in DOCUMENTED, answer.text
    if answer.status >= 400:
        assert answer.json["Message"] != "An error has occurred.", answer.text


def sound(text: str) -> str:
    return quote(text.encode("utf-8", "replace"))


@settings(max_examples=examples(600), suppress_health_check=list(HealthCheck))
@given(definition=st.sampled_from(DEFINITIONS), said=asked, schema=st.booleans())
def test_whatever_is_asked_of_a_list(desk: Desk, definition: str, said: dict[str, str], schema: bool) -> None:
    query = "&".join(f"{name}={sound(value)}" for name, value in said.items())
    answer = desk.get(f"data/fragments/{definition}{'/schema-info' * schema}?{query}", login="full")
    judge(answer)
    if answer.status == 200:
        rows = answer.json["Result"] if schema else answer.json
        keys = [each["ColumnName"] for each in answer.json["Schema"]] if schema else None
        for row in rows:
            assert {"ID", "DisplayString", "Expression-TypeID"} <= set(row)
            assert keys is None or list(row) == keys


def bodies(desk: Desk) -> st.SearchStrategy[dict[str, Any]]:
    ids = [row["ID"] for name in ("SPSActivityClassBase", "SPSUserClassBase") for row in desk.rows(name, login="full")]
    known = st.sampled_from(ids or [user(1)])
    fragments = st.dictionaries(st.sampled_from(NAMES), values | known, max_size=6)
    parts = fragments | st.lists(fragments, max_size=3) | values
    inner = st.dictionaries(st.sampled_from([*DEFINITIONS, "InitialData", "Foo"]), parts, max_size=4)
    return fragments | st.builds(
        lambda one, own: {**one, **own}, inner, st.fixed_dictionaries({}, optional={"ID": known})
    )


@settings(max_examples=examples(400), suppress_health_check=list(HealthCheck))
@given(data=st.data(), method=st.sampled_from(["POST", "PUT"]))
def test_whatever_is_sent(desk: Desk, data: st.DataObject, method: str) -> None:
    body = data.draw(bodies(desk))
    places = st.sampled_from([f"fragments/{name}" for name in DEFINITIONS] + [f"objects/{name}" for name in ITEMS] * 2)
    path = data.draw(places)
    if data.draw(st.booleans()):  # so that more of it is taken
        body = {"Subject": "x", "LastName": "x", "Name": "x", **body} if "fragments" in path else body
    query = data.draw(st.sampled_from(["", "?full=true", "?full=false", "?full=x"]))
    answer = desk.send(method, f"data/{path}{query}", json.dumps(body), login="full", headers=JSON)
    judge(answer)
    if answer.status == 200:
        kind, _, name = path.partition("/")
        read = desk.get(f"data/{kind}/{name}/{answer.json}?full=true", login="full")
        assert (read.status, read.json["ID"]) == (200, answer.json)
        again = desk.send("PUT", f"data/{path}?full=true", read.body, login="full", headers=JSON)
        assert (again.status, again.text) == (204, "")
        assert desk.get(f"data/{kind}/{name}/{answer.json}?full=true", login="full").json == read.json


JSON: Final = {"Content-Type": "application/json"}


@sampled
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
@pytest.mark.parametrize("path", ["fragments/SPSActivityClassBase", "objects/SPSActivityTypeIncident"])
@pytest.mark.parametrize(
    "body", ["", "{", "[]", "1", '"x"', "null", "{}x", '{"a":' * 2_000, "[" * 100_000, '{"ID": 1}', '{"ID": "\\ud800"}', "\x00"]
)  # fmt: skip
def test_whatever_is_no_object(desk: Desk, method: str, path: str, body: str) -> None:
    answer = desk.send(method, f"data/{path}", body, login="full", headers=JSON)
    assert answer.status == 400 or (method == "POST" and answer.status == 500 and "mandatory" in answer.text), (
        answer.text
    )


@settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(
    method=st.sampled_from(["GET", "POST", "DELETE"]),
    definition=st.sampled_from(DEFINITIONS),
    steps=st.lists(
        st.sampled_from(["schema-info", "Members", "Initiator", "x", "\x00", "é%", "ID"]) | texts, max_size=3
    ),
)
def test_whatever_stands_in_a_path(desk: Desk, method: str, definition: str, steps: list[str]) -> None:
    known = desk.rows("SPSActivityClassBase", "pagesize=1", login="full")[0]["ID"]
    for first in (known, "00000000-0000-4000-8000-000000000000"):
        path = "/".join(map(sound, [definition, first, *steps]))
        answer = desk.send(method, f"data/fragments/{path}", login="reader")  # who changes nothing
        assert answer.status in (*DOCUMENTED, 405), answer.text
        if answer.status >= 400:
            assert answer.json["Message"] != "An error has occurred.", answer.text
