"""Secrets that Polydesk hands out: random, shown once, kept as a digest only.

A plain SHA-256 is right here, unlike for passwords: what it protects has at least 95 bits of chance, so guessing is hopeless
and a slow hash would only cost each request its time. The digest is also the key under which the secret is looked up.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string
from typing import Final

ALPHABET: Final = string.ascii_letters + string.digits
MIN_LENGTH: Final = 16  # 62^16 is 95 bits


def mint(length: int = 40) -> str:
    """A random secret of letters and digits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(max(length, MIN_LENGTH)))


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def matches(secret: str, kept: str) -> bool:
    """Whether a secret is the one whose digest is kept, in constant time."""
    return hmac.compare_digest(digest(secret), kept)
