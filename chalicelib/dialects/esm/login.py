"""The way in: login and password for a token (specification, 2)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from chalicelib.dialects.esm import admission, settings
from chalicelib.dialects.esm.vocabulary.messages import UNAUTHORIZED
from chalicelib.domain import clock
from chalicelib.errors import Malformed, Reason, Unauthorized
from chalicelib.services import accounts, guesses, roles, tokens

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.domain.account import Account
    from chalicelib.request import Request

ALGORITHM: Final = "HS512"
_JSON: Final = "application/json"
_MAX_FIELDS: Final = 20


def log_in(dialect: Dialect, request: Request) -> str:
    """A new token for who knows a password; other tokens of the account stay good.

    Counts against the account that logs in; a failure against the address that it comes from. Raises Malformed,
    Unauthorized, always with the same words, TooManyRequests, Forbidden for an account without the module.
    """
    try:
        account = _authenticate(*_fields(request), request.source_ip)
    except (Malformed, Unauthorized):
        admission.count_address(dialect, request)
        raise
    dialect.take(dialect=dialect.name, who=account.key, default=dialect.requests_per_minute)
    admission.check_module(roles.permissions(names=account.roles))
    return _issue(account, issuer=f"{request.base_url}{request.prefix}/users/login")


def _authenticate(login: str, password: str, source: str) -> Account:
    if not login or not password:
        raise Unauthorized(Reason.MISSING, UNAUTHORIZED)
    guesses.check(login=login, source=source)
    account = accounts.authenticate(login=login, password=password)
    if account is None or not account.enabled:
        guesses.note(login=login, source=source)
        raise Unauthorized(Reason.UNKNOWN, UNAUTHORIZED)
    return account


def _issue(account: Account, *, issuer: str) -> str:
    at = clock.now().replace(microsecond=0)
    ends = at + timedelta(minutes=settings.current().token_minutes)
    claims = {"sub": account.login, "iss": issuer, "iat": int(at.timestamp()), "exp": int(ends.timestamp())}
    return tokens.issue(claims=claims, algorithm=ALGORITHM)


def _fields(request: Request) -> tuple[str, str]:
    """Login and password, from the body alone; empty where they are missing."""
    if request.media_type == _JSON:
        return _json_fields(request.body)
    try:
        pairs = parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return "", ""
    said = dict(reversed(pairs))
    return said.get("login", ""), said.get("password", "")


def _json_fields(body: bytes) -> tuple[str, str]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise Malformed("Invalid JSON.") from None
    said = content if isinstance(content, dict) else {}
    login, password = said.get("login"), said.get("password")
    return (login if isinstance(login, str) else ""), (password if isinstance(password, str) else "")
