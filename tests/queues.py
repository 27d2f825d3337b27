"""The queues in the SQS of this process."""

from __future__ import annotations

from typing import Any

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sqs.models import sqs_backends

from chalicelib import config
from chalicelib.outbound import queue
from infra import resources


def make_queues() -> None:
    """Those that a deployment has, empty; fourteen calls would make them, too, in the time of a whole test."""
    queue.forget()
    sqs = sqs_backends[DEFAULT_ACCOUNT_ID][config.REGION]
    for each in resources.queues():
        dead = sqs.create_queue(each.dead_name, MessageRetentionPeriod=resources.TWO_WEEKS)
        attributes: dict[str, Any] = resources.queue_attributes(each, dead.queue_arn)
        sqs.create_queue(each.name, **attributes)
