"""JSON Web Tokens that we issue: signed with the newest key, checked with the two newest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain import clock
from chalicelib.errors import Reason, Unauthorized
from chalicelib.services import keyrings

if TYPE_CHECKING:
    from jwt.types import Options

ALGORITHMS: Final = ("HS256", "HS512")
_LAST: Final = datetime(9999, 12, 31, tzinfo=UTC).timestamp()  # ends beyond it are as good as none
# The library would look at the machine's clock, ours may be moved: `expired` judges instead.
_OPTIONS: Final[Options] = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}


def issue(*, claims: Mapping[str, Any], algorithm: str = "HS256") -> str:
    """A signed token that lets its bearer in; whatever else is to be signed gets a key from `keyrings.derived`.

    `claims` as they shall stand in it; `exp` and `iat` in seconds since 1970.
    """
    import jwt  # most requests bring no token, and of those that do the authorizer reads most

    key = keyrings.current().current
    return jwt.encode(dict(claims), key.secret, algorithm=algorithm, headers={"kid": key.kid})


def verify(token: str) -> Mapping[str, Any]:
    """The claims of a token that we signed, whether or not it has run out (see `expired`).

    Raises Unauthorized: MALFORMED for what is no token of ours, UNKNOWN for a wrong signature or a key that is gone.
    """
    import jwt

    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError):  # ValueError: half a surrogate pair
        raise Unauthorized(Reason.MALFORMED) from None
    kid = header.get("kid")
    key = keyrings.find(kid) if isinstance(kid, str) else None
    if key is None:
        raise Unauthorized(Reason.UNKNOWN)
    try:
        claims: Mapping[str, Any] = jwt.decode(token, key.secret, algorithms=ALGORITHMS, options=_OPTIONS)
    except jwt.InvalidTokenError:
        raise Unauthorized(Reason.UNKNOWN) from None
    return claims


def claimed(token: str) -> Mapping[str, Any]:
    """What a token says that is known to be ours by other means, whoever has signed it; nothing for what is no token."""
    import jwt

    try:
        said: Mapping[str, Any] = jwt.decode(token, options={"verify_signature": False, **_OPTIONS})
    except jwt.InvalidTokenError:
        return {}
    return said


def expiry(claims: Mapping[str, Any]) -> datetime | None:
    """When a token ends, None when it never does."""
    exp = claims.get("exp")
    return datetime.fromtimestamp(min(exp, _LAST), UTC) if isinstance(exp, (int, float)) else None


def expired(at: datetime | None) -> bool:
    """Whether an end has come; there is no leeway."""
    return at is not None and at <= clock.now()
