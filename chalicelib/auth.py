"""Who may come in: one piece of code behind the gateway's authorizer and behind every request.

Two steps. *Prove*: what was presented names an account and is right (password, signature, known secret). *Judge*: it is still
good (not expired, not switched off), the account is enabled, and this dialect takes credentials of this kind. The authorizer at
the edge only proves, because the gateway keeps its answer for a minute; the app always judges, on what is at most five
seconds old, and proves for itself where no authorizer stood in front.

Chalice loads this module alone for the authorizer's function, so it imports nothing of the dialects, nor records.
"""

from __future__ import annotations

import binascii
import logging
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from chalice.app import AuthRequest, AuthResponse, Blueprint

from chalicelib import config
from chalicelib.domain.account import Account, Credential, fold
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.errors import PolydeskError, Reason, Unauthorized
from chalicelib.services import accounts, credentials, roles, tokens, usage_keys

if TYPE_CHECKING:
    from chalicelib.request import Request

log = logging.getLogger(__name__)

authorizers = Blueprint(__name__)

_TOKEN_KINDS: Final = {"access": CredentialKind.ACCESS_TOKEN, "api": CredentialKind.API_TOKEN}


@dataclass(frozen=True, slots=True)
class Identity:
    """What was proved: the account's key (None for a credential without a user), by what means, until when.

    `digest`: of the credential, for means that are credentials of ours. Travels through the gateway as texts.
    """

    kind: CredentialKind
    account: str | None
    digest: str | None = field(default=None, repr=False)
    expires_at: datetime | None = None

    def to_context(self) -> dict[str, str]:
        """As the authorizer hands it to the app: texts only, nothing secret."""
        said = {
            "kind": self.kind.value,
            "account": self.account,
            "digest": self.digest,
            "exp": str(self.expires_at.timestamp()) if self.expires_at else None,
        }
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def from_context(cls, context: Mapping[str, Any]) -> Identity:
        """Read what `to_context` wrote."""
        exp = context.get("exp")
        return cls(
            CredentialKind(context["kind"]),
            context.get("account"),
            context.get("digest"),
            datetime.fromtimestamp(float(exp), UTC) if exp else None,
        )


@authorizers.authorizer(ttl_seconds=config.AUTHORIZER_SECONDS)
def authorize(request: AuthRequest) -> dict[str, Any]:
    """The fence at the edge: lets everything pass that can be identified, on every path, and says whose calls these are.

    What can't is refused by the exception that API Gateway turns into its 401.
    """
    try:
        identity = prove(request.token)
    except Unauthorized:
        raise Exception("Unauthorized") from None  # noqa: TRY002  API Gateway knows this word only
    said = AuthResponse(routes=["*"], principal_id=identity.account or "-", context=identity.to_context())
    answer: dict[str, Any] = said.to_dict(request)
    if config.USAGE_PLANS:
        answer["usageIdentifierKey"] = _usage_key(identity.account)
    return answer


def _usage_key(account: str | None) -> str:
    """By which key the gateway is to count the calls. Not knowing it is no reason to keep anybody out."""
    try:
        return usage_keys.value(account=account)
    except PolydeskError as error:
        log.warning("calls are counted by the shared key: %s", type(error).__name__)
        return usage_keys.value(account=None)


def identify(request: Request, *, accepts: frozenset[CredentialKind], dialect: str) -> Caller:
    """Who makes this request. Raises Unauthorized with the reason; the dialect says what that means to its clients."""
    if request.authorizer.get("kind"):
        identity = Identity.from_context(request.authorizer)
    elif CredentialKind.KEY in accepts:
        identity = prove_key(request.query.first("key", fold=True))
    else:
        identity = prove(request.headers.get("authorization"))
    return judge(identity, accepts=accepts, dialect=dialect)


def prove(authorization: str | None) -> Identity:
    """Whom an Authorization header names, if it is right."""
    if not authorization:
        raise Unauthorized(Reason.MISSING)
    scheme, _, content = authorization.strip().partition(" ")
    content = content.strip()
    if not content:
        raise Unauthorized(Reason.MALFORMED)
    match scheme.lower():
        case "basic":
            return _prove_password(content)
        case "bearer":
            return _prove_token(content)
    raise Unauthorized(Reason.MALFORMED)


def prove_key(key: str | None) -> Identity:
    """Whom a key in the query names, if there is such a key."""
    if not key:
        raise Unauthorized(Reason.MISSING)
    return _of(credentials.find(presented=key), CredentialKind.KEY)


def judge(identity: Identity, *, accepts: frozenset[CredentialKind], dialect: str) -> Caller:
    """The caller behind a proved identity, if all of it is still good."""
    if identity.kind not in accepts:
        raise Unauthorized(Reason.WRONG_KIND)
    credential = credentials.by_digest(digest=identity.digest) if identity.digest else None
    if identity.digest and credential is None:
        raise Unauthorized(Reason.UNKNOWN)
    if credential is not None and (credential.trashed or not credential.enabled):
        raise Unauthorized(Reason.REVOKED)
    if tokens.expired(identity.expires_at) or (credential is not None and tokens.expired(credential.expires_at)):
        raise Unauthorized(Reason.EXPIRED)
    owner = credential.account if credential else identity.account  # the edge may be a minute behind
    account = accounts.get(key=owner) if owner else None
    if account is None or not account.enabled:
        raise Unauthorized(Reason.DISABLED)
    return _caller(account, identity, credential, dialect)


def _caller(account: Account, identity: Identity, credential: Credential | None, dialect: str) -> Caller:
    return Caller(
        account=account.key,
        login=account.login,
        credential=credential.id if credential else identity.kind.value,
        kind=identity.kind,
        dialect=dialect,
        permissions=roles.permissions(names=account.roles),
        person=Ref("person", account.person) if account.person else None,
        language=account.language,
        expires_at=identity.expires_at,
        roots=credential.roots if credential else (),
        read_only=credential.read_only if credential else False,
    )


def _prove_password(content: str) -> Identity:
    try:
        login, separator, password = b64decode(content, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise Unauthorized(Reason.MALFORMED) from None
    if not separator:
        raise Unauthorized(Reason.MALFORMED)
    account = accounts.authenticate(login=login, password=password)
    if account is None:
        raise Unauthorized(Reason.UNKNOWN)
    return Identity(CredentialKind.BASIC, account.key)


def _prove_token(token: str) -> Identity:
    """A token of three parts is a JWT that we signed, any other an opaque secret that we handed out."""
    if token.count(".") != 2:
        return _of(credentials.find(presented=token), CredentialKind.BEARER)
    try:
        claims = tokens.verify(token)
    except Unauthorized:
        known = credentials.find(presented=token)
        if known is None:
            raise
        return _of(known, CredentialKind.API_TOKEN)  # which outlives the keys that sign
    kind = _TOKEN_KINDS.get(str(claims.get("kind", "access")))
    subject = claims.get("sub")
    if kind is CredentialKind.API_TOKEN and (known := credentials.find(presented=token)) is not None:
        return _of(known, kind)
    if kind is None or not isinstance(subject, str):
        raise Unauthorized(Reason.UNKNOWN)
    return Identity(kind, fold(subject), expires_at=tokens.expiry(claims))


def _of(credential: Credential | None, kind: CredentialKind) -> Identity:
    if credential is None or credential.kind is not kind:
        raise Unauthorized(Reason.UNKNOWN)
    return Identity(kind, credential.account, credential.digest, credential.expires_at)
