"""Where a callback may go: a name is resolved once, every address is checked, and the connection goes to a checked one.

Callers choose the URLs, and our functions stand where they do not: beside metadata services, databases, each other. So only
public addresses pass, told by tables of our own, since Python's notion of "private" differs between its versions. What a
name leads to is told to nobody, beyond the class of the network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from socket import IPPROTO_TCP, SOCK_STREAM, gaierror, getaddrinfo
from threading import Thread
from typing import Final

from chalicelib.outbound.outcomes import Failed, passing, permanent

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]


class Class(StrEnum):
    """What a network is for, where it is not the public Internet."""

    METADATA = "metadata"
    PRIVATE = "private"
    LOOPBACK = "loopback"
    LINK_LOCAL = "link-local"
    SHARED = "provider's"
    MULTICAST = "multicast"
    UNSPECIFIED = "unspecified"
    DOCUMENTATION = "documentation"
    BENCHMARK = "benchmark"
    TUNNEL = "tunnel"
    RESERVED = "reserved"


# The special ones (IANA's registries); the first that fits counts.
_CLASSES: Final[tuple[tuple[Class, tuple[str, ...]], ...]] = (
    (Class.METADATA, ("169.254.169.254", "169.254.170.2", "169.254.169.253", "fd00:ec2::/32")),
    (Class.LOOPBACK, ("127.0.0.0/8", "::1")),
    (Class.PRIVATE, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10")),
    (Class.LINK_LOCAL, ("169.254.0.0/16", "fe80::/10")),
    (Class.SHARED, ("100.64.0.0/10",)),
    (Class.MULTICAST, ("224.0.0.0/4", "ff00::/8")),
    (Class.UNSPECIFIED, ("0.0.0.0/8", "::")),
    (Class.DOCUMENTATION, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20")),
    (Class.BENCHMARK, ("198.18.0.0/15", "2001:2::/48")),
    (Class.TUNNEL, ("192.88.99.0/24", "2001::/32", "2002::/16")),  # Teredo and 6to4 lead to whatever IPv4 they embed
    (Class.RESERVED, ("192.0.0.0/24", "240.0.0.0/4", "2001::/23", "3ffe::/16")),
)
_SPECIAL: Final = tuple((name, ip_network(text)) for name, texts in _CLASSES for text in texts)
_GLOBAL: Final = IPv6Network("2000::/3")  # all of IPv6 that is handed out for the public Internet
_NAT64: Final = IPv6Network("64:ff9b::/96")  # how networks without IPv4 reach it: the last 32 bits are the address
_NAMED: Final = frozenset({Class.PRIVATE, Class.LOOPBACK, Class.SHARED})  # what naming a host in the allow-list opens
_MOST: Final = 4  # addresses of one name that are tried


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the deployment's owner allows beside the public Internet: networks, and names wherever they lead in private ones."""

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> Allowed:
        """Read addresses, CIDRs and host names."""
        networks: list[Network] = []
        hosts: set[str] = set()
        for entry in entries:
            try:
                networks.append(ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                hosts.add(entry.lower().rstrip("."))
        return cls(tuple(networks), frozenset(hosts))

    def covers(self, host: str, address: Address, found: Class) -> bool:
        """Whether an address that is not public may be gone to all the same."""
        if host in self.hosts and found in _NAMED:
            return True
        return any(address.version == network.version and address in network for network in self.networks)


def resolved(host: str, port: int) -> list[str]:
    """Ask the system's resolver for the addresses of a name."""
    return [str(row[4][0]) for row in getaddrinfo(host, port, type=SOCK_STREAM, proto=IPPROTO_TCP)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Turns a host into addresses that may be connected to."""

    allowed: Allowed
    resolver: Resolver = resolved

    def addresses(self, host: str, port: int, *, seconds: float) -> tuple[Address, ...]:
        """The addresses of a host, at most four. Raises `Failed` when one is forbidden, or none was found within `seconds`."""
        found = [_plain(text) for text in self._looked_up(host, port, seconds)]
        if not found:
            raise Failed(passing("The receiver's name could not be resolved."))
        for address in found:
            kind = classify(address)
            if kind is not None and not self.allowed.covers(host, address, kind):
                raise Failed(
                    permanent(f"The callback address leads into a {kind} network, where callbacks may not go.")
                )
        return tuple(dict.fromkeys(found))[:_MOST]

    def _looked_up(self, host: str, port: int, seconds: float) -> Sequence[str]:
        if _is_address(host):
            return [host]
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self.resolver(host, port))
            except Exception as error:  # it would be lost with this thread
                answers.put(error)

        Thread(target=ask, daemon=True).start()  # the system's resolver knows no time-out that we could set
        try:
            answer = answers.get(timeout=seconds)
        except Empty:
            raise Failed(passing("The receiver's name could not be resolved in time.")) from None
        if isinstance(answer, (gaierror, UnicodeError)):
            raise Failed(passing("The receiver's name could not be resolved.")) from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def classify(address: Address) -> Class | None:
    """What network an address is in; None for the public Internet."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return classify(address.ipv4_mapped)
        if address in _NAT64:
            return classify(IPv4Address(int(address) & 0xFFFFFFFF))
    for kind, network in _SPECIAL:
        if address.version == network.version and address in network:
            return kind
    if isinstance(address, IPv6Address) and address not in _GLOBAL:
        return Class.RESERVED
    return None


def _plain(text: str) -> Address:
    """An address, an IPv4 one that is dressed as IPv6 undressed. A zone stays: only link-local ones have any."""
    try:
        address = ip_address(text)
    except ValueError:
        raise Failed(permanent("The callback address leads to no proper IP address.")) from None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
