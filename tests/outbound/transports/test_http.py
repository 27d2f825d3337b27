"""Callbacks over real sockets: what goes over the wire, and what is made of answers."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Sequence

import pytest

from chalicelib.domain.delivery import Verdict
from chalicelib.outbound.signature import is_genuine
from chalicelib.outbound.transports import http
from chalicelib.store import vault
from tests.outbound.messages import make_callback
from tests.outbound.receivers import OK, Receiver, answers, status
from tests.outbound.transports.quick import named, outcome_with, quick

ACCEPTED, PASSING, PERMANENT = Verdict.ACCEPTED, Verdict.PASSING, Verdict.PERMANENT


def test_a_callback_is_one_post_with_exact_bytes() -> None:
    body = '{"name":"Grüße ✓"}'
    with Receiver(answers(OK)) as receiver:
        quick().send(make_callback(f"{receiver.url}/ä?x=1 2#top", body=body))
    (request,) = receiver.requests
    assert request.line == "POST /callback/%C3%A4?x=1%202 HTTP/1.1"
    assert request.body == body.encode()
    assert request.headers == {
        "host": f"127.0.0.1:{receiver.port}",
        "accept-encoding": "identity",
        "user-agent": "Polydesk",
        "content-type": "application/json",
        "content-length": str(len(body.encode())),
        "connection": "close",
    }


@pytest.mark.parametrize("size", [0, 1, 20_000, 300_000])
def test_the_length_is_exact_and_nothing_is_chunked_whatever_the_size(size: int) -> None:
    with Receiver(answers(OK)) as receiver:
        assert quick().send(make_callback(receiver.url, body="x" * size)).verdict is ACCEPTED
    (request,) = receiver.requests
    assert request.headers["content-length"] == str(size)
    assert "transfer-encoding" not in request.headers
    assert request.body == b"x" * size


def test_the_message_names_its_sender_and_type() -> None:
    callback = {"User-Agent": "Polydesk-xMatters", "content-type": "text/xml", "X-Extra": "1"}
    with Receiver(answers(OK)) as receiver:
        quick().send(make_callback(receiver.url, headers=callback))
    headers = receiver.requests[0].headers
    assert (headers["user-agent"], headers["content-type"], headers["x-extra"]) == (
        "Polydesk-xMatters",
        "text/xml",
        "1",
    )


def test_without_a_login_there_is_no_authorization() -> None:
    with Receiver(answers(OK)) as receiver:
        quick().send(make_callback(receiver.url))
    assert "authorization" not in receiver.requests[0].headers


def test_the_login_goes_with_the_first_request(sealing: None) -> None:
    with Receiver(answers(status(401), OK)) as receiver:
        quick().send(make_callback(receiver.url, login="jürgen", password=vault.seal("gehe:im")))
    expected = b64encode("jürgen:gehe:im".encode()).decode()
    assert [request.headers["authorization"] for request in receiver.requests] == [f"Basic {expected}"]


def test_a_signed_callback_is_genuine_for_its_receiver(sealing: None) -> None:
    secret = "whsec_" + b64encode(b"0123456789abcdef01234567").decode()
    with Receiver(answers(OK)) as receiver:
        quick().send(make_callback(receiver.url, secret=vault.seal(secret)))
    (request,) = receiver.requests
    assert request.headers["webhook-id"] == "01J0%2Ecallback-1"
    assert is_genuine(request.headers, request.body, secret, now=time.time())


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with Receiver(answers(OK)) as proxy, Receiver(answers(OK)) as receiver:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert quick().send(make_callback(receiver.url)).verdict is ACCEPTED
    assert (proxy.connections, receiver.connections) == (0, 1)


def test_the_connection_goes_to_the_address_that_was_checked_and_the_header_names_the_host() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]  # a name that changes its mind

    with Receiver(answers(OK)) as receiver:
        outcome = quick(resolve).send(make_callback(f"http://Desk.Example:{receiver.port}/"))
    assert outcome.verdict is ACCEPTED
    assert asked == ["desk.example"]
    assert receiver.requests[0].headers["host"] == f"desk.example:{receiver.port}"


def test_an_address_that_can_not_be_reached_gives_way_to_the_next() -> None:
    with Receiver(answers(OK)) as receiver:
        outcome = quick(named("::1", "127.0.0.3", "127.0.0.1")).send(
            make_callback(f"http://desk.example:{receiver.port}/")
        )
    assert outcome.verdict is ACCEPTED


def test_a_2xx_is_done_whatever_its_body() -> None:
    outcome = outcome_with(answers(status(202, body=b"\xff\x00 no json \x1b[31m")))
    assert (outcome.verdict, outcome.status) == (ACCEPTED, 202)
    assert outcome.reason == "Accepted by the receiver with 202 Accepted"
    assert outcome.head.isprintable()


def test_twice_busy_then_good() -> None:
    busy = status(503, "Retry-After: 7", body=b"later")
    with Receiver(answers(busy, busy, OK)) as receiver:
        outcomes = [quick().send(make_callback(receiver.url)) for _ in range(3)]
    assert [outcome.verdict for outcome in outcomes] == [PASSING, PASSING, ACCEPTED]
    assert [outcome.retry_after for outcome in outcomes] == [7.0, 7.0, None]
    assert len({request.raw for request in receiver.requests}) == 1


@pytest.mark.parametrize("place", ["http://169.254.169.254/latest/meta-data/", "/elsewhere", "//10.0.0.1/", ""])
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(code: int, place: str) -> None:
    with Receiver(answers(status(code, f"Location: {place}"), OK)) as receiver:
        outcome = quick().send(make_callback(receiver.url))
    assert (outcome.verdict, outcome.status) == (PERMANENT, code)
    assert receiver.connections == 1


@pytest.mark.parametrize(("code", "verdict"), [(400, PERMANENT), (410, PERMANENT), (429, PASSING), (500, PASSING)])
def test_the_status_decides(code: int, verdict: Verdict) -> None:
    assert outcome_with(answers(status(code))).verdict is verdict


def test_a_packed_answer_is_left_packed() -> None:
    outcome = outcome_with(answers(status(400, "Content-Encoding: gzip", body=b"\x1f\x8b\x08bomb")))
    assert (outcome.status, outcome.head) == (400, "")


def test_the_head_of_a_chunked_answer_is_kept() -> None:
    outcome = outcome_with(answers(b"HTTP/1.1 400 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbad\r\n0\r\n\r\n"))
    assert outcome.head == "bad"


def test_the_deployments_rules_let_the_sandbox_call_this_machine() -> None:
    with Receiver(answers(OK)) as receiver:
        assert http.send(make_callback(receiver.url)).verdict is ACCEPTED
