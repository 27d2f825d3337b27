"""Text messages through a real SNS of the process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sns.models import sns_backends

from chalicelib import config
from chalicelib.domain.delivery import Channel, Outcome, Verdict
from chalicelib.outbound.transports import sms
from tests.outbound.messages import make_delivery


@pytest.fixture
def sns() -> Iterator[Any]:
    with mock_aws():
        yield sns_backends[DEFAULT_ACCOUNT_ID][config.REGION]


def send(to: str = "+12505550101", *, body: str = "Form #12: it smokes") -> Outcome:
    return sms.send(make_delivery(to, channel=Channel.SMS, body=body))


def test_a_text_is_accepted_and_has_a_reference(sns: Any) -> None:
    outcome = send(body="Grüße\n✓")
    ((reference, (number, text, *_)),) = sns.sms_messages.items()
    assert outcome == Outcome(Verdict.ACCEPTED, "Accepted by the text message service", reference=reference)
    assert (number, text) == ("+12505550101", "Grüße\n✓")


@pytest.mark.parametrize("to", ["+1 (250) 555-0101", "+1.250.555/0101", " +12505550101 ", "+1\u00a0250 5550101"])
def test_a_number_may_be_written_as_people_write_it(to: str, sns: Any) -> None:
    assert send(to).verdict is Verdict.ACCEPTED
    assert [sent[0] for sent in sns.sms_messages.values()] == ["+12505550101"]


@pytest.mark.parametrize(
    "to", ["", "+", "bob", "+0123456", "+1250555010112345", "+1250\r\n5550101", "+١٢٥٠٥٥٥٠١٠١", "12", "\ud800"]
)
def test_what_is_no_number_is_dead_and_not_sent(to: str, sns: Any) -> None:
    outcome = send(to)
    assert outcome.verdict is Verdict.PERMANENT
    assert outcome.reason == "The receiver's number is no phone number in international form."
    assert not sns.sms_messages


def test_a_text_that_sns_does_not_take_is_dead(sns: Any) -> None:
    outcome = send(body="x" * 1_700)
    assert (outcome.verdict, outcome.status) == (Verdict.PERMANENT, 400)
