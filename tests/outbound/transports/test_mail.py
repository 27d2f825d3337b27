"""E-mail through a real SES of the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from chalicelib import config
from chalicelib.domain.delivery import Channel, Outcome, Verdict
from chalicelib.outbound.transports import mail
from chalicelib.store import aws
from tests.outbound.messages import make_delivery


@pytest.fixture
def ses() -> Iterator[Any]:
    with mock_aws():
        aws.client("ses").verify_email_identity(EmailAddress=config.MAIL_SENDER)
        yield ses_backends[DEFAULT_ACCOUNT_ID][config.REGION]


def send(to: str = "ann@example.com", *, subject: str = "Created: Mail", body: str = "It smokes.") -> Outcome:
    return mail.send(make_delivery(to, channel=Channel.EMAIL, subject=subject, body=body))


def test_a_mail_is_accepted_and_has_a_reference(ses: Any) -> None:
    outcome = send(body="Grüße\nan alle ✓")
    (sent,) = ses.sent_messages
    assert outcome == Outcome(Verdict.ACCEPTED, "Accepted by the e-mail service", reference=sent.id)
    assert (sent.source, sent.subject, sent.body) == (config.MAIL_SENDER, "Created: Mail", "Grüße\nan alle ✓")
    assert sent.destinations == {"ToAddresses": ["ann@example.com"]}


def test_nothing_gets_into_a_header_with_the_subject(ses: Any) -> None:
    send(subject="Hello\r\nBcc: all@example.com\x00")
    assert ses.sent_messages[0].subject == "Hello Bcc: all@example.com"


def test_texts_that_are_half_broken_are_sent_all_the_same(ses: Any) -> None:
    assert send(subject="\ud83d", body="\ud83d\x00 ok").verdict is Verdict.ACCEPTED
    assert ses.sent_messages[0].body == "? ok"


def test_an_international_domain_is_spelled_in_ascii(ses: Any) -> None:
    send(" ann@bücher.example ")
    assert ses.sent_messages[0].destinations["ToAddresses"] == ["ann@xn--bcher-kva.example"]


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "@example.com",
        "ann@",
        "ann@example.com, bob@example.com",
        "ann@example.com;bob@example.com",
        "Ann <ann@example.com>",
        "ann@example.com\r\nBcc: bob@example.com",
        "ann@exam ple.com",
        "ann@@example.com",
        "änn@example.com",
        "ann@" + "ü" * 80 + ".example",
        "ann@\ud800.example",
        "a" * 65 + "@example.com",
    ],
)
def test_what_is_not_one_plain_address_is_dead_and_not_sent(to: str, ses: Any) -> None:
    outcome = send(to)
    assert (outcome.verdict, outcome.reason) == (Verdict.PERMANENT, "The receiver's e-mail address can't be sent to.")
    assert ses.sent_messages == []


def test_a_sender_that_is_not_verified_is_dead_with_what_ses_says() -> None:
    with mock_aws():
        outcome = send()
    assert (outcome.verdict, outcome.reason) == (Verdict.PERMANENT, "The e-mail service rejected the message.")
    assert outcome.head.startswith("MessageRejected: ")


def test_a_deployment_without_a_sender_says_so(ses: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "MAIL_SENDER", "")
    outcome = send()
    assert outcome.verdict is Verdict.PERMANENT
    assert "POLYDESK_MAIL_SENDER" in outcome.reason
