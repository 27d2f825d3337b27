from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.person import PERSON
from chalicelib.domain.role import Role
from chalicelib.services import accounts, credentials, pages, records, roles
from tests.infra.cli.conftest import CommandLine

HOSTILE = ["Ünal 日本", '<a href="x">', "[red]bob[/]", "-rf", "' OR 1=1 --", "a" * 300, "👩‍🚀"]


@pytest.fixture
def bob(run: CommandLine) -> Account:
    return accounts.create(account=Account("Bob", name="Robert"), password="correct horse")


def test_no_accounts_are_said_to_be_none(run: CommandLine) -> None:
    assert run("account", "list").out == "There are no accounts.\n"


@pytest.mark.usefixtures("bob")
def test_the_list_shows_who_there_is_and_never_a_hash(run: CommandLine) -> None:
    answer = run("account", "list")
    assert answer.out.splitlines()[2].split() == ["Bob", "Robert", "enabled"]
    assert "scrypt" not in answer.out + run("account", "list", "--json").out


def test_an_account_is_made_with_a_password_that_is_shown_once(run: CommandLine) -> None:
    out = run("account", "create", "bob", "--generate").out.splitlines()
    assert out[:2] == ["The account bob was made.", "Password (shown this once):"]
    assert accounts.authenticate(login="bob", password=out[2]) is not None
    assert out[2] not in run("account", "show", "bob").out


def test_a_password_is_read_from_standard_input(run: CommandLine) -> None:
    made = run.json("account", "create", "bob", "--stdin", stdin="pässword 1\nsecond line\n")
    assert "password" not in made
    assert accounts.authenticate(login="bob", password="pässword 1") is not None


def test_an_account_may_have_no_password(run: CommandLine) -> None:
    assert run.json("account", "create", "bob", "--no-password")["has_password"] is False


def test_an_account_has_the_roles_and_the_person_that_it_is_given(run: CommandLine, caller: Caller) -> None:
    roles.save(role=Role("Reader"))
    person = records.create(kind=PERSON, values={"login": "bob"}, caller=caller)
    more = ("--role", "Reader", "--person", str(person.number), "--language", "de", "--name", "Bö")
    made = run.json("account", "create", "bob", "--generate", *more)
    assert (made["roles"], made["person"], made["language"], made["name"]) == (["Reader"], person.number, "de", "Bö")


def test_an_account_is_made_together_with_its_person(run: CommandLine) -> None:
    roles.save(role=Role("Developer"))
    names = ("--first-name", "Ines", "--last-name", "Brandt", "--email", "ines@partner.example")
    made = run.json("account", "create", "ibrandt", "--generate", "--role", "Developer", "--language", "de", *names)
    person = records.get(kind=PERSON, number=made["person"])
    assert {name: person.get(name) for name in ("first_name", "last_name", "login", "language")} == {
        "first_name": "Ines",
        "last_name": "Brandt",
        "login": "ibrandt",
        "language": "de",
    }
    assert person.many("email") == ("ines@partner.example",)
    assert (made["roles"], made["language"]) == (["Developer"], "de")
    assert accounts.authenticate(login="ibrandt", password=made["password"]) is not None


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--first-name", "Ines"], "A new person has a --last-name."),
        (["--last-name", "Brandt", "--person"], "--person excludes --last-name, --first-name and --email."),
    ],
)
def test_a_person_is_new_with_a_last_name_or_there_already(
    run: CommandLine, caller: Caller, options: list[str], said: str
) -> None:
    number = str(records.create(kind=PERSON, values={"login": "bob"}, caller=caller).number)
    more = [*options, number] if options[-1] == "--person" else options
    assert run.refused("account", "create", "ibrandt", "--no-password", *more, status=2) == said
    assert accounts.every() == []


def test_where_the_login_is_taken_there_is_no_new_person(run: CommandLine, bob: Account) -> None:
    run.refused("account", "create", "BOB", "--no-password", "--last-name", "Smith")
    assert [each.number for each in pages.page(kind=PERSON, limit=10).records] == []


@pytest.mark.parametrize("login", HOSTILE)
def test_strange_logins_are_kept_and_shown_as_they_are(run: CommandLine, login: str) -> None:
    assert run.json("account", "create", "--no-password", "--", login)["login"] == login
    assert run.json("account", "list")[0]["login"] == login
    assert run("account", "show", "--", login).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bob:x", "--generate"], "login: The login holds a colon, which ends it where HTTP sends it."),
        ([" ", "--generate"], "login: The login is empty or too long."),
        (["b" * 1100, "--generate"], "login: The login is empty or too long."),
        (["bob", "--generate", "--role", "Nope"], "There is no role 'Nope'."),
        (["bob", "--generate", "--person", "7"], "There is no person 7."),
    ],
)
def test_what_can_not_be_an_account_is_refused(run: CommandLine, arguments: list[str], said: str) -> None:
    assert run.refused("account", "create", *arguments) == said
    assert accounts.every() == []


@pytest.mark.usefixtures("bob")
def test_a_login_is_given_once_whatever_its_case(run: CommandLine) -> None:
    assert run.refused("account", "create", "BOB", "--generate") == "The login 'BOB' is in use."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nobody is there to type it: say --stdin or --generate."),
        (["--stdin", "--generate"], "--generate and --stdin exclude each other."),
        (["--no-password", "--generate"], "--no-password excludes --generate and --stdin."),
    ],
)
def test_where_the_password_comes_from_must_be_clear(run: CommandLine, arguments: list[str], said: str) -> None:
    assert run.refused("account", "create", "bob", *arguments, status=2) == said


@pytest.mark.parametrize("password", ["", "short\n", "x" * 2000])
def test_a_password_of_no_use_is_refused(run: CommandLine, password: str) -> None:
    said = run.refused("account", "create", "bob", "--stdin", stdin=password)
    assert said == "The password must have 8 to 1000 characters."


@pytest.mark.usefixtures("bob")
def test_a_disabled_account_can_be_enabled_again(run: CommandLine) -> None:
    assert run.json("account", "disable", "bob")["enabled"] is False
    assert run("account", "list").out.splitlines()[2].split()[-1] == "disabled"
    assert run("account", "enable", "bob").out == "The account Bob is enabled.\n"
    assert accounts.named(login="bob").enabled


@pytest.mark.usefixtures("bob")
def test_a_new_password_replaces_the_former_one(run: CommandLine) -> None:
    made = run.json("account", "password", "bob", "--generate")["password"]
    assert accounts.authenticate(login="bob", password=made) is not None
    assert accounts.authenticate(login="bob", password="correct horse") is None


def test_roles_are_given_and_taken_away(run: CommandLine, bob: Account) -> None:
    for name in ("Reader", "Writer"):
        roles.save(role=Role(name))
    assert run.json("account", "roles", "bob", "--add", "Reader", "--add", "Writer")["roles"] == ["Reader", "Writer"]
    assert run.json("account", "roles", "bob", "--remove", "Reader")["roles"] == ["Writer"]
    assert run("account", "roles", "bob").out == "Writer\n"
    assert run.refused("account", "roles", "bob", "--remove", "Reader") == "Bob does not have the role 'Reader'."
    assert run.refused("account", "roles", "bob", "--add", "Nope") == "There is no role 'Nope'."


@pytest.mark.usefixtures("bob")
def test_an_account_without_roles_is_said_to_be_of_no_use(run: CommandLine) -> None:
    assert run("account", "roles", "bob").out == "Bob has no role, so it may do nothing.\n"


@pytest.mark.usefixtures("bob")
def test_what_is_not_named_stays_when_an_account_changes(run: CommandLine) -> None:
    assert run.json("account", "change", "bob", "--language", "fi")["name"] == "Robert"
    assert run.json("account", "change", "bob", "--name", "Bobby", "--language", "")["language"] is None
    assert run.refused("account", "change", "bob", status=2).startswith("Say what to change")
    assert run.refused("account", "change", "bob", "--person", "7") == "There is no person 7."
    assert accounts.authenticate(login="bob", password="correct horse") is not None


def test_an_account_is_removed_with_its_credentials(run: CommandLine, bob: Account) -> None:
    _, secret = credentials.issue(kind=CredentialKind.KEY, account=bob.key)
    kept, _ = credentials.issue(kind=CredentialKind.KEY, account=None)
    assert run.refused("account", "remove", "bob", status=2) == "Nobody is there to confirm this: say --yes."
    assert run("account", "remove", "bob", "--yes").out == "The account Bob is gone.\n"
    assert accounts.every() == []
    assert [each.id for each in credentials.every()] == [kept.id]
    assert credentials.find(presented=secret) is None


def test_an_account_shows_its_credentials_without_their_digests(run: CommandLine, bob: Account) -> None:
    made, _ = credentials.issue(kind=CredentialKind.KEY, account=bob.key)
    shown = run.json("account", "show", "bob")
    assert shown["credentials"][0]["id"] == made.id
    assert made.digest not in run("account", "show", "bob", "--json").out
    assert made.id in run("account", "show", "bob").out


@pytest.mark.parametrize("verb", ["show", "disable", "enable", "roles", "password", "remove"])
def test_an_account_that_is_not_there_is_refused(run: CommandLine, verb: str) -> None:
    assert run.refused("account", verb, "nöbody") == "There is no account 'nöbody'."
