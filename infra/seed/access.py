"""Who may come in at first: the administrator, and callers of each dialect. Secrets are random in each data directory."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain import secret
from chalicelib.domain.account import Account
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, ANY, READ_ONLY, FieldRight, Role, Verb, administrator
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, credentials, roles

ADMINISTRATOR: Final = administrator("Administrator")
TICKETS: Final = Role("Tickets", kinds={kind.name: ALL_VERBS for kind in (TICKET, PERSON, SERVICE)})
_PASSWORD_LENGTH: Final = 20

_MODULE: Final = frozenset({"external-api"})
_NO_DELETE: Final = frozenset({Verb.READ, Verb.CREATE, Verb.EDIT})
INTEGRATION: Final = Role("ESM integration", abilities=_MODULE, kinds={ANY: ALL_VERBS}, folders={ANY: ALL_VERBS})
READER: Final = Role("ESM reader", abilities=_MODULE, kinds={ANY: READ_ONLY}, folders={ANY: READ_ONLY})
PARTNER_SYNC: Final = Role(
    "ESM partner sync",
    abilities=_MODULE,
    kinds=dict.fromkeys(("incident", "company", "support_group", "rest_example"), _NO_DELETE),
    folders=dict.fromkeys(("incident_management", "companies", "support_groups", "rest_examples"), _NO_DELETE),
    fields={
        "company": {"company_id": FieldRight.NONE, "company_description": FieldRight.READ},
        "rest_example": {"secret": FieldRight.NONE},
    },
)
NO_MODULE: Final = Role("Reading without the ESM module", kinds={ANY: READ_ONLY}, folders={ANY: READ_ONLY})
# Beside the one that may do everything: what it is called in the credentials, its login, its name, its role.
_ESM_ACCOUNTS: Final = (
    ("reader", "esm-reader", "ESM reports", READER),
    ("restricted", "esm-partner-sync", "ESM partner sync", PARTNER_SYNC),
    ("no_module", "esm-portal", "Portal", NO_MODULE),
)

XMATTERS: Final = Role("xMatters integration", abilities=frozenset({ANY}))
XMATTERS_READER: Final = Role("xMatters reader", abilities=frozenset({"read"}))

Section = dict[str, Any]


def admit(*, person: Ref, integrator: Ref) -> dict[str, Section]:
    """Make roles, accounts and credentials; the answer is what their owners have to know, by dialect.

    `person`: who is behind the administrator's account. `integrator`: who is behind those that integrations write with.
    """
    for role in (
        ADMINISTRATOR,
        TICKETS,
        INTEGRATION,
        READER,
        PARTNER_SYNC,
        NO_MODULE,
        XMATTERS,
        XMATTERS_READER,
    ):
        roles.save(role=role)
    return {
        "xmatters": _xmatters(integrator),
        "esm": _esm(integrator),
        "tickets": _tickets_key(),
        "admin": _account("admin", "Administrator", ADMINISTRATOR, person=person, language="en"),
    }


def _xmatters(person: Ref) -> Section:
    # Called like the person, whose web login it is.
    section = _account("apidev", "Api Dev", XMATTERS, person=person, language="en")
    return {**section, "reader": _account("xmatters-reader", "Alert reports", XMATTERS_READER)}


def _esm(person: Ref) -> Section:
    section = _account("esm-integration", "ESM integration", INTEGRATION, person=person)
    for key, login, name, role in _ESM_ACCOUNTS:
        section[key] = _account(login, name, role)
    return section


def _tickets_key() -> Section:
    account = accounts.create(account=Account("tickets", name="Tickets API", roles=(TICKETS.name,)))
    key = secret.mint(secret.MIN_LENGTH)
    credentials.replace_key(account=account.key, presented=key)
    return {"key": key}


def _account(login: str, name: str, role: Role, *, person: Ref | None = None, language: str | None = None) -> Section:
    number = person.number if person else None
    return open_account(Account(login, name=name, roles=(role.name,), person=number, language=language))


def open_account(account: Account) -> Section:
    """A new account with a random password; answers login and password, as credentials.json has them."""
    password = secret.mint(_PASSWORD_LENGTH)
    accounts.create(account=account, password=password)
    return {"login": account.login, "password": password}
