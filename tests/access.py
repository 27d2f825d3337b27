"""Factories of accounts and tokens for tests, with hashes that cost next to nothing."""

from __future__ import annotations

import hashlib
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from types import FrameType
from typing import Any, Self

from chalicelib.domain.account import Account
from chalicelib.services import accounts, keyrings
from chalicelib.services.tokens import issue

PASSWORD = "correct horse"


def cheap_hash(password: str) -> str:
    """A hash like those of `domain.password`, of the lowest cost that scrypt knows."""
    digest = hashlib.scrypt(password.encode(), salt=b"salt", n=16, r=1, p=1, dklen=32)
    return f"scrypt$16$1$1${b64encode(b'salt').decode()}${b64encode(digest).decode()}"


def make_account(login: str = "bsmith", password: str = PASSWORD, **more: Any) -> Account:
    account = replace(Account(login, **more), password=cheap_hash(password))
    accounts.save(account=account)
    return account


def basic(login: str, password: str) -> str:
    return "Basic " + b64encode(f"{login}:{password}".encode()).decode()


def token(claims: Mapping[str, Any], algorithm: str = "HS256") -> str:
    return issue(claims=claims, algorithm=algorithm)


def forget_keys() -> None:
    """As another process, or this one a minute later: what is known of keys is read anew."""
    keyrings._rings.clear()
    keyrings._newest.clear()


class Hashing:
    """Counts the scrypt hashes of this thread."""

    count = 0

    def __enter__(self) -> Self:
        sys.setprofile(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _look(self, _frame: FrameType, event: str, called: Any) -> None:
        self.count += event == "c_call" and getattr(called, "__name__", "") == "scrypt"
