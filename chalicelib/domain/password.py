"""Passwords: kept as scrypt hashes with a salt each, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from typing import Final, NamedTuple


class Cost(NamedTuple):
    """What a hash costs, in scrypt's terms: N, r and p."""

    work: int
    block: int
    parallel: int


# OWASP's floor for scrypt is N=2^17 r=8 p=1 (128 MB); a Lambda of 256 MB takes the equivalent N=2^14 r=8 p=5 (16 MB).
COST: Final = Cost(2**14, 8, 5)
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32


def hash_password(password: str) -> str:
    """`scrypt$N$r$p$salt$hash`, with a fresh salt; takes about a tenth of a second."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _written(COST, salt, _scrypt(password, salt, COST))


def verify(password: str, stored: str | None) -> bool:
    """Whether `password` is the one behind `stored`. Takes as long without a stored hash, so that logins can't be probed."""
    scheme, work, block, parallel, salt, digest = (stored or _decoy()).split("$")
    if scheme != "scrypt":
        raise ValueError(f"unknown password scheme {scheme}")
    computed = _scrypt(password, b64decode(salt), Cost(int(work), int(block), int(parallel)))
    return hmac.compare_digest(computed, b64decode(digest)) and stored is not None


def _scrypt(password: str, salt: bytes, cost: Cost) -> bytes:
    # maxmem: scrypt needs 128·N·r bytes and a little; the default bound of OpenSSL is just below that.
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=cost.work,
        r=cost.block,
        p=cost.parallel,
        maxmem=192 * cost.work * cost.block,
        dklen=_HASH_BYTES,
    )


def _decoy() -> str:
    """Like a stored hash, of no password."""
    return _written(COST, bytes(_SALT_BYTES), bytes(_HASH_BYTES))


def _written(cost: Cost, salt: bytes, digest: bytes) -> str:
    return "$".join(("scrypt", *map(str, cost), b64encode(salt).decode(), b64encode(digest).decode()))
