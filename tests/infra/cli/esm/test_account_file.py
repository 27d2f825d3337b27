from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain import password as passwords
from chalicelib.domain.account import Account
from chalicelib.errors import Faults
from infra.cli.esm import account_file

PASSWORD = "correct horse"


def read(**said: Any) -> tuple[account_file.Wanted, list[str]]:
    faults = Faults()
    wanted = account_file.read({"login": "sync", **said}, (), faults)
    return wanted, [f"{fault.path[0]}: {fault.message}" for fault in faults]


def test_an_account_is_made_of_what_is_said() -> None:
    wanted, faults = read(name="Sync", roles=["a", "b"], person="12", password=PASSWORD)
    assert faults == []
    made = wanted.applied(None)
    assert (made.name, made.roles, made.person) == ("Sync", ("a", "b"), 12)
    assert passwords.verify(PASSWORD, made.password)


def test_what_is_not_said_stays_and_null_takes_the_person_away() -> None:
    former = Account("Sync", "Sync", roles=("a",), person=12, language="de", enabled=False)
    assert read()[0].applied(former) == former
    assert read(person=None)[0].applied(former).person is None


def test_a_password_that_is_right_is_left_as_it_is() -> None:
    former = Account("sync", password=passwords.hash_password(PASSWORD))
    assert read(password=PASSWORD)[0].applied(former) is not None
    assert read(password=PASSWORD)[0].applied(former) == former
    assert read(password="another one")[0].applied(former) != former


def test_an_account_whose_passwords_live_elsewhere_has_none_here() -> None:
    former = Account("sync", password=passwords.hash_password(PASSWORD))
    assert read(local=False)[0].applied(former).password is None


def test_a_password_is_not_in_what_is_said_of_it() -> None:
    assert PASSWORD not in repr(read(password=PASSWORD)[0])


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"login": "a:b"}, "login: holds a colon, which ends it where HTTP sends it."),
        ({"login": "x" * 3_000}, "login: is too long."),
        ({"password": "short"}, "password: must be a text of 8 to 1000 characters."),
        ({"password": 12345678}, "password: must be a text of 8 to 1000 characters."),
        (
            {"password": PASSWORD, "local": False},
            "password: is not for an account whose passwords live elsewhere.",
        ),
        ({"person": "Ada"}, "person: must be the id of a person, or null."),
        ({"person": 0}, "person: must be the id of a person, or null."),
        ({"person": True}, "person: must be the id of a person, or null."),
        ({"roles": ["a", "a"]}, "roles: names a again."),
        ({"local": "yes"}, "local: must be true or false."),
    ],
)
def test_an_account_that_makes_no_sense_is_a_fault(said: dict[str, Any], fault: str) -> None:
    assert read(**said)[1] == [fault]
