"""Receivers that want to hold, flood or confuse us."""

from __future__ import annotations

import logging
import socket
import time

import pytest

from chalicelib.domain.delivery import Verdict
from tests.outbound.messages import make_callback
from tests.outbound.receivers import Behaviour, Receiver, answers, closes, drips, floods, hangs, resets, status
from tests.outbound.transports.quick import QUICK, SLACK, outcome_with, quick

ACCEPTED, PASSING, PERMANENT = Verdict.ACCEPTED, Verdict.PASSING, Verdict.PERMANENT


@pytest.mark.parametrize(
    "behaviour",
    [
        hangs,
        drips(b"", b"H"),
        drips(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n"),
        drips(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["hangs", "drips a status", "drips headers", "drips one header", "goes on for ever"],
)
def test_no_receiver_holds_us_beyond_the_deadline(behaviour: Behaviour) -> None:
    begun = time.monotonic()
    outcome = outcome_with(behaviour)
    assert outcome.verdict is PASSING
    assert time.monotonic() - begun < QUICK.total + SLACK


@pytest.mark.parametrize("start", [b"Content-Length: 999999", b"Transfer-Encoding: chunked"])
@pytest.mark.parametrize(("code", "verdict"), [(200, ACCEPTED), (404, PERMANENT), (503, PASSING)])
def test_a_body_that_drips_ends_with_the_deadline_and_the_status_counts(
    code: int, verdict: Verdict, start: bytes
) -> None:
    begun = time.monotonic()
    outcome = outcome_with(drips(b"HTTP/1.1 %d X\r\n%s\r\n\r\n" % (code, start), b"1\r\nx\r\n"))
    assert (outcome.verdict, outcome.status) == (verdict, code)
    assert time.monotonic() - begun < QUICK.total + SLACK


def test_a_receiver_that_does_not_read_ends_with_the_deadline() -> None:
    begun = time.monotonic()
    with Receiver(hangs, reads=False) as receiver:
        outcome = quick().send(make_callback(receiver.url, body="x" * (32 << 20)))
    assert outcome.verdict is PASSING
    assert time.monotonic() - begun < QUICK.total + 2 * SLACK


def test_a_receiver_that_answers_before_it_has_read_is_heard() -> None:
    def answer(connection: socket.socket, receiver: Receiver) -> None:
        connection.sendall(status(413))
        receiver.stopped.wait(2)

    with Receiver(answer, reads=False) as receiver:
        outcome = quick().send(make_callback(receiver.url))
    assert (outcome.verdict, outcome.status) == (PERMANENT, 413)


def test_of_ten_megabytes_only_the_beginning_is_read() -> None:
    with Receiver(floods(10 << 20)) as receiver:
        outcome = quick().send(make_callback(receiver.url))
        time.sleep(0.05)
    assert (outcome.status, outcome.head) == (500, "x" * 1000)
    assert receiver.sent < 8 << 20  # what fits into the buffers between the two


@pytest.mark.parametrize("behaviour", [closes, resets], ids=["closes", "resets"])
def test_a_dropped_connection_is_passing(behaviour: Behaviour) -> None:
    assert outcome_with(behaviour).verdict is PASSING


@pytest.mark.parametrize(
    "answer",
    [
        b"\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 -200 OK\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 \xb2\xb2\xb2 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"\x15\x03\x01\x00\x02\x02\x46",
    ],
)
def test_what_is_no_http_is_passing(answer: bytes) -> None:
    assert outcome_with(answers(answer)).verdict is PASSING


@pytest.mark.parametrize("length", [b"1000000", b"0", b"1", b"-5", b"banana", b"9" * 5_000])
def test_a_false_content_length_changes_nothing(length: bytes) -> None:
    outcome = outcome_with(answers(b"HTTP/1.1 204 OK\r\nContent-Length: " + length + b"\r\n\r\nshort"))
    assert outcome.verdict is ACCEPTED


def test_what_broke_off_is_still_the_head() -> None:
    outcome = outcome_with(answers(b"HTTP/1.1 500 X\r\nContent-Length: 1000\r\n\r\nhalf a sen"))
    assert (outcome.status, outcome.head) == (500, "half a sen")


def test_nobody_there_is_passing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    outcome = quick().send(make_callback(f"http://127.0.0.1:{port}/"))
    assert (outcome.verdict, outcome.reason) == (PASSING, "The receiver refused the connection.")


def test_a_receiver_that_takes_no_connection_is_waited_for_only_so_long() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for each in waiting:
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
        time.sleep(0.05)
        outcome = quick().send(make_callback(f"http://127.0.0.1:{port}/"))
        for each in waiting:
            each.close()
    assert (outcome.verdict, outcome.reason) == (PASSING, "The receiver did not take the connection in time.")


def test_what_a_callback_address_holds_gets_into_no_log(caplog: pytest.LogCaptureFixture) -> None:
    broken = b"HTTP/1.1 200 OK\r\n: no name\r\nContent-Length: 2\r\n\r\nok"
    with Receiver(answers(broken)) as receiver, caplog.at_level(logging.INFO):
        quick().send(make_callback(f"{receiver.url}?token=top-secret"))
    assert "top-secret" not in caplog.text
