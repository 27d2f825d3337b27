"""Sockets that keep to one deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from chalicelib.outbound.transports.deadline import Deadline, TimedSocket

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    near, far = socket.socketpair()
    with near, far:
        yield near, far


def test_what_is_left_shrinks_and_then_nothing_is_left() -> None:
    deadline = Deadline(0.02)
    assert 0 < deadline.left() <= 0.02
    time.sleep(0.03)
    with pytest.raises(TimeoutError):
        deadline.left()


def test_a_line_is_read_as_from_any_socket(pair: Pair) -> None:
    near, far = pair
    far.sendall(b"one\ntwo")
    far.close()
    with TimedSocket(near, Deadline(1)).makefile("rb") as stream:
        assert (stream.readline(), stream.read()) == (b"one\n", b"two")


def test_drips_do_not_move_the_deadline(pair: Pair) -> None:
    near, far = pair
    stopped = threading.Event()

    def drip() -> None:
        while not stopped.wait(0.01):
            far.sendall(b"x")

    threading.Thread(target=drip, daemon=True).start()
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        TimedSocket(near, Deadline(0.1)).makefile("rb").readline()
    stopped.set()
    assert 0.09 < time.monotonic() - begun < 0.4


def test_a_side_that_does_not_read_is_given_up(pair: Pair) -> None:
    near, _ = pair
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        TimedSocket(near, Deadline(0.1)).sendall(b"x" * (16 << 20))
    assert time.monotonic() - begun < 0.5


def test_everything_else_is_the_sockets_own(pair: Pair) -> None:
    near, _ = pair
    timed = TimedSocket(near, Deadline(1))
    timed.settimeout(3)
    assert timed.gettimeout() == 3


def test_the_socket_stays_open_until_its_reader_is_closed(pair: Pair) -> None:
    near, far = pair
    timed = TimedSocket(near, Deadline(1))
    stream = timed.makefile("rb")
    timed.close()
    far.sendall(b"still\n")
    assert stream.readline() == b"still\n"
    stream.close()
    assert near.fileno() == -1
