"""API tokens for access tokens (specification, 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, SETTINGS, TOKEN_MINUTES
from chalicelib.dialects.matrix42.vocabulary.tickets import USER
from chalicelib.domain.account import Account
from chalicelib.errors import Reason, Unauthorized
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import api_tokens, profiles, settings

_SCHEME = "bearer"


def exchange(request: Request) -> Response:
    """An access token for an API token; `null` for one that is no longer good, and for what is none."""
    minutes = settings.get(section=DIALECT, declared=SETTINGS)[TOKEN_MINUTES]
    made = api_tokens.exchange(presented=_presented(request), lifetime=timedelta(minutes=minutes), claims=_claims)
    if made is None:
        return shown(None)
    token, ends = made
    return shown({"RawToken": token, "LifeTime": moments.spelled(ends)})


def _presented(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != _SCHEME or not token.strip():
        raise Unauthorized(Reason.MISSING if not scheme else Reason.MALFORMED)
    return token.strip()


def _claims(account: Account) -> Mapping[str, Any]:
    """What clients read in a token without checking it."""
    person = profiles.known(number=account.person) if account.person else None
    if person is None:
        return {}
    tag = catalogue.current().definition(USER).tag
    return {"UserFragmentId": str(fragment_id(person, USER, tag))}
