"""A socket that keeps to one deadline. Its own time-out starts anew with each byte, so a receiver that drips could hold us."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import socket

    from _typeshed import WriteableBuffer

_PIECE: Final = 16 << 10  # bytes: what TLS sends in one record, so that no piece is sent in two waits


class Deadline:
    """A moment, so many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until then. Raises TimeoutError when it has passed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left


class TimedSocket:
    """A connected socket whose every wait ends at the deadline; everything else is the socket's own."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._plain = plain
        self._deadline = deadline

    def makefile(self, mode: str, *_: Any, **__: Any) -> io.BufferedReader:
        """What answers are read from; http.client asks for "rb"."""
        return io.BufferedReader(_TimedReader(self._plain, self._deadline))

    def sendall(self, data: bytes | bytearray) -> None:
        """Send everything before the deadline."""
        rest = memoryview(data)
        while rest:
            self._plain.settimeout(self._deadline.left())
            self._plain.sendall(rest[:_PIECE])
            rest = rest[_PIECE:]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


class _TimedReader(io.RawIOBase):
    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._socket = plain
        self._stream = plain.makefile("rb", buffering=0)  # keeps the socket open until this reader is closed
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        self._socket.settimeout(self._deadline.left())
        return self._stream.readinto(memoryview(buffer))

    def close(self) -> None:
        self._stream.close()
        super().close()
