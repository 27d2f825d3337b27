from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.role import Role, Verb, administrator
from chalicelib.services import accounts, roles
from tests.infra.cli.conftest import CommandLine

READER = {"name": "Reader", "kinds": {"ticket": ["read"]}, "fields": {"ticket": {"subject": "read"}}}


def written(path: Path, content: Any) -> str:
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_a_role_is_made_from_a_file(run: CommandLine, tmp_path: Path) -> None:
    assert run("role", "save", written(tmp_path / "r.json", READER)).out == "The role Reader is new.\n"
    assert roles.named(name="Reader").kinds == {"ticket": frozenset({Verb.READ})}


def test_a_role_that_is_shown_can_be_saved_again(run: CommandLine) -> None:
    roles.save(role=administrator("Everything"))
    shown = run.json("role", "show", "Everything")
    done = run.json("role", "save", "-", stdin=json.dumps(shown))
    assert done == [{"name": "Everything", "done": "unchanged", "dry_run": False}]
    assert roles.named(name="Everything") == administrator("Everything")


def test_several_roles_are_saved_from_one_file(run: CommandLine) -> None:
    content = json.dumps([READER, {"name": "Ünï", "abilities": ["send"]}])
    assert [each["done"] for each in run.json("role", "save", "-", stdin=content)] == ["new", "new"]
    assert [each["name"] for each in run.json("role", "list")] == ["Reader", "Ünï"]


def test_a_role_that_is_saved_anew_keeps_its_guid(run: CommandLine) -> None:
    guid = "0c0ffee0-0000-8000-8000-000000000001"
    roles.save(role=Role("Reader", guid=guid))
    assert run.json("role", "save", "-", stdin=json.dumps(READER))[0]["done"] == "changed"
    assert roles.named(name="Reader").guid == guid


def test_a_dry_run_changes_nothing(run: CommandLine) -> None:
    answer = run("role", "save", "-", "--dry-run", stdin=json.dumps(READER))
    assert answer.out == "The role Reader would be new.\n"
    assert roles.every() == []


def test_all_faults_of_a_file_are_said_with_their_paths_and_nothing_is_saved(run: CommandLine) -> None:
    wrong = [READER, {"nam": "x", "kinds": {"ticket": ["red"]}, "assets": {"x": ["read"]}}, {"name": ""}]
    answer = run("role", "save", "-", stdin=json.dumps(wrong))
    assert answer.status == 1
    assert answer.errors.splitlines() == [
        "polydesk: Standard input is not taken, and nothing was changed. 5 faults:",
        "  [1].nam: is not known; there are name, guid, abilities, kinds, folders, fields, assets.",
        "  [1].name: is missing.",
        "  [1].kinds.ticket[0]: must be one of read, create, edit, delete.",
        "  [1].assets.x: must be the number of an asset, or * for all.",
        "  [2].name: must not be empty.",
    ]
    assert roles.every() == []


def test_a_role_in_use_is_not_removed(run: CommandLine) -> None:
    roles.save(role=Role("Reader"))
    accounts.create(account=Account("bob", roles=("Reader",)))
    assert run.refused("role", "remove", "Reader", "--yes") == (
        "The role Reader is in use by bob: take it from them first."
    )


def test_a_role_that_nobody_has_is_removed(run: CommandLine) -> None:
    roles.save(role=Role("Reader"))
    assert run.refused("role", "remove", "Reader", status=2) == "Nobody is there to confirm this: say --yes."
    assert run("role", "remove", "Reader", "--yes").out == "The role Reader is gone.\n"
    assert roles.every() == []


def test_a_role_says_who_has_it(run: CommandLine) -> None:
    roles.save(role=Role("Reader"))
    accounts.create(account=Account("bob", roles=("Reader",)))
    assert run("role", "show", "Reader").out.splitlines()[-1].split() == ["accounts", "bob"]


@pytest.mark.parametrize("verb", ["show", "remove"])
def test_a_role_that_is_not_there_is_refused(run: CommandLine, verb: str) -> None:
    assert run.refused("role", verb, "[red]") == "There is no role '[red]'."


def test_no_roles_are_said_to_be_none(run: CommandLine) -> None:
    assert run("role", "list").out == "There are no roles.\n"
