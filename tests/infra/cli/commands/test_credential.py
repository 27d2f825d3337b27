from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.account import Account, Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.services import accounts, credentials
from tests.infra.cli.conftest import CommandLine


@pytest.fixture
def key(run: CommandLine) -> Credential:
    accounts.create(account=Account("bob"))
    return credentials.issue(kind=CredentialKind.KEY, account="bob", name="a key")[0]


def test_a_key_is_issued_and_its_secret_shown_once(run: CommandLine) -> None:
    accounts.create(account=Account("Bob"))
    out = run("credential", "issue", "key", "--account", "BOB", "--name", "Überwachung").out.splitlines()
    found = credentials.find(presented=out[2])
    assert found is not None
    assert (out[0], found.account, found.name) == (f"The credential {found.id} was issued.", "bob", "Überwachung")
    for again in (("list",), ("list", "--json"), ("show", found.id), ("show", found.id, "--json")):
        shown = run("credential", *again).out
        assert out[2] not in shown
        assert found.digest not in shown


def test_a_key_may_be_nobodys_and_end(run: CommandLine) -> None:
    made = run.json("credential", "issue", "key", "--no-account", "--expires", "30")
    found = credentials.find(presented=made["secret"])
    assert found is not None
    assert (found.kind, found.account) == (CredentialKind.KEY, None)
    assert found.expires_at is not None
    assert abs(found.expires_at - clock.now() - timedelta(days=30)) < timedelta(minutes=1)


def test_what_only_tokens_have_is_shown_of_tokens(run: CommandLine, key: Credential) -> None:
    token, _ = credentials.issue(kind=CredentialKind.BEARER, account=None, roots=(7,), read_only=True)
    shown = run.json("credential", "show", token.id)
    assert (shown["roots"], shown["read_only"]) == ([7], True)
    assert not {"roots", "read_only"} & run.json("credential", "show", key.id).keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["key"], "Say either --account LOGIN or --no-account."),
        (["key", "--account", "bob", "--no-account"], "Say either --account LOGIN or --no-account."),
        (["key", "--no-account", "--expires", "soon"], "'soon' is no date like 2027-12-31."),
        (["key", "--no-account", "--expires", "2001-01-01"], "'2001-01-01' is over already."),
        (["key", "--no-account", "--expires", "0"], "The number of days lies between 1 and 36500."),
    ],
)
def test_what_can_not_be_issued_is_wrong_usage(run: CommandLine, arguments: list[str], said: str) -> None:
    assert run.refused("credential", "issue", *arguments, status=2) == said
    assert credentials.every() == []


@pytest.mark.parametrize("kind", ["basic", "bearer"])
def test_only_keys_are_issued(run: CommandLine, kind: str) -> None:
    assert f"'{kind}' is not 'key'" in run.refused("credential", "issue", kind, "--no-account", status=2)


def test_a_credential_of_nobody_that_exists_is_refused(run: CommandLine) -> None:
    assert run.refused("credential", "issue", "key", "--account", "nöbody") == "There is no account 'nöbody'."


@pytest.mark.parametrize(
    ("verbs", "state"),
    [
        (["disable"], "disabled"),
        (["disable", "enable"], "enabled"),
        (["trash"], "trash"),
        (["trash", "restore"], "enabled"),
        (["disable", "trash", "restore"], "disabled"),
    ],
)
def test_a_credential_is_switched_off_and_on(run: CommandLine, key: Credential, verbs: list[str], state: str) -> None:
    for verb in verbs:
        answer = run("credential", verb, key.id)
        assert answer.status == 0
        assert answer.out.startswith(f"The credential {key.id} is ")
    assert run.json("credential", "show", key.id)["state"] == state


def test_a_credential_that_has_run_out_is_said_to_be_expired(run: CommandLine) -> None:
    made, _ = credentials.issue(kind=CredentialKind.KEY, account=None, expires_at=clock.now() - timedelta(seconds=1))
    assert run.json("credential", "show", made.id)["state"] == "expired"


def test_the_list_can_be_narrowed(run: CommandLine, key: Credential) -> None:
    token, _ = credentials.issue(kind=CredentialKind.BEARER, account=None)
    ids = [each["id"] for each in run.json("credential", "list")]
    assert ids == [key.id, token.id]
    assert [each["id"] for each in run.json("credential", "list", "--account", "BOB")] == [key.id]
    assert [each["id"] for each in run.json("credential", "list", "--kind", "bearer")] == [token.id]
    assert "(none)" in run("credential", "list").out
    assert run("credential", "list", "--kind", "basic").out == "There are no such credentials.\n"


def test_a_credential_is_removed_for_good(run: CommandLine, key: Credential) -> None:
    assert run.refused("credential", "remove", key.id, status=2) == "Nobody is there to confirm this: say --yes."
    assert run("credential", "remove", key.id, "--yes").out == f"The credential {key.id} is gone.\n"
    assert credentials.every() == []


@pytest.mark.parametrize("verb", ["show", "disable", "enable", "trash", "restore", "remove"])
def test_a_credential_that_is_not_there_is_refused(run: CommandLine, verb: str) -> None:
    assert run.refused("credential", verb, "key:nope") == "There is no credential key:nope."
