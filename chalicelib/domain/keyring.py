"""Signing keys with rotation: the newest signs, the one before it still checks until its last token has run out."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

KEY_BYTES: Final = 64  # as long as the output of the longest hash in use (HS512)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key: `kid` names it in token headers, `secret` is at least 64 bytes."""

    kid: str
    secret: bytes = field(repr=False)
    created_at: datetime

    @classmethod
    def mint(cls, at: datetime) -> SigningKey:
        """A new random key."""
        return cls(secrets.token_hex(6), secrets.token_bytes(KEY_BYTES), at)


@dataclass(frozen=True, slots=True)
class Keyring:
    """At most two keys, newest first."""

    keys: tuple[SigningKey, ...]

    @classmethod
    def mint(cls, at: datetime) -> Keyring:
        """A ring with one new key."""
        return cls((SigningKey.mint(at),))

    @property
    def current(self) -> SigningKey:
        """The key that signs."""
        return self.keys[0]

    def find(self, kid: str) -> SigningKey | None:
        """The key a token names, if it still counts."""
        return next(
            (key for key in self.keys if hmac.compare_digest(key.kid.encode(), kid.encode("utf-8", "replace"))), None
        )

    def rotated(self, at: datetime) -> Keyring:
        """A ring whose new key signs and whose former one still checks."""
        return Keyring((SigningKey.mint(at), self.current))

    def replaced(self, at: datetime) -> Keyring:
        """A ring with a new key alone: every token ends now (after a leak)."""
        return Keyring.mint(at)

    def derive(self, purpose: str) -> tuple[bytes, ...]:
        """Keys for another purpose (sealing cursors …), one per signing key, newest first."""
        return tuple(hmac.digest(key.secret, b"polydesk/" + purpose.encode(), hashlib.sha256) for key in self.keys)

    def to_json(self) -> str:
        """How the ring is kept in the secret store."""
        return json.dumps(
            [
                {"kid": k.kid, "secret": urlsafe_b64encode(k.secret).decode(), "created_at": k.created_at.isoformat()}
                for k in self.keys
            ]
        )

    @classmethod
    def from_json(cls, text: str) -> Keyring:
        """Read what `to_json` wrote."""
        return cls(
            tuple(
                SigningKey(k["kid"], urlsafe_b64decode(k["secret"]), datetime.fromisoformat(k["created_at"]))
                for k in json.loads(text)
            )
        )
