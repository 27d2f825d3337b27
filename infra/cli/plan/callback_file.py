"""Callbacks in a plan: `{"url": "https://…", "type": "status", "authType": "basic", "authUserName": "…", …}`."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from chalicelib.domain.agent import SCHEME
from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said

NONE, BASIC = "none", "basic"
_LONGEST_URL: Final = 2_000  # characters


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a callback; a login only where it is used."""
    said = values.members(content, _READERS, frozenset({"url", "type"}), path, faults)
    if said.pop("authType", NONE) != BASIC or said.get("url", "").startswith(SCHEME):
        said.pop("authUserName", None)
        said.pop("authPassword", None)
    elif "authUserName" not in said:
        faults.add((*path, "authUserName"), "required", "is missing.")
    return said


def write(callback: Callback) -> Said:
    """A callback for a file, without its password."""
    made: Said = {"url": callback.url, "type": callback.type.value}
    if callback.login is not None:
        made |= {"authType": BASIC, "authUserName": callback.login}
    if callback.agent is not None:
        made["iaid"] = callback.agent
    return made


def _url(content: Any, path: Where, faults: Faults) -> str:
    said: str = values.text(_LONGEST_URL)(content, path, faults)
    if said and not _is_address(said):
        faults.add(path, "format", "must be an http, https or ia URL, without user and password.")
    return said


def _is_address(url: str) -> bool:
    if url.startswith(SCHEME):
        return len(url) > len(SCHEME)
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and _port(parts)
    except ValueError:
        return False


def _port(parts: Any) -> bool:
    return parts.port is None or bool(parts.port)


_READERS: Final[dict[str, values.Reader]] = {
    "url": _url,
    "type": values.choice(*(each.value for each in CallbackType)),
    "authType": values.choice(NONE, BASIC),
    "authUserName": values.name,
    "authPassword": values.text(values.LONGEST, blank=True),
    "iaid": values.name,
}
