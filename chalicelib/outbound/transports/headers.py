"""What a callback says beside its body: our own headers, the message's, credentials and signature."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from typing import Final

from chalicelib.domain.delivery import Delivery
from chalicelib.outbound import signature
from chalicelib.outbound.destination import Destination
from chalicelib.outbound.outcomes import Failed, permanent
from chalicelib.store import vault

AGENT: Final = "Polydesk"
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE: Final = re.compile(r"[\t\x20-\x7e]*")

# What frames a request or names its receiver is never a message's to say.
_OURS: Final = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "expect"}
)


def of(delivery: Delivery, destination: Destination, body: bytes) -> dict[str, str]:
    """Every header of a callback. Raises `Failed` for one that can't be sent, and Unavailable without the vault."""
    message = delivery.message
    headers = {"user-agent": ("User-Agent", AGENT), "content-type": ("Content-Type", message.media_type)}
    for name, value in message.headers.items():
        if name.lower() not in _OURS:
            headers[name.lower()] = (name, value)
    headers["host"] = ("Host", destination.authority)
    headers["content-length"] = ("Content-Length", str(len(body)))
    headers["connection"] = ("Connection", "close")
    if message.login is not None:
        headers["authorization"] = ("Authorization", _basic(message.login, _opened(message.password)))
    if message.secret is not None:
        for name, value in _signed(delivery, body, _opened(message.secret)).items():
            headers[name] = (name, value)
    if not all(_NAME.fullmatch(name) and _VALUE.fullmatch(value) for name, value in headers.values()):
        raise Failed(permanent("A header of this callback holds characters that can't be sent."))
    return dict(headers.values())


def _basic(login: str, password: str) -> str:
    return "Basic " + b64encode(f"{login}:{password}".encode("utf-8", "replace")).decode()


def _signed(delivery: Delivery, body: bytes, secret: str) -> dict[str, str]:
    # By the machine's clock, not the one a sandbox may move: receivers compare with their own.
    try:
        return signature.sign(id=delivery.id, timestamp=int(time.time()), body=body, secret=secret)
    except ValueError:
        raise Failed(permanent("The signing secret of this callback is not base64.")) from None


def _opened(sealed: str | None) -> str:
    if sealed is None:
        return ""
    try:
        return vault.unseal(sealed)
    except ValueError:
        raise Failed(permanent("A secret of this callback was not sealed by this deployment.")) from None
