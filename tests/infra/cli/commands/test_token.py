from __future__ import annotations

import pytest

from chalicelib.domain.account import Account, Credential
from chalicelib.domain.asset import ROOT
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Tie
from chalicelib.errors import Conflict
from chalicelib.services import accounts, credentials, records
from chalicelib.services.tree import felling, planting
from tests.infra.cli.conftest import CommandLine


@pytest.fixture
def bob(run: CommandLine, caller: Caller) -> Record:
    """The person behind the account Bob."""
    person = records.create(kind=PERSON, values={"login": "bob"}, caller=caller)
    accounts.create(account=Account("Bob", person=person.number))
    return person


@pytest.fixture
def folder(run: CommandLine, caller: Caller) -> int:
    planting.create_root(values={"type": "root_folder"}, caller=caller)
    return planting.create(values={"type": "folder"}, parent=ROOT, tie=Tie(), caller=caller)[0].number


@pytest.fixture
def token(bob: Record) -> Credential:
    return credentials.issue(kind=CredentialKind.BEARER, account="bob", name="sync")[0]


def test_a_token_is_created_and_shown_once(run: CommandLine, bob: Record) -> None:
    out = run("token", "create", "--user", "BOB", "--name", "Überträger").out.splitlines()
    found = credentials.find(presented=out[2])
    assert found is not None
    assert out[0] == f"The token {found.id} was issued."
    assert (found.kind, found.account, found.name, found.enabled) == (CredentialKind.BEARER, "bob", "Überträger", True)
    assert len(out[2]) >= 32
    assert out[2].isascii()
    assert out[2].isalnum()
    for again in (("list",), ("list", "--json"), ("show", found.id), ("show", found.id, "--json")):
        shown = run("token", *again).out
        assert out[2] not in shown
        assert found.digest not in shown


def test_a_token_may_be_confined_for_reading_disabled_and_without_user(run: CommandLine, folder: int) -> None:
    options = ("--root", str(folder), "--root", "1", "--root", "1", "--read-only", "--disabled")
    made = run.json("token", "create", "--no-user", *options)
    found = credentials.find(presented=made["secret"])
    assert found is not None
    assert (found.account, found.roots, found.read_only, found.enabled) == (None, (folder, 1), True, False)


@pytest.mark.parametrize("options", [[], ["--user", "bob", "--no-user"]])
def test_a_token_has_a_user_or_says_that_it_has_none(run: CommandLine, options: list[str]) -> None:
    said = run.refused("token", "create", *options, status=2)
    assert said == "Say either --user LOGIN or --no-user."
    assert credentials.every() == []


def test_a_root_node_is_an_asset_that_is_there(
    run: CommandLine, token: Credential, folder: int, caller: Caller
) -> None:
    felling.fell(number=folder, caller=caller)
    said = f"There is no asset {folder}, 99: a root node is one that is there."
    options = ("--root", "1", "--root", str(folder), "--root", "99")
    assert run.refused("token", "create", "--user", "bob", *options) == said
    assert run.refused("token", "roots", token.id, "1", str(folder), "99") == said
    assert credentials.every() == [token]


def test_an_account_without_a_person_is_no_user(run: CommandLine, token: Credential) -> None:
    accounts.create(account=Account("Robot"))
    for line in (["create", "--user", "robot"], ["user", token.id, "robot"]):
        said = run.refused("token", *line)
        assert said.startswith("There is no person behind the account Robot, so it is no user.")
        assert said.endswith("polydesk account change Robot --person NUMBER")
    assert credentials.every() == [token]


def test_an_account_whose_person_is_gone_is_no_user(run: CommandLine, bob: Record, caller: Caller) -> None:
    records.trash(kind=PERSON, number=bob.number, caller=caller)
    said = run.refused("token", "create", "--user", "bob")
    assert said == f"The person behind the account Bob ({bob.number}) is gone, so it is no user."


def test_a_user_that_is_disabled_is_taken_with_a_word(run: CommandLine, bob: Record) -> None:
    accounts.change(login="bob", enabled=False)
    answer = run("token", "create", "--user", "bob")
    assert answer.out.startswith("The account Bob is disabled: the token lets nobody in until it is enabled.\n")
    assert len(credentials.every()) == 1


def test_a_user_that_nobody_knows_is_refused(run: CommandLine) -> None:
    assert run.refused("token", "create", "--user", "nöbody") == "There is no account 'nöbody'."


def test_a_token_gets_another_name_and_another_user(run: CommandLine, token: Credential, caller: Caller) -> None:
    eve = records.create(kind=PERSON, values={"login": "eve"}, caller=caller)
    accounts.create(account=Account("eve", person=eve.number))
    assert run("token", "rename", token.id, "new name").out == f"The token {token.id} is called new name.\n"
    assert run("token", "user", token.id, "EVE").out == f"The token {token.id} acts for eve.\n"
    shown = run.json("token", "show", token.id)
    assert (shown["name"], shown["user"]) == ("new name", "eve")
    assert run("token", "user", token.id, "--none").out == f"The token {token.id} has no user.\n"
    assert run.json("token", "show", token.id)["user"] is None
    assert run("token", "rename", token.id, "").out == f"The token {token.id} has no name.\n"


def test_a_token_is_confined_and_set_free(run: CommandLine, token: Credential, folder: int, caller: Caller) -> None:
    assert run("token", "roots", token.id, str(folder)).out == f"The token {token.id} is confined to {folder}.\n"
    with pytest.raises(Conflict):
        felling.fell(number=folder, caller=caller)
    assert run("token", "roots", token.id, "--none").out == f"The token {token.id} is not confined.\n"
    assert felling.fell(number=folder, caller=caller) == [folder]


def test_a_token_is_for_reading_or_for_writing(run: CommandLine, token: Credential) -> None:
    assert run("token", "read-only", token.id).out == f"The token {token.id} is only for reading.\n"
    assert "enabled, read only" in run("token", "list").out
    assert run.json("token", "read-write", token.id)["read_only"] is False


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["user"], "Say either a login or --none."),
        (["user", "bob", "--none"], "Say either a login or --none."),
        (["roots"], "Say either numbers of assets or --none."),
        (["roots", "1", "--none"], "Say either numbers of assets or --none."),
    ],
)
def test_what_takes_something_away_says_so(run: CommandLine, token: Credential, line: list[str], said: str) -> None:
    assert run.refused("token", line[0], token.id, *line[1:], status=2) == said
    assert credentials.every() == [token]


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        (["disable"], "disabled"),
        (["disable", "enable"], "enabled"),
        (["trash"], "trash"),
        (["trash", "restore"], "enabled"),
    ],
)
def test_a_token_is_switched_off_and_on(run: CommandLine, token: Credential, verbs: list[str], state: str) -> None:
    for verb in verbs:
        assert run("token", verb, token.id).out.startswith(f"The token {token.id} is ")
    assert run.json("token", "show", token.id)["state"] == state


def test_a_token_is_removed_for_good(run: CommandLine, token: Credential) -> None:
    assert run.refused("token", "remove", token.id, status=2) == "Nobody is there to confirm this: say --yes."
    assert run("token", "remove", token.id, "--yes").out == f"The token {token.id} is gone.\n"
    assert credentials.every() == []
    assert run("token", "list").out == "There are no tokens.\n"


@pytest.mark.parametrize("line", ["show", "disable", "enable", "trash", "restore", "remove", "read-only", "read-write"])
def test_a_key_is_no_token(run: CommandLine, line: str) -> None:
    key, _ = credentials.issue(kind=CredentialKind.KEY, account=None)
    assert run.refused("token", line, key.id) == f"There is no token {key.id}."
    assert run.refused("token", line, "bearer:nope") == "There is no token bearer:nope."
    assert run("token", "list").out == "There are no tokens.\n"


@pytest.mark.parametrize("line", [["rename", "x"], ["user", "--none"], ["roots", "--none"]])
def test_only_a_token_that_is_there_is_changed(run: CommandLine, line: list[str]) -> None:
    assert run.refused("token", line[0], "bearer:nope", *line[1:]) == "There is no token bearer:nope."
