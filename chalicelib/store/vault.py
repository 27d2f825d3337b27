"""Secrets at rest: callback passwords and signing secrets, sealed and opened by KMS; the key itself never leaves it.

Small texts go to KMS as they are, so no cipher of our own has to be loaded. The encryption context ties what is sealed to
this deployment. An opened secret is remembered for five minutes, so that a burst of callbacks costs one call.
"""

from __future__ import annotations

import binascii
import hashlib
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from threading import Lock
from typing import Any, Final

from chalicelib import config
from chalicelib.errors import TooLarge, Unavailable
from chalicelib.store import aws
from chalicelib.store.refusal import Refusal, answered

MAX_BYTES: Final = 4095  # KMS takes 4,096; one is ours
SECONDS: Final = 300.0  # what an opened secret is remembered
_FORM: Final = "kms1:"  # how a sealed text begins, so that another form can follow one day
_FILL: Final = b"\x01"  # in front of the text, since KMS seals nothing that is empty
_CONTEXT: Final = {"application": "polydesk", "stage": config.STAGE}
_BROKEN: Final = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})


class Memory:
    """Opened secrets by the digest of their sealed form, each for a while; everything is forgotten when it is full."""

    def __init__(self, seconds: float, *, size: int = 1_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._size = size
        self._clock = clock
        self._opened: dict[bytes, tuple[float, str]] = {}
        self._lock = Lock()

    def get(self, sealed: str, load: Callable[[str], str]) -> str:
        """The opened secret, from `load` when it is not known or too old."""
        digest = hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).digest()
        known = self._opened.get(digest)
        if known is not None and self._clock() < known[0]:
            return known[1]
        text = load(sealed)
        with self._lock:
            if len(self._opened) >= self._size:
                self._opened.clear()
            self._opened[digest] = (self._clock() + self._seconds, text)
        return text

    def forget(self) -> None:
        """Remember nothing."""
        with self._lock:
            self._opened.clear()


_memory: Final = Memory(SECONDS)


def seal(text: str) -> str:
    """Close a secret, for keeping it in an item. Raises TooLarge above 4,095 bytes, and Unavailable."""
    plain = _FILL + text.encode("utf-8", "surrogatepass")
    if len(plain) > MAX_BYTES + 1:
        raise TooLarge(MAX_BYTES, f"A secret may have at most {MAX_BYTES:,} bytes.")
    answer = _asked("encrypt", KeyId=config.VAULT_KEY, Plaintext=plain, EncryptionContext=_CONTEXT)
    return _FORM + b64encode(answer["CiphertextBlob"]).decode()


def unseal(sealed: str) -> str:
    """Open what `seal` has closed. Raises ValueError for what it has not closed, and Unavailable."""
    return _memory.get(sealed, _opened)


def forget() -> None:
    """Remember no opened secret."""
    _memory.forget()


def _opened(sealed: str) -> str:
    try:
        if not sealed.startswith(_FORM):
            raise ValueError
        blob = b64decode(sealed.removeprefix(_FORM), validate=True)
        # The blob names its key: secrets still open after the alias has moved on to a new one.
        plain: bytes = _asked("decrypt", CiphertextBlob=blob, EncryptionContext=_CONTEXT)["Plaintext"]
        if not plain.startswith(_FILL):
            raise ValueError
        return plain.removeprefix(_FILL).decode("utf-8", "surrogatepass")
    except (ValueError, binascii.Error):
        raise ValueError("This was not sealed by the vault of this deployment.") from None


def _asked(operation: str, **parameters: Any) -> Any:
    try:
        return answered(getattr(aws.client("kms"), operation), **parameters)
    except Refusal as refusal:
        if refusal.code in _BROKEN or refusal.code == "ParamValidationError":
            raise ValueError(refusal.code) from None
        raise Unavailable("The vault is out of reach.") from None
