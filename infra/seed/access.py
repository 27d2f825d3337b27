"""Who may come in at first: the administrator, and the key of the Tickets API. Secrets are random in each data directory."""

from __future__ import annotations

from typing import Final

from chalicelib.domain import secret
from chalicelib.domain.account import Account
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, Role, administrator
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, credentials, roles

ADMINISTRATOR: Final = administrator("Administrator")
TICKETS: Final = Role("Tickets", kinds={kind.name: ALL_VERBS for kind in (TICKET, PERSON, SERVICE)})
_PASSWORD_LENGTH: Final = 20

Section = dict[str, str]


def admit(*, person: Ref) -> dict[str, Section]:
    """Make roles, accounts and credentials; the answer is what their owners have to know, by dialect.

    `person`: who is behind the account that may do everything.
    """
    for role in (ADMINISTRATOR, TICKETS):
        roles.save(role=role)
    return {"tickets": _tickets_key(), "admin": _administrator(person)}


def _tickets_key() -> Section:
    account = accounts.create(account=Account("tickets", name="Tickets API", roles=(TICKETS.name,)))
    key = secret.mint(secret.MIN_LENGTH)
    credentials.replace_key(account=account.key, presented=key)
    return {"key": key}


def _administrator(person: Ref) -> Section:
    password = secret.mint(_PASSWORD_LENGTH)
    account = Account("admin", name="Administrator", roles=(ADMINISTRATOR.name,), person=person.number, language="en")
    accounts.create(account=account, password=password)
    return {"login": account.login, "password": password}
