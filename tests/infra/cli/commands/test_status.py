from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS
from chalicelib.dialects.squiz.vocabulary import settings as squiz
from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.services import accounts, settings
from chalicelib.services.tree import felling
from chalicelib.store import aws
from infra.cli.commands import status
from tests.infra.cli.asset.grove import Grove
from tests.infra.cli.conftest import CommandLine


def test_a_deployment_that_is_there_is_described(run: CommandLine) -> None:
    accounts.create(account=Account("bob"))
    found = run.json("status")
    assert (found["deployment"], found["version"], found["counts"]["accounts"]) == (
        "store of the test",
        config.VERSION,
        1,
    )
    assert [each["state"] for each in found["tables"]] == ["ACTIVE", "ACTIVE"]
    assert "tickets" in found["dialects"]
    out = run("status").out
    assert config.DESK_TABLE in out
    assert "Matrix42 External API" in out


def test_assets_are_counted_without_those_in_the_trash(run: CommandLine, queues: None, caller: Caller) -> None:
    assert run.json("status")["counts"]["assets"] == 0
    grove = Grove(caller)
    grove.plant()
    felling.fell(number=grove.plant().number, caller=caller)
    assert run.json("status")["counts"]["assets"] == 2


def test_more_assets_than_are_counted_are_many(
    run: CommandLine, queues: None, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "MANY", 1)
    Grove(caller).plant()
    assert run.json("status")["counts"]["assets"] == "more than 1"


def test_a_module_that_is_switched_off_is_not_listed(run: CommandLine) -> None:
    settings.change(section="esm", values={"esm.module.enabled": False}, declared=SETTINGS)
    assert run.json("status")["modules"] == []
    assert "Matrix42" not in run("status").out


def test_the_asset_management_api_is_listed_when_it_is_switched_on(run: CommandLine) -> None:
    settings.change(section="squiz", values={"asset_management_api": True}, declared=squiz.SETTINGS)
    assert run.json("status")["modules"] == ["Matrix42 External API", "Squiz asset management API"]


def test_a_table_that_is_missing_makes_the_deployment_out_of_reach(run: CommandLine) -> None:
    aws.client("dynamodb").delete_table(TableName=config.OUTBOX_TABLE)
    answer = run("status")
    assert answer.status == 3
    assert answer.errors == ("polydesk: There is no such deployment: DescribeTable met a table that does not exist.\n")
    assert "out of reach" in answer.out


def test_a_store_without_tables_is_out_of_reach_for_every_command(run: CommandLine) -> None:
    aws.client("dynamodb").delete_table(TableName=config.DESK_TABLE)
    for line in (["account", "list"], ["role", "list"], ["record", "show", "ticket", "7"], ["limits", "show"]):
        assert run.refused(*line, status=3).startswith("There is no such deployment: ")
