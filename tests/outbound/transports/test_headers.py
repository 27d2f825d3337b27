"""Headers of callbacks: a message that can't be sent safely is dead, and opens no connection."""

from __future__ import annotations

from typing import Any

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.kms.models import kms_backends
from urllib3 import HTTPConnectionPool, Timeout

from chalicelib import config
from chalicelib.domain.delivery import Outcome, Verdict
from chalicelib.outbound.addresses import Address
from chalicelib.outbound.destination import Destination
from chalicelib.outbound.transports.deadline import Deadline
from chalicelib.store import vault
from tests.outbound.messages import make_callback
from tests.outbound.receivers import OK, Receiver, answers
from tests.outbound.transports.quick import quick

PASSING, PERMANENT = Verdict.PASSING, Verdict.PERMANENT


class Never:
    def __call__(
        self, destination: Destination, address: Address, timeout: Timeout, deadline: Deadline
    ) -> HTTPConnectionPool:
        raise AssertionError("a connection was opened")


def sent(**message: Any) -> Outcome:
    return quick(open_pool=Never()).send(make_callback("http://127.0.0.1/", **message))


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "1\r\nX-B: 2"},
        {"X-A": "1\nX-B: 2"},
        {"X-A\r\nX-B": "1"},
        {"X-A:": "1"},
        {"X A": "1"},
        {"": "1"},
        {"X-A": "1\x00"},
        {"X-A": "ü"},
        {"X-A": "\ud800"},
        {"User-Agent": "a\r\n\r\nGET / HTTP/1.1"},
    ],
)
def test_a_header_that_could_begin_another_is_not_sent(headers: dict[str, str]) -> None:
    outcome = sent(headers=headers)
    assert outcome.reason == "A header of this callback holds characters that can't be sent."
    assert outcome.verdict is PERMANENT


def test_a_media_type_can_not_begin_another_header_either() -> None:
    assert sent(media_type="text/plain\r\nX: y").verdict is PERMANENT


@pytest.mark.parametrize("secret", [{"password": "plain", "login": "a"}, {"secret": "plain"}, {"secret": "kms1:AAAA"}])
def test_what_the_vault_has_not_sealed_is_dead(secret: dict[str, str], sealing: None) -> None:
    outcome = sent(**secret)
    assert outcome.reason == "A secret of this callback was not sealed by this deployment."
    assert outcome.verdict is PERMANENT


def test_a_signing_secret_that_is_not_base64_is_dead(sealing: None) -> None:
    assert sent(secret=vault.seal("not base64!")).verdict is PERMANENT


def test_a_vault_that_does_not_open_now_is_passing(sealing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = vault.seal("geheim")
    monkeypatch.setattr(kms_backends[DEFAULT_ACCOUNT_ID][config.REGION], "keys", {})
    outcome = sent(login="a", password=sealed)
    assert (outcome.verdict, outcome.reason) == (PASSING, "A part of this deployment is out of reach.")


@pytest.mark.parametrize(
    "name",
    [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "Expect",
        "Upgrade",
        "TE",
        "Trailer",
        "Keep-Alive",
    ],
)
def test_what_frames_a_request_is_not_the_messages_to_say(name: str) -> None:
    with Receiver(answers(OK)) as receiver:
        quick().send(make_callback(receiver.url, headers={name: "evil"}))
    assert "evil" not in receiver.requests[0].headers.values()
    assert len(receiver.requests[0].headers) == 6
