"""Who may call through the Matrix42 dialect at first, and which operations are not for everybody."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.account import Account
from chalicelib.domain.api import Audience
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import ALL_VERBS, ANY, READ_ONLY, Role, Verb
from chalicelib.services import accounts, apis, records, roles
from infra.cli import api_tokens
from infra.seed.access import Section, open_account

EVERYTHING: Final = Role("Matrix42 integration", kinds={ANY: ALL_VERBS})
_WRITES: Final = frozenset({Verb.READ, Verb.CREATE, Verb.EDIT})
_REFERRED_TO: Final = ("person", "group", "site", "service", "category", "agreement", "saved-query")
TICKETS: Final = Role(
    "Matrix42 tickets",
    kinds={"ticket": _WRITES, "time-entry": _WRITES, **dict.fromkeys(_REFERRED_TO, READ_ONLY)},
)
RESTRICTED: Final = ("Fragments", "Ticket.Close")
"""A service and an operation that only one group may call."""


def admit(*, insider: Ref, outsider: Ref, group: Ref) -> Section:
    """Make roles, accounts, API tokens and audiences; answers what callers have to know, as credentials.json has it.

    `group`: who may call what is restricted; `insider`: a person who belongs to it, `outsider`: one who does not.
    """
    for role in (EVERYTHING, TICKETS):
        roles.save(role=role)
    for name in RESTRICTED:
        apis.set_audience(of=name, wanted=Audience(groups=frozenset({group.number})))
    section = _account(insider, EVERYTHING, "en", called="Desk connector")
    return {**section, "outside_audience": _account(outsider, TICKETS, "de", called="Reports")}


def _account(ref: Ref, role: Role, language: str, *, called: str) -> Section:
    """An account of a person, with their login, and an API token that never ends; answers what there is to know of it.

    `called`: the name of the token.
    """
    person = records.get(kind=PERSON, number=ref.number)
    account = Account(person.get("login"), person.title, roles=(role.name,), person=ref.number, language=language)
    section = open_account(account)
    _, presented = api_tokens.issue(account=accounts.named(login=account.login), name=called)
    return {**section, "api_token": presented}
