"""The first accounts: who gets in with what, and may do what."""

from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import FieldRight, Permissions, Verb
from chalicelib.services import accounts, credentials, roles
from infra.seed.access import Section, admit


@pytest.fixture(scope="module")
def sections(shared_cloud: None) -> dict[str, Section]:
    return admit(person=Ref("person", 7), integrator=Ref("person", 9))


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


def _esm(sections: dict[str, Section], key: str | None = None) -> tuple[Account, Permissions]:
    """An account of the section `esm`, signed in to with what the section says, and what it may do."""
    section = sections["esm"] if key is None else sections["esm"][key]
    account = accounts.authenticate(login=section["login"], password=section["password"])
    assert account is not None
    return account, roles.permissions(names=account.roles)


def test_the_integration_may_do_everything_with_cards_in_the_name_of_a_person(sections: dict[str, Section]) -> None:
    account, permissions = _esm(sections)

    assert account.person == 9
    assert permissions.has("external-api")
    assert all(permissions.may(verb, "company") and permissions.may_in_folder(verb, ["companies"]) for verb in Verb)


@pytest.mark.parametrize(("key", "is_let_in"), [("reader", True), ("no_module", False)])
def test_a_reader_reads_with_or_without_the_module(sections: dict[str, Section], key: str, is_let_in: bool) -> None:
    account, permissions = _esm(sections, key)

    assert account.person is None
    assert permissions.has("external-api") is is_let_in
    assert [verb for verb in Verb if permissions.may(verb, "person")] == [Verb.READ]
    assert [verb for verb in Verb if permissions.may_in_folder(verb, ["personnel"])] == [Verb.READ]


def test_the_restricted_account_is_let_in_and_never_deletes(sections: dict[str, Section]) -> None:
    _, permissions = _esm(sections, "restricted")

    assert permissions.has("external-api")
    for template in ("incident", "company", "support_group", "rest_example"):
        assert [verb for verb in Verb if permissions.may(verb, template)] == [Verb.READ, Verb.CREATE, Verb.EDIT]
    for folder in ("incident_management", "companies", "support_groups", "rest_examples"):
        assert [verb for verb in Verb if permissions.may_in_folder(verb, [folder])] == [
            Verb.READ,
            Verb.CREATE,
            Verb.EDIT,
        ]


def test_the_restricted_account_does_not_see_the_rest(sections: dict[str, Section]) -> None:
    _, permissions = _esm(sections, "restricted")

    assert not any(permissions.may(verb, kind) for verb in Verb for kind in ("person", "ServiceRequest", "change"))
    assert not any(permissions.may_in_folder(verb, ["security_incidents"]) for verb in Verb)


def test_the_restricted_account_has_rights_on_single_attributes(sections: dict[str, Section]) -> None:
    _, permissions = _esm(sections, "restricted")

    assert permissions.field_right("company", "company_id") is FieldRight.NONE
    assert permissions.field_right("company", "company_description") is FieldRight.READ
    assert permissions.field_right("company", "city") is FieldRight.WRITE
    assert permissions.field_right("rest_example", "secret") is FieldRight.NONE
