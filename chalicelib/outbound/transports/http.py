"""Callbacks: one POST, to an address that was checked, under one deadline. No redirect, no proxy, no second attempt.

The connection goes to the IP address; Host header, SNI and the check of the certificate go by the name (xmatters.md 7.5).
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any, Final

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from chalicelib import config
from chalicelib.domain.delivery import Delivery, Outcome
from chalicelib.outbound import destination as destinations
from chalicelib.outbound import outcomes
from chalicelib.outbound.addresses import Address, Allowed, Guard
from chalicelib.outbound.destination import Destination
from chalicelib.outbound.transports import headers
from chalicelib.outbound.transports.deadline import Deadline, TimedSocket

if TYPE_CHECKING:
    from urllib3.response import BaseHTTPResponse  # absent in urllib3 1.26, which Lambda's own botocore may bring

# urllib3 writes addresses into its warnings, and they may hold tokens.
logging.getLogger("urllib3").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to look up a name, to connect, and for everything together; bytes that are read of an answer."""

    lookup: float = 3.0
    connect: float = 3.0
    total: float = 10.0
    answer: int = 64 << 10


Open = Callable[[Destination, Address, Timeout, Deadline], HTTPConnectionPool]


def send(delivery: Delivery) -> Outcome:
    """Send a callback, by the deployment's rules."""
    return _transport().send(delivery)


class Transport:
    """Sends callbacks. `open_pool` makes what carries one request to one address: the only thing that opens sockets."""

    def __init__(self, guard: Guard, *, limits: Limits | None = None, open_pool: Open | None = None) -> None:
        self._guard = guard
        self._limits = limits or Limits()
        self._open = open_pool or pools(_trust())

    def send(self, delivery: Delivery) -> Outcome:
        """Try a callback once; never raises."""
        try:
            return self._tried(delivery)
        except Exception as error:
            return outcomes.of_fault(error)

    def _tried(self, delivery: Delivery) -> Outcome:
        destination = destinations.read(delivery.message.to)
        body = delivery.message.body.encode("utf-8", "replace")
        said = headers.of(delivery, destination, body)
        deadline = Deadline(self._limits.total)
        seconds = min(self._limits.lookup, deadline.left())
        unreachable: Exception | None = None
        for address in self._guard.addresses(destination.host, destination.port, seconds=seconds):
            try:
                return self._posted(destination, address, said, body, deadline)
            except (
                NewConnectionError,
                ConnectTimeoutError,
            ) as error:  # nothing was sent: the next one may be reachable
                unreachable = unreachable or error
        raise unreachable or TimeoutError

    def _posted(
        self, destination: Destination, address: Address, said: dict[str, str], body: bytes, deadline: Deadline
    ) -> Outcome:
        timeout = Timeout(connect=min(self._limits.connect, deadline.left()), read=deadline.left())
        with self._open(destination, address, timeout, deadline) as pool:
            answer = pool.urlopen(
                "POST",
                destination.target,
                body=body,
                headers=said,
                retries=False,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,  # an answer that unpacks to gigabytes stays packed
            )
            try:
                return outcomes.of_status(
                    answer.status, body=self._beginning(answer), retry_after=answer.headers.get("Retry-After")
                )
            finally:
                answer.close()  # drops the connection, whatever else the receiver has to say

    def _beginning(self, answer: BaseHTTPResponse) -> bytes:
        """How the answer's body begins. The status has been said: a body that breaks off changes nothing."""
        read = bytearray()
        try:
            while len(read) < self._limits.answer and (piece := answer.read(1024)):
                read += piece
        except (HTTPError, OSError):
            pass
        return b"" if answer.headers.get("Content-Encoding") else bytes(read)


def pools(trust: ssl.SSLContext) -> Open:
    """What makes a pool for one request to one address, with these certificate authorities."""

    def open_pool(
        destination: Destination, address: Address, timeout: Timeout, deadline: Deadline
    ) -> HTTPConnectionPool:
        host = f"[{address}]" if isinstance(address, IPv6Address) else str(address)
        if destination.scheme == "http":
            return _PlainPool(host, destination.port, timeout=timeout, deadline=deadline)
        return _SecurePool(
            host,
            destination.port,
            timeout=timeout,
            deadline=deadline,
            server_hostname=destination.host,
            ssl_context=trust,
        )

    return open_pool


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline: Final = deadline

    def connect(self) -> None:
        super().connect()
        self.sock: Any = TimedSocket(self.sock, self._deadline)


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, deadline: Deadline, **options: Any) -> None:
        super().__init__(*args, **options)
        self._deadline: Final = deadline

    def connect(self) -> None:
        super().connect()  # the handshake as a whole ends with the connect time-out
        self.sock: Any = TimedSocket(self.sock, self._deadline)


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


@cache
def _trust() -> ssl.SSLContext:
    """The system's authorities; names are checked by OpenSSL against the name of the destination."""
    return ssl.create_default_context()


@cache
def _transport() -> Transport:
    return Transport(Guard(Allowed.parse(config.ALLOWED_CALLBACK_HOSTS)))
