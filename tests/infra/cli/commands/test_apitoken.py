from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from chalicelib.domain import clock, guid
from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.services import accounts, api_tokens, credentials, records, tokens
from tests.infra.cli.conftest import CommandLine


@pytest.fixture
def bob(run: CommandLine, caller: Caller) -> Record:
    """The person behind the account Bob."""
    person = records.create(kind=PERSON, values={"login": "bob"}, caller=caller)
    accounts.create(account=Account("Bob", person=person.number))
    return person


@pytest.fixture
def token(run: CommandLine, bob: Record) -> str:
    """What is presented of the API token "sync"."""
    return str(run.json("apitoken", "create", "sync", "--user", "bob", "--never")["secret"])


def exchanged(token: str) -> bool:
    """Whether a token is still good for an exchange."""
    return api_tokens.exchange(presented=token, lifetime=timedelta(minutes=5), claims=lambda _: {}) is not None


def test_a_token_is_created_and_shown_once(run: CommandLine, bob: Record) -> None:
    out = run("apitoken", "create", "Überträger", "--user", "BOB", "--never").out.splitlines()
    found = credentials.find(presented=out[2])
    assert found is not None
    assert (out[0], out[1]) == (f"The API token {found.id} was issued.", "API token (shown this once):")
    assert (found.account, found.name, found.expires_at) == ("bob", "Überträger", None)
    for again in (("list",), ("list", "--json"), ("show", "Überträger"), ("show", found.id, "--json")):
        shown = run("apitoken", *again).out
        assert out[2] not in shown
        assert found.digest not in shown


def test_a_token_says_whose_it_is(bob: Record, token: str) -> None:
    said = tokens.verify(token)
    assert len(token) >= 300
    assert (said["sub"], said["name"], said["kind"], said["UserObjectId"]) == ("Bob", "sync", "api", str(bob.guid))
    assert guid.with_tag(UUID(said["UserFragmentId"]), 1) == bob.guid
    assert "exp" not in said


def test_a_token_ends_after_some_days(run: CommandLine, bob: Record) -> None:
    made = run.json("apitoken", "create", "guest", "--user", "bob", "--days", "30")
    ends = clock.now() + timedelta(days=30)
    assert abs(tokens.verify(made["secret"])["exp"] - ends.timestamp()) < 60
    assert made["expires_at"][:10] == ends.date().isoformat()
    assert exchanged(made["secret"])
    clock.advance(31 * 86_400)
    assert not exchanged(made["secret"])
    assert run.json("apitoken", "show", "guest")["state"] == "expired"


@pytest.mark.parametrize("options", [[], ["--days", "3", "--never"]])
def test_a_token_says_when_it_ends_or_that_it_never_does(run: CommandLine, bob: Record, options: list[str]) -> None:
    said = run.refused("apitoken", "create", "sync", "--user", "bob", *options, status=2)
    assert said == "Say either --days NUMBER or --never."
    assert credentials.every() == []


@pytest.mark.parametrize("days", ["0", "36501", "soon"])
def test_days_are_a_number(run: CommandLine, bob: Record, days: str) -> None:
    run.refused("apitoken", "create", "sync", "--user", "bob", "--days", days, status=2)
    assert credentials.every() == []


def test_an_account_without_a_person_has_no_token(run: CommandLine) -> None:
    accounts.create(account=Account("Robot"))
    said = run.refused("apitoken", "create", "sync", "--user", "robot", "--never")
    assert said.startswith("There is no person behind the account Robot, so it is no user.")
    assert credentials.every() == []


def test_an_account_whose_person_is_gone_has_no_token(run: CommandLine, bob: Record, caller: Caller) -> None:
    records.trash(kind=PERSON, number=bob.number, caller=caller)
    said = run.refused("apitoken", "create", "sync", "--user", "bob", "--never")
    assert said == f"The person behind the account Bob ({bob.number}) is gone, so it is no user."


def test_a_name_is_there_once(run: CommandLine, token: str) -> None:
    said = run.refused("apitoken", "create", " SYNC ", "--user", "bob", "--never")
    assert said == "There is a token called SYNC already."
    assert len(credentials.every()) == 1


@pytest.mark.parametrize("name", ["  ", "x" * 256])
def test_a_name_is_a_short_text(run: CommandLine, bob: Record, name: str) -> None:
    said = run.refused("apitoken", "create", name, "--user", "bob", "--never")
    assert said == "name: A token has a name of 1 to 255 characters."


def test_the_list_says_who_when_and_how(run: CommandLine, token: str) -> None:
    assert run("apitoken", "list").out.splitlines()[-1].split() == ["sync", "bob", "never", "never", "enabled"]
    assert exchanged(token)
    shown = run.json("apitoken", "list")
    assert [(each["name"], each["user"], each["expires_at"], each["state"]) for each in shown] == [
        ("sync", "bob", None, "enabled")
    ]
    assert shown[0]["used_at"].startswith(clock.now().date().isoformat())


def test_a_disabled_token_is_good_for_nothing_until_it_is_enabled(run: CommandLine, token: str) -> None:
    assert run("apitoken", "disable", "sync").out == "The API token sync is disabled.\n"
    assert not exchanged(token)
    assert run.json("apitoken", "show", "sync")["state"] == "disabled"
    assert run("apitoken", "enable", "SYNC").out == "The API token sync is enabled.\n"
    assert exchanged(token)


def test_a_deleted_token_is_gone_for_good(run: CommandLine, token: str) -> None:
    assert run.refused("apitoken", "delete", "sync", status=2) == "Nobody is there to confirm this: say --yes."
    assert exchanged(token)
    assert run("apitoken", "delete", "sync", "--yes").out == "The API token sync is gone.\n"
    assert not exchanged(token)
    assert run("apitoken", "list").out == "There are no API tokens.\n"


def test_a_token_is_named_by_its_id_too(run: CommandLine, token: str) -> None:
    made = credentials.every()[0]
    assert run.json("apitoken", "disable", made.id)["name"] == "sync"


@pytest.mark.parametrize("verb", ["show", "disable", "enable", "delete"])
def test_what_is_no_api_token_is_refused(run: CommandLine, bob: Record, verb: str) -> None:
    key = run.json("credential", "issue", "key", "--account", "bob", "--name", "sync")["id"]
    assert run.refused("apitoken", verb, "sync") == "There is no API token sync."
    assert run.refused("apitoken", verb, key) == f"There is no API token {key}."
