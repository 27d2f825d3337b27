from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.store import aws, sqs

pytestmark = pytest.mark.usefixtures("queues")


def waiting(url: str) -> int:
    found = aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"]) + int(found["ApproximateNumberOfMessagesDelayed"])


def test_any_number_of_messages_is_sent_in_tens() -> None:
    url = sqs.url(config.JOBS_QUEUE)
    sqs.send(url, [f"{number}" for number in range(25)])
    assert waiting(url) == 25


def test_nothing_is_sent_for_no_messages() -> None:
    url = sqs.url(config.JOBS_QUEUE)
    sqs.send(url, [])
    assert waiting(url) == 0


def test_a_queue_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(sqs.Unreachable):
        sqs.url("polydesk-local-nowhere")
    with pytest.raises(sqs.Unreachable):
        sqs.send(sqs.url(config.JOBS_QUEUE) + "-not", ["x"])
