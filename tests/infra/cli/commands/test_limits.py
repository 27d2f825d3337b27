from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.services import accounts, limits
from tests.infra.cli.conftest import CommandLine


def in_force(run: CommandLine, dialect: str) -> int:
    found: dict[str, int] = {each["dialect"]: each["in_force"] for each in run.json("limits", "show")}
    return found[dialect]


def test_a_limit_is_set_for_one_dialect_or_for_all(run: CommandLine) -> None:
    assert in_force(run, "tickets") == 0
    assert run("limits", "set", "20", "--dialect", "tickets").status == 0
    assert in_force(run, "tickets") == 20
    run("limits", "set", "7")
    assert in_force(run, "tickets") == 7


def test_the_table_says_default_and_limit(run: CommandLine) -> None:
    rows = [line.split() for line in run("limits", "set", "20").out.splitlines()]
    assert ["tickets", "0", "20"] in rows


@pytest.mark.parametrize("number", ["-1", "1.5", "many", "1000000001"])
def test_an_impossible_limit_is_wrong_usage(run: CommandLine, number: str) -> None:
    assert run("limits", "set", "--", number).status == 2


def test_a_dialect_that_is_not_there_is_refused(run: CommandLine) -> None:
    assert run.refused("limits", "set", "5", "--dialect", "nope").startswith("There is no dialect nope. There are: ")


def test_usage_is_what_was_counted_in_this_minute(run: CommandLine) -> None:
    for login in ("Bob", "carol"):
        accounts.create(account=Account(login))
    run("limits", "set", "20")
    for login in ("bob", "bob", "carol"):
        limits.take(dialect="tickets", who=login, default=0)
    bob = {"dialect": "tickets", "login": "Bob", "calls": 2, "limit": 20}
    assert run.json("limits", "usage") == [bob, {**bob, "login": "carol", "calls": 1}]
    assert run.json("limits", "usage", "BOB") == [bob]
    assert run("limits", "usage", "bob").out.splitlines()[2].split() == ["tickets", "Bob", "2", "20"]


def test_no_usage_is_said_to_be_none(run: CommandLine) -> None:
    assert run("limits", "usage").out.startswith("Nobody has made a call in this minute")
    assert run.refused("limits", "usage", "nöbody") == "There is no account 'nöbody'."
