"""A callback's URL, read once and strictly, into parts that can mean one thing only.

Parsers of URLs disagree on odd spellings, and guards that check what another parser connects to are fooled by them. Here the
URL is read once, the connection is made from these parts, and what is spelled oddly is refused rather than understood.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final
from urllib.parse import quote

from chalicelib.outbound.outcomes import Failed, permanent

LONGEST: Final = 8_192  # characters
PORTS: Final = {"http": 80, "https": 443}
_URL: Final = re.compile(r"(https?)://([^/?#\\]*)([/?][^#]*)?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]@%]+)(?::([0-9]{0,5}))?")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTS: Final = frozenset("\u3002\uff0e\uff61")  # taken for a full stop by some
_IN_PATH: Final = "/%:@!$&'()*+,;=~"  # what a path may hold beside letters, digits and "-._"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a callback goes. `host`: an IP address or a name in ASCII, lower case, no final dot. `target`: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read(url: str) -> Destination:
    """Take a URL apart. Raises `Failed`: a URL that can't be read, or only by guessing, is permanently so."""
    if len(url) > LONGEST or any(unicodedata.category(c) in ("Cc", "Cs") for c in url):
        raise Failed(permanent("The callback address is too long or holds control characters."))
    parts = _URL.fullmatch(url)
    if parts is None:
        raise Failed(permanent("The callback address is no http or https address."))
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3] or "/"
    if "@" in authority:
        raise Failed(permanent("The callback address holds credentials, which belong into the login and password."))
    place = _AUTHORITY.fullmatch(authority)
    if place is None:
        raise Failed(permanent("The callback address has no proper host."))
    port = int(place[2]) if place[2] else PORTS[scheme]
    if not 0 < port < 1 << 16:
        raise Failed(permanent("The callback address has no proper port."))
    return Destination(scheme, _host(place[1]), port, _target(rest))


def _host(text: str) -> str:
    """A host as it is looked up: an IP address in its usual spelling, or a name in ASCII."""
    if text.startswith("["):
        try:
            return str(IPv6Address(text[1:-1]))
        except ValueError:
            raise Failed(permanent("The callback address has no proper host.")) from None
    labels = [_label(label) for label in text.removesuffix(".").split(".")]
    host = ".".join(labels)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Failed(permanent("The callback address has no proper host."))
    if _NUMBER.fullmatch(labels[-1]):
        return _dotted(host)
    return host


def _dotted(host: str) -> str:
    """An IPv4 address in four plain decimals. Resolvers also take octal, hexadecimal and short ones, each in its own way."""
    try:
        return str(ip_address(host))
    except ValueError:
        raise Failed(permanent("The callback address spells an IP address in an unusual way.")) from None


def _label(label: str) -> str:
    """One label of a name in ASCII; international ones only in the form that all standards of encoding agree on.

    Digits and letters of other scripts that turn into ASCII ones, dots of other scripts and letters that the older standard
    replaces (ß) are refused: what a reader sees must be what is looked up.
    """
    if label.isascii():
        return label.lower()
    from encodings import idna  # rarely needed, and slow to load

    try:
        encoded = idna.ToASCII(label).decode("ascii").lower()
        agreed = idna.nameprep(label) == unicodedata.normalize("NFC", label).lower() and not label.isnumeric()
    except UnicodeError:
        encoded, agreed = "", False
    if not (agreed and encoded.startswith("xn--")) or _DOTS & set(label):
        raise Failed(permanent("The callback address has a host name in letters that are not allowed there."))
    return encoded


def _target(rest: str) -> str:
    """Path and query as they go over the wire: what may not stand there is percent-encoded as UTF-8."""
    path, mark, query = rest.partition("?")
    return quote(path or "/", safe=_IN_PATH) + mark + quote(query, safe=_IN_PATH + "?")
