"""The way of docs/operate.md, "Bringing a table back", rehearsed on the emulator with its DynamoDB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra import resources
from infra.local.options import surroundings
from tests.e2e.local_cloud import LocalCloud

PROGRAM = Path(sys.executable).parent / "polydesk"
TABLE = "polydesk-local-desk"
COPY = "polydesk-look-desk"


@pytest.fixture
def dynamodb(fresh: LocalCloud) -> Any:
    fresh.start()
    endpoint = f"http://127.0.0.1:{fresh.emulator_port}"
    return boto3.client(
        "dynamodb",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def looked_at(cloud: LocalCloud, *arguments: str) -> Any:
    """What the command line shows of the stage `look`, of which there is nothing but a table."""
    endpoint = f"http://127.0.0.1:{cloud.emulator_port}"
    environment = surroundings(endpoint, cloud.base_url, "eu-central-1")
    command = [str(PROGRAM), "--stage", "look", "--json", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def put_in_place(dynamodb: Any) -> None:
    """Replace the table by what its copy holds."""
    backup = dynamodb.create_backup(TableName=COPY, BackupName="look")["BackupDetails"]["BackupArn"]
    dynamodb.delete_table(TableName=TABLE)
    dynamodb.get_waiter("table_not_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})
    dynamodb.restore_table_from_backup(TargetTableName=TABLE, BackupArn=backup)
    dynamodb.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})


def shape(table: Mapping[str, Any]) -> Any:
    """Keys and indexes."""
    indexes = {each["IndexName"]: (each["KeySchema"], each["Projection"]) for each in table["GlobalSecondaryIndexes"]}
    return table["KeySchema"], indexes


def test_a_table_is_brought_back_and_the_service_goes_on(fresh: LocalCloud, dynamodb: Any) -> None:
    kept = fresh.create_ticket("Keep me")
    dynamodb.update_continuous_backups(
        TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    dynamodb.restore_table_to_point_in_time(SourceTableName=TABLE, TargetTableName=COPY, UseLatestRestorableTime=True)
    dynamodb.get_waiter("table_exists").wait(TableName=COPY, WaiterConfig={"Delay": 1})

    dynamodb.delete_item(TableName=TABLE, Key={"pk": {"S": "ticket"}, "sk": {"S": f"{kept:010d}"}})  # the damage
    assert fresh.call("GET", fresh.tickets(f"/{kept}"))[0] == 404

    copied = looked_at(fresh, "record", "show", "ticket", str(kept))
    assert copied["fields"]["subject"] == "Keep me"

    put_in_place(dynamodb)
    assert fresh.description(kept) == "Keep me"
    assert fresh.description(fresh.create_ticket("And on")) == "And on"
    status, found = fresh.call("GET", fresh.tickets())
    assert (status, kept in {each["Id"] for each in found}) == (200, True)
    assert shape(dynamodb.describe_table(TableName=TABLE)["Table"]) == shape(
        next(each.definition for each in resources.tables() if each.name == TABLE)
    )
