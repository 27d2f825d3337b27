"""What a try came to: the one place that tells passing faults, where another try may help, from permanent ones.

Reasons are sentences for people and hold nothing that a stranger sent; what the other side said stands in `head`, cleaned.
"""

from __future__ import annotations

import logging
import socket
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from urllib3 import exceptions as faults

from chalicelib.domain.delivery import Outcome, Verdict
from chalicelib.errors import PolydeskError
from chalicelib.outbound import schedule
from chalicelib.store.refusal import Refusal

log = logging.getLogger(__name__)

HEAD: Final = 1_000  # characters that are kept of what the other side said
PASSING_STATUSES: Final = frozenset({408, 425, 429})  # beside 5xx: too slow, too early, too often

# What SES and SNS say. A word that stands in neither table is judged by the status of its answer.
_PERMANENT_CODES: Final = {
    "MessageRejected": "The {service} rejected the message",
    "MailFromDomainNotVerified": "The {service} does not know the sender's domain as verified",
    "ConfigurationSetDoesNotExist": "The {service} does not know the configuration set",
    "InvalidParameter": "The {service} does not take this address or this text",
    "InvalidParameterValue": "The {service} does not take this address or this text",
    "Validation": "The {service} does not take this address or this text",
    "ParamValidationError": "The {service} does not take this address or this text",
    "BadRequest": "The {service} does not take this address or this text",
    "OptedOut": "The receiver has opted out of messages",
}
_PASSING_CODES: Final = {
    "Throttling": "The {service} is busy",
    "Throttled": "The {service} is busy",
    "TooManyRequests": "The {service} is busy",
    "RequestLimitExceeded": "The {service} is busy",
    "LimitExceeded": "The {service} has reached its quota",
    "AccountSendingPaused": "Sending is paused for this account of the {service}",
    "ConfigurationSetSendingPaused": "Sending is paused for this account of the {service}",
    "SendingPaused": "Sending is paused for this account of the {service}",
    # Ours to mend, and then the next try helps: rights and keys of the deployment.
    "AccessDenied": "The {service} does not let this deployment in",
    "AuthorizationError": "The {service} does not let this deployment in",
    "ExpiredToken": "The {service} does not let this deployment in",
    "InvalidClientTokenId": "The {service} does not let this deployment in",
    "UnrecognizedClient": "The {service} does not let this deployment in",
    "SignatureDoesNotMatch": "The {service} does not let this deployment in",
    "OptInRequired": "The {service} does not let this deployment in",
}

# The most telling first: some of these derive from others.
_NETWORK: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (faults.SSLError, "No trusted TLS connection with the receiver came about."),
    (faults.NewConnectionError, "The receiver could not be reached."),
    (faults.ConnectTimeoutError, "The receiver did not take the connection in time."),
    (faults.ReadTimeoutError, "The receiver did not answer in time."),
    (faults.ProtocolError, "The receiver dropped the connection or did not speak HTTP."),
    (faults.HTTPError, "The receiver did not speak proper HTTP."),
    (socket.gaierror, "The receiver's name could not be resolved."),
    (TimeoutError, "The receiver did not answer in time."),
    (OSError, "The connection with the receiver failed."),
    (PolydeskError, "A part of this deployment is out of reach."),
)


class Failed(Exception):
    """Ends a try early; `outcome` says how."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.reason)
        self.outcome = outcome


def accepted(reason: str, *, reference: str = "") -> Outcome:
    """The channel took the message and calls it `reference`."""
    return Outcome(Verdict.ACCEPTED, reason, reference=reference)


def permanent(reason: str) -> Outcome:
    """Trying again is of no use."""
    return Outcome(Verdict.PERMANENT, reason)


def passing(reason: str) -> Outcome:
    """Trying again may help."""
    return Outcome(Verdict.PASSING, reason)


def of_status(status: int, *, body: bytes = b"", retry_after: str | None = None) -> Outcome:
    """What an HTTP answer means; `body`: how it began, `retry_after`: that header. Statuses that HTTP has not count as 5xx."""
    answer = f"{status} {HTTPStatus(status).phrase}" if status in _STATUSES else str(status)
    head = cleaned(body.decode("utf-8", "replace"))
    if 200 <= status < 300:
        return Outcome(Verdict.ACCEPTED, f"Accepted by the receiver with {answer}", status, head)
    if status < 200 or status >= 500 or status in PASSING_STATUSES:
        # By the machine's clock, not the one a sandbox may move: the receiver's date is of the world outside.
        wait = schedule.retry_after(retry_after, now=datetime.now(UTC))
        return Outcome(Verdict.PASSING, f"The receiver answered {answer}.", status, head, wait)
    if status < 400:
        return Outcome(
            Verdict.PERMANENT, f"The receiver answered {answer}, and redirects are not followed.", status, head
        )
    return Outcome(Verdict.PERMANENT, f"The receiver refused with {answer}.", status, head)


def of_fault(error: Exception, *, service: str = "receiver") -> Outcome:
    """What an exception means; `service` names who was asked. What nobody planned for is passing, and logged by its type."""
    if isinstance(error, Failed):
        return error.outcome
    if isinstance(error, Refusal):
        return _of_refusal(error, service)
    if isinstance(error.__cause__ or error.__context__, ConnectionRefusedError):
        return passing("The receiver refused the connection.")
    for kind, reason in _NETWORK:
        if isinstance(error, kind):
            return passing(reason)
    log.error("a transport failed: %s", type(error).__name__)  # its message may hold what was to be sent
    return passing("The message could not be sent because of a fault of this deployment.")


def cleaned(text: str) -> str:
    """The first 1,000 characters of what a stranger said, on one line and without control characters."""
    visible = "".join(c if c.isprintable() else " " for c in text[: 4 * HEAD])
    return " ".join(visible.split())[:HEAD]


def _of_refusal(refusal: Refusal, service: str) -> Outcome:
    code = refusal.code.removesuffix("Exception")
    said = _PERMANENT_CODES.get(code)
    verdict = Verdict.PERMANENT
    if said is None:
        said = _PASSING_CODES.get(code)
        client_fault = 400 <= refusal.status < 500 and refusal.status not in PASSING_STATUSES
        verdict = Verdict.PERMANENT if said is None and client_fault else Verdict.PASSING
        said = said or ("The {service} refused the message" if client_fault else "The {service} is out of order")
    head = cleaned(f"{refusal.code}: {refusal.message}" if refusal.message else refusal.code)
    return Outcome(verdict, said.format(service=service) + ".", refusal.status or None, head)


_STATUSES: Final = frozenset(int(status) for status in HTTPStatus)
