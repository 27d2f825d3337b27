"""What calls cost at DynamoDB as long as accounts, roles, settings and the schema need not be read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from chalicelib.services import accounts, api_tokens
from chalicelib.store import dynamo
from tests.dialects.matrix42.desk import Desk, user
from tests.dialects.matrix42.verbs.ticketing import create

EXPRESSION = "entityClass=SPSActivityClassBase&expr=T(SPSCommonClassBase).State%20=%20710"


def calls(desk: Desk, method: str, path: str, body: Any = b"", headers: Mapping[str, str] | None = None) -> int:
    """Of a call, when the same was made before."""
    login = None if headers else "agent"
    assert desk.send(method, path, body, login=login, headers=headers).status < 300
    meter = dynamo.reset_meter()
    assert desk.send(method, path, body, login=login, headers=headers).status < 300
    return meter.calls


@pytest.mark.parametrize(
    "path",
    ["userinfo", "Schema/classes", "Schema/types", f"Schema/evaluateParameterExpressionEntityClass?{EXPRESSION}"],
)
def test_what_is_known_is_not_read(path: str, desk: Desk) -> None:
    assert calls(desk, "GET", path) == 0


def test_an_exchange_reads_the_token(desk: Desk) -> None:
    _, token = api_tokens.issue(account=accounts.named(login="agent"), name="CI", claims={})
    path = "ApiToken/GenerateAccessTokenFromApiToken"
    assert calls(desk, "POST", path, headers={"Authorization": f"Bearer {token}"}) == 1


@pytest.mark.parametrize(("people", "cost"), [({}, 2), ({"User": 2}, 4), ({"User": 2, "ResponsibleUser": 3}, 4)])
def test_a_ticket_costs_two_calls_and_two_more_for_all_that_it_refers_to(
    people: Mapping[str, int], cost: int, desk: Desk
) -> None:
    said = {"Subject": "x", **{name: user(number) for name, number in people.items()}}
    assert calls(desk, "POST", "ticket/create?activityType=0", said) == cost


@pytest.mark.parametrize("length", [0, 30])
def test_a_page_of_a_journal_costs_the_same_whatever_its_length(length: int, desk: Desk) -> None:
    made = create(desk)
    for _ in range(length):
        assert desk.send("POST", "journal/Add", {"ObjectId": made, "Comments": "x"}).status == 200
    assert calls(desk, "GET", f"journal?objectId={made}&objectLinkTemplate=x&count=5") == 3
