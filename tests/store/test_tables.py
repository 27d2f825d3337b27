from __future__ import annotations

from typing import Any

import pytest

from chalicelib import config
from chalicelib.store import tuning
from chalicelib.store.tables import MODELS, Desk, Outbox

pytestmark = pytest.mark.usefixtures("cloud")


def described(name: str) -> dict[str, Any]:
    table: dict[str, Any] = tuning.connection().client.describe_table(TableName=name)["Table"]
    return table


@pytest.mark.parametrize(
    ("name", "indexes"),
    [
        (config.DESK_TABLE, {"by_version": "version", "by_created": "created_key", "by_name": "name_key"}),
        (config.OUTBOX_TABLE, {"by_due": "due_at"}),
    ],
)
def test_the_tables_have_the_keys_and_indexes_that_the_code_asks_for(name: str, indexes: dict[str, str]) -> None:
    table = described(name)
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    made = {each["IndexName"]: each["KeySchema"][1]["AttributeName"] for each in table["GlobalSecondaryIndexes"]}
    assert made == indexes
    assert {each["Projection"]["ProjectionType"] for each in table["GlobalSecondaryIndexes"]} == {"KEYS_ONLY"}


def test_all_tables_are_paid_by_request() -> None:
    assert {described(model.Meta.table_name)["BillingModeSummary"]["BillingMode"] for model in MODELS} == {
        "PAY_PER_REQUEST"
    }


def test_only_what_comes_and_goes_has_a_time_to_live() -> None:
    ttl = {model: model._ttl_attribute() for model in MODELS}  # type: ignore[no-untyped-call]  # PynamoDB's
    assert ttl[Desk] is None
    assert ttl[Outbox] is not None
    assert ttl[Outbox].attr_name == "expires"
