"""SQS, as far as we need it: messages in tens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.store import aws

BATCH: Final = 10  # messages that SQS takes in one call


class Unreachable(Exception):
    """A queue that does not take what it is given."""


def url(queue: str) -> str:
    """Where a queue is. Raises Unreachable."""
    try:
        found: str = aws.client("sqs").get_queue_url(QueueName=queue)["QueueUrl"]
    except (BotoCoreError, ClientError) as error:
        raise Unreachable(type(error).__name__) from error
    return found


def send(queue_url: str, bodies: Sequence[str], *, delay: int = 0) -> None:
    """Send messages. Raises Unreachable when some were not taken; which ones does not matter to a caller who sweeps."""
    client = aws.client("sqs")
    refused = 0
    for start in range(0, len(bodies), BATCH):
        entries = [
            {"Id": str(index), "MessageBody": body, "DelaySeconds": delay}
            for index, body in enumerate(bodies[start : start + BATCH])
        ]
        try:
            answer = client.send_message_batch(QueueUrl=queue_url, Entries=entries)
        except (BotoCoreError, ClientError) as error:
            raise Unreachable(type(error).__name__) from error
        refused += len(answer.get("Failed", ()))
    if refused:
        raise Unreachable(f"{refused} of {len(bodies)} messages were not taken")
