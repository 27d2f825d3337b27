"""Real receivers on loopback that behave well, badly or worse."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

Behaviour = Callable[[socket.socket, "Receiver"], None]

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass(frozen=True)
class Received:
    """One request, as it came over the wire."""

    raw: bytes

    @property
    def line(self) -> str:
        return self.raw.split(b"\r\n", 1)[0].decode()

    @property
    def headers(self) -> dict[str, str]:
        head = self.raw.split(b"\r\n\r\n", 1)[0].decode("latin-1")
        return {name.lower(): value for name, value in (row.split(": ", 1) for row in head.split("\r\n")[1:])}

    @property
    def body(self) -> bytes:
        return self.raw.split(b"\r\n\r\n", 1)[1]


class Receiver:
    """Listens on 127.0.0.1; each connection is a thread: it reads one request, notes it, and behaves."""

    def __init__(self, behaviour: Behaviour, *, tls: ssl.SSLContext | None = None, reads: bool = True) -> None:
        self.behaviour = behaviour
        self.requests: list[Received] = []
        self.connections = 0
        self.sent = 0
        self.stopped = threading.Event()
        self._tls = tls
        self._reads = reads
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/callback"

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        while not self.stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(5)
            spoken = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with spoken:
                if self._reads:
                    self.requests.append(Received(_read(spoken)))
                self.behaviour(spoken, self)


def _read(connection: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = connection.recv(65536)
        if not piece:
            return raw
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    length = next(
        (int(row.split(b":")[1]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def answers(*texts: bytes) -> Behaviour:
    """Each request its answer; the last one for all that follow."""

    def answer(connection: socket.socket, receiver: Receiver) -> None:
        connection.sendall(texts[min(len(receiver.requests), len(texts)) - 1])

    return answer


def status(code: int, *headers: str, body: bytes = b"") -> bytes:
    rows = [f"HTTP/1.1 {code} Said So", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(rows).encode() + b"\r\n\r\n" + body


def hangs(connection: socket.socket, receiver: Receiver) -> None:
    receiver.stopped.wait(5)


def closes(connection: socket.socket, receiver: Receiver) -> None:
    connection.shutdown(socket.SHUT_RDWR)


def resets(connection: socket.socket, receiver: Receiver) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def drips(start: bytes, drop: bytes) -> Behaviour:
    """Sends `start`, then `drop` again and again, faster than any time-out of a single read."""

    def drip(connection: socket.socket, receiver: Receiver) -> None:
        connection.sendall(start)
        while not receiver.stopped.wait(0.02):
            connection.sendall(drop)

    return drip


def floods(size: int) -> Behaviour:
    """Answers with so many bytes, as fast as they are taken; counts them."""

    def flood(connection: socket.socket, receiver: Receiver) -> None:
        connection.sendall(b"HTTP/1.1 500 Oh\r\nContent-Length: %d\r\n\r\n" % size)
        piece = b"x" * 65536
        while receiver.sent < size:
            receiver.sent += connection.send(piece)

    return flood
