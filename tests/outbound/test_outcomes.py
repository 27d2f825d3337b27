"""Passing and permanent, told apart."""

from __future__ import annotations

import logging
import socket
import ssl
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from urllib3 import HTTPConnectionPool
from urllib3 import exceptions as faults
from urllib3.connection import HTTPConnection

from chalicelib.domain.delivery import Verdict
from chalicelib.errors import Unavailable
from chalicelib.outbound import outcomes
from chalicelib.outbound.outcomes import Failed, cleaned, of_fault, of_status
from chalicelib.store.refusal import Refusal

ACCEPTED, PASSING, PERMANENT = Verdict.ACCEPTED, Verdict.PASSING, Verdict.PERMANENT
CONNECTION = HTTPConnection("127.0.0.1")
POOL = HTTPConnectionPool("127.0.0.1")


@pytest.mark.parametrize("status", [200, 201, 202, 204, 206, 226, 299])
def test_any_2xx_is_accepted(status: int) -> None:
    assert of_status(status).verdict is ACCEPTED


@pytest.mark.parametrize("status", [408, 425, 429, 500, 501, 502, 503, 504, 507, 599])
def test_too_slow_too_often_and_faults_of_the_receiver_are_passing(status: int) -> None:
    assert of_status(status).verdict is PASSING


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308, 399])
def test_redirects_are_permanent_since_none_is_followed(status: int) -> None:
    assert of_status(status).verdict is PERMANENT


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 451, 499])
def test_other_faults_of_ours_are_permanent(status: int) -> None:
    assert of_status(status).verdict is PERMANENT


@pytest.mark.parametrize("status", [100, 101, 103, 199, 600, 999])
def test_what_http_does_not_know_as_a_last_word_is_passing(status: int) -> None:
    assert of_status(status).verdict is PASSING


def test_the_wait_that_a_busy_receiver_asks_for_is_kept() -> None:
    assert of_status(503, retry_after="30").retry_after == 30.0


@pytest.mark.parametrize("status", [200, 301, 404])
def test_a_wait_means_nothing_where_there_is_no_next_try(status: int) -> None:
    assert of_status(status, retry_after="30").retry_after is None


def test_the_reason_is_a_sentence_and_the_head_is_what_was_said() -> None:
    outcome = of_status(503, body=b"<h1>Down\x00for\r\nrepair</h1>")
    assert outcome.reason == "The receiver answered 503 Service Unavailable."
    assert (outcome.status, outcome.head) == (503, "<h1>Down for repair</h1>")


@given(st.integers(100, 999), st.binary(max_size=200), st.none() | st.text())
def test_every_answer_has_an_outcome(status: int, body: bytes, retry_after: str | None) -> None:
    outcome = of_status(status, body=body, retry_after=retry_after)
    assert outcome.status == status
    assert outcome.head.isprintable()


@given(st.text(max_size=5_000))
def test_what_is_kept_of_a_text_is_short_and_printable(text: str) -> None:
    assert cleaned(text).isprintable()
    assert len(cleaned(text)) <= 1_000


def refused_connection() -> Exception:
    fault = faults.NewConnectionError(CONNECTION, "no")
    fault.__cause__ = ConnectionRefusedError()
    return fault


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (refused_connection(), "The receiver refused the connection."),
        (faults.NewConnectionError(CONNECTION, "no route"), "The receiver could not be reached."),
        (faults.ConnectTimeoutError("late"), "The receiver did not take the connection in time."),
        (faults.ReadTimeoutError(POOL, "/", "late"), "The receiver did not answer in time."),
        (TimeoutError(), "The receiver did not answer in time."),
        (faults.ProtocolError("aborted"), "The receiver dropped the connection or did not speak HTTP."),
        (faults.SSLError(ssl.SSLError()), "No trusted TLS connection with the receiver came about."),
        (faults.InvalidHeader(), "The receiver did not speak proper HTTP."),
        (socket.gaierror(-2, "unknown"), "The receiver's name could not be resolved."),
        (ConnectionResetError(), "The connection with the receiver failed."),
        (Unavailable("The vault is out of reach."), "A part of this deployment is out of reach."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_faults_of_the_network_are_passing(fault: Exception, reason: str) -> None:
    assert of_fault(fault) == outcomes.passing(reason)


def test_an_early_end_says_itself_what_it_means() -> None:
    assert of_fault(Failed(outcomes.permanent("No."))) == outcomes.permanent("No.")


def test_what_nobody_planned_for_is_passing_and_logged_without_its_text(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("chalicelib"), "propagate", True)
    with caplog.at_level(logging.ERROR):
        outcome = of_fault(KeyError("top secret"))
    assert outcome.verdict is PASSING
    assert "KeyError" in caplog.text
    assert "top secret" not in caplog.text + outcome.reason


@pytest.mark.parametrize(
    "code",
    [
        "MessageRejected",
        "MailFromDomainNotVerified",
        "MailFromDomainNotVerifiedException",
        "ConfigurationSetDoesNotExist",
        "InvalidParameterValue",
        "InvalidParameter",
        "ValidationException",
        "BadRequestException",
        "SomethingNew",
    ],
)
def test_what_a_service_rejects_is_permanent(code: str) -> None:
    assert of_fault(Refusal(code, "…", 400), service="e-mail service").verdict is PERMANENT


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("Throttling", 400),
        ("ThrottlingException", 400),
        ("Throttled", 400),
        ("TooManyRequestsException", 429),
        ("AccountSendingPausedException", 400),
        ("ConfigurationSetSendingPausedException", 400),
        ("LimitExceededException", 400),
        ("AccessDenied", 403),
        ("AuthorizationError", 403),
        ("ExpiredTokenException", 403),
        ("InternalFailure", 500),
        ("ServiceUnavailable", 503),
        ("SomethingNew", 500),
        ("SomethingNew", 429),
        ("EndpointConnectionError", 0),
        ("ReadTimeoutError", 0),
    ],
)
def test_what_a_service_can_not_do_now_is_passing(code: str, status: int) -> None:
    assert of_fault(Refusal(code, "", status), service="e-mail service").verdict is PASSING


def test_what_a_service_said_is_kept_apart_from_the_reason() -> None:
    refusal = Refusal("MessageRejected", "Email address is not\nverified.", 400)
    outcome: Any = of_fault(refusal, service="e-mail service")
    assert outcome.reason == "The e-mail service rejected the message."
    assert outcome.head == "MessageRejected: Email address is not verified."
    assert outcome.status == 400
