"""API tokens of the Matrix42 dialect, as its administrators issue them: each says whose it is, in ids of its own interface."""

from __future__ import annotations

from datetime import datetime

from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.vocabulary.tickets import USER
from chalicelib.domain.account import Account, Credential
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.services import api_tokens, records


def issue(*, account: Account, name: str, expires_at: datetime | None = None) -> tuple[Credential, str]:
    """A new token of an account with a person, and what is presented, shown this once.

    Raises Invalid for a name that is none, Conflict for one that is in use, NotFound where the person is gone.
    """
    person = records.get(kind=PERSON, number=account.person or 0)
    return api_tokens.issue(account=account, name=name, claims=claims(person), expires_at=expires_at)


def claims(person: Record) -> dict[str, str]:
    """What clients read in a token of whom it acts for (specification, 2.1.2)."""
    tag = catalogue.current().definition(USER).tag
    return {"UserFragmentId": str(fragment_id(person, USER, tag)), "UserObjectId": str(person.guid)}
