"""The deployment's signing keys: made once, kept in the secret store, rotated by the administrator."""

from __future__ import annotations

from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.keyring import Keyring, SigningKey
from chalicelib.errors import Unavailable
from chalicelib.services.caches import Cache
from chalicelib.store import secrets

_NAME: Final = "signing-keys"
_rings: Final[Cache[Keyring]] = Cache(seconds=60, size=1)
_newest: Final[Cache[Keyring]] = Cache(
    seconds=5, size=1
)  # what unknown key names make us look up: noise can't more often


def current() -> Keyring:
    """The ring, at most a minute old; made when the deployment has none yet."""
    return _rings.get("", _load)


def find(kid: str) -> SigningKey | None:
    """The key of a name. A name that is not known may be newer than what we remember: it is looked up, but not often."""
    key = current().find(kid)
    if key is None:
        key = _newest.get("", _load).find(kid)
    return key


def derived(purpose: str) -> tuple[bytes, ...]:
    """Keys for another purpose than tokens, newest first."""
    return current().derive(purpose)


def rotate(*, emergency: bool = False) -> Keyring:
    """Sign with a new key. The former one still checks, unless this is an `emergency`: then every token ends."""
    ring = _load()
    ring = ring.replaced(clock.now()) if emergency else ring.rotated(clock.now())
    secrets.put(_NAME, ring.to_json(), new=False)
    _rings.clear()
    _newest.clear()
    return ring


def _load() -> Keyring:
    stored = secrets.get(_NAME)
    if stored is None:
        secrets.put(_NAME, Keyring.mint(clock.now()).to_json(), new=True)  # False: another process was faster
        stored = secrets.get(_NAME)
    if stored is None:
        raise Unavailable("The secret store forgets.")
    return Keyring.from_json(stored)
