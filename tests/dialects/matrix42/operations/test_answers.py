"""Answers of a desk that has something to tell, held against the shapes that are documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import msgspec
import pytest

from chalicelib.dialects.matrix42.operations.table import OPERATIONS
from chalicelib.dialects.matrix42.wire import data, queries, samples
from chalicelib.services import accounts, api_tokens
from tests.dialects.matrix42.desk import Desk, user

OPEN: Final = (data.FragmentRow, data.Fragment, data.ConfigurationObject, queries.QueryRow)
"""Of these the documentation names no more than what is always there."""


@pytest.fixture
def ids(desk: Desk) -> dict[str, str]:
    """A ticket with an entry, a file and an attached user, and a saved query."""

    def sent(method: str, path: str, body: Any) -> Any:
        answer = desk.send(method, path, body)
        assert answer.status < 300, answer.text
        return answer.json if answer.body else None

    ticket = sent(
        "POST", "ticket/create?activityType=0", {"Subject": "Printer", "User": user(2), "ResponsibleUser": user(1)}
    )
    entry = sent("POST", "journal/Add", {"ObjectId": ticket, "Comments": "<p>Soon.</p>"})["JournalId"]
    file = sent("POST", f"filestorage/add?objectId={ticket}&fileName=a.txt", b"Hello")
    fragment = desk.get(f"data/objects/SPSActivityTypeIncident/{ticket}").json["SPSActivityClassBase"]["ID"]
    sent("POST", f"data/fragments/SPSActivityClassBase/{fragment}/AttachedUsers/{user(3)}", b"")
    columns = "ID,TicketNumber,Subject"
    query = desk.make("PDRDataQueryClassBase", Name="All", SchemaClassName="SPSActivityClassBase", Columns=columns)
    announced = sent("POST", "filestorage/getuploadurl", {"Name": "b.txt", "ObjectId": ticket, "Size": 1})
    return {
        "ticket": ticket, "fragment": fragment, "entry": entry, "file": file, "query": query, "told": announced["UniqueFileId"],
    }  # fmt: skip


CALLS: Final = (
    ("Fragments.GetList", "data/fragments/SPSActivityClassBase?columns=Subject"),
    ("Fragments.GetListWithSchema", "data/fragments/SPSScCategoryClassBase/schema-info?includeLocalizations=true"),
    ("Fragments.Get", "data/fragments/SPSActivityClassBase/{fragment}"),
    ("Fragments.GetWithSchema", "data/fragments/SPSActivityClassUnitOfWork/{entry}/schema-info"),
    ("Fragments.GetRelations", "data/fragments/SPSActivityClassBase/{fragment}/AttachedUsers"),
    ("Fragments.GetRelationsWithSchema", "data/fragments/SPSActivityClassBase/{fragment}/AttachedUsers/schema-info"),
    ("Objects.Get", "data/objects/SPSActivityTypeIncident/{ticket}?full=true"),
    ("Ticket.Search", "ticket/Search?Subject=printer"),
    ("Incident.Search", "incident/Search?Subject=printer"),
    ("Journal.GetList", "journal?objectId={ticket}&objectLinkTemplate=x"),
    ("Activity.Get", "activity/{ticket}"),
    ("DataQuery.Get", "DataQuery/{query}"),
    ("Schema.Classes", "Schema/classes"),
    ("Schema.Class", "Schema/classes/SPSActivityClassBase"),
    ("Schema.Class", "Schema/classes/SPSCommonPickupObjectStatus"),
    ("Schema.Class", "Schema/classes/SPSSecurityClassRole"),
    ("Schema.Types", "Schema/types"),
    ("Schema.Type", "Schema/types/SPSActivityTypeIncident"),
    ("Schema.CustomPrefix", "Schema/customPrefix"),
    (
        "Schema.EvaluateExpression",
        "Schema/evaluateParameterExpressionEntityClass?entityClass=SPSUserClassBase&expr=x = 1",
    ),
    ("UserInfo.Get", "userinfo"),
    ("CommonStorage.Files", "commonStorage/files/{ticket}"),
    ("Entity.Fragments", "entity/fragments?entityClass=SPSActivityClassBase&searchFilter=printer"),
    ("Entity.Fragments", "entity/fragments?entityClass=SPSCommonPickupObjectStatus"),
)
SENT: Final = (
    ("ApiToken.GenerateAccessTokenFromApiToken", "ApiToken/GenerateAccessTokenFromApiToken", None),
    ("Ticket.Classify", "ticket/Classify", {"TicketSubject": "I need a mouse", "TicketDescription": ""}),
    ("DataQuery.Query", "DataQuery/{query}", samples.FILTER),
    ("SchemaMetaData.DataDefinitions", "SchemaMetaData/DataDefinitions", {"NameStartsWith": "SPSUser"}),
    ("SchemaMetaData.ConfigurationItems", "SchemaMetaData/ConfigurationItems", {"NameStartsWith": "SPSUser"}),
    ("FileStorage.GetUploadUrl", "filestorage/getuploadurl", {"Name": "c.txt", "ObjectId": "{ticket}", "Size": 1}),
    ("Journal.Add", "journal/Add", {"ObjectId": "{ticket}", "Comments": "<p>Later.</p>"}),
)


def hold(name: str, found: Any) -> None:
    """The answer has the shape, and no more members than that, unless it is an open one."""
    shape = OPERATIONS[name].answers[200].shape
    shaped = msgspec.convert(found, shape)
    assert shaped not in (None, []), "there is something to be told"
    first = shaped[0] if isinstance(shaped, list) else shaped
    if isinstance(first, OPEN) or hasattr(first, "Result"):
        return
    assert set(beyond(found, msgspec.to_builtins(shaped))) == set()


def beyond(found: Any, told: Any) -> Iterator[str]:
    """Members that nobody documents."""
    if isinstance(found, dict) and isinstance(told, dict):
        yield from found.keys() - told.keys()
        for name in found.keys() & told.keys():
            yield from beyond(found[name], told[name])
    elif isinstance(found, list) and isinstance(told, list):
        for pair in zip(found, told, strict=True):
            yield from beyond(*pair)


@pytest.mark.parametrize(("name", "path"), CALLS)
def test_what_is_read_has_the_documented_shape(desk: Desk, ids: dict[str, str], name: str, path: str) -> None:
    answer = desk.get(quote(path.format(**ids), safe="/?=&"))
    assert answer.status == 200, answer.text
    hold(name, answer.json)


@pytest.mark.parametrize(("name", "path", "body"), SENT)
def test_what_is_answered_to_a_body_has_the_documented_shape(
    desk: Desk, ids: dict[str, str], name: str, path: str, body: Any
) -> None:
    account = accounts.get(key="agent")
    assert account is not None
    _, token = api_tokens.issue(account=account, name="integration", claims={})
    said = {} if body is None else {k: v.format(**ids) if isinstance(v, str) else v for k, v in body.items()}
    headers = {"Authorization": f"Bearer {token}"} if body is None else {}
    answer = desk.send("POST", path.format(**ids), said, headers=headers)
    assert answer.status == 200, answer.text
    hold(name, answer.json)
