"""The first accounts: who gets in with what, and may do what."""

from __future__ import annotations

import pytest

from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions, Verb
from chalicelib.services import accounts, credentials, roles
from infra.seed.access import Section, admit


@pytest.fixture(scope="module")
def sections(shared_cloud: None) -> dict[str, Section]:
    return admit(person=Ref("person", 7))


def _permissions(login: str) -> Permissions:
    account = accounts.get(key=login)
    assert account is not None
    return roles.permissions(names=account.roles)


def test_the_key_has_sixteen_letters_and_digits(sections: dict[str, Section]) -> None:
    assert len(sections["tickets"]["key"]) == 16
    assert sections["tickets"]["key"].isalnum()


def test_the_key_is_that_of_the_account_tickets(sections: dict[str, Section]) -> None:
    credential = credentials.find(presented=sections["tickets"]["key"])

    assert credential is not None
    assert credential.account == "tickets"


@pytest.mark.parametrize("kind", ["ticket", "person", "service"])
@pytest.mark.usefixtures("sections")
def test_the_account_tickets_may_do_everything_with_its_nouns(kind: str) -> None:
    assert all(_permissions("tickets").may(verb, kind) for verb in Verb)


@pytest.mark.usefixtures("sections")
def test_the_account_tickets_may_not_touch_what_it_does_not_know() -> None:
    assert not any(_permissions("tickets").may(verb, "group") for verb in Verb)


def test_the_administrator_gets_in_as_a_person(sections: dict[str, Section]) -> None:
    account = accounts.authenticate(**sections["admin"])

    assert account is not None
    assert account.person == 7


@pytest.mark.usefixtures("sections")
def test_the_administrator_may_do_everything() -> None:
    permissions = _permissions("admin")

    assert permissions.has("anything")
    assert all(permissions.may(verb, "anything") for verb in Verb)
