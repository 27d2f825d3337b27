from __future__ import annotations

import json
import threading
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import pytest

from chalicelib.store import aws
from infra.local import pump
from infra.local.pump import Pump, Source
from infra.resources import Queue

pytestmark = pytest.mark.usefixtures("cloud")
QUEUE = Queue("polydesk-local-test", "worker", seconds=1, receives=2)


class Function:
    """Keeps the events it is called with, and does what it is told."""

    def __init__(self, act: Callable[[], None] = lambda: None) -> None:
        self.events: list[dict[str, Any]] = []
        self.contexts: list[Any] = []
        self.threads: set[int] = set()
        self._act = act

    def __call__(self, event: dict[str, Any], context: Any) -> None:
        self.events.append(event)
        self.contexts.append(context)
        self.threads.add(threading.get_ident())
        self._act()


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump, "WAIT", 0)


def make_queue(visibility: int = 30) -> tuple[Any, str]:
    sqs = aws.client("sqs")
    dead = sqs.create_queue(QueueName=QUEUE.dead_name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": QUEUE.receives})
    attributes = {"VisibilityTimeout": str(visibility), "RedrivePolicy": redrive}
    return sqs, sqs.create_queue(QueueName=QUEUE.name, Attributes=attributes)["QueueUrl"]


def pumping(function: Function, at_once: int = 1) -> Pump:
    made = Pump(Source(QUEUE, function, at_once), aws.client("sqs"))
    made.start()
    return made


def ended(made: Pump, seconds: float = 5) -> bool:
    made.stop()
    return made.join(monotonic() + seconds)


def wait_for(what: Callable[[], object]) -> None:
    until = monotonic() + 10
    while not what():
        assert monotonic() < until
        sleep(0.01)


def left(url: str) -> int:
    found = aws.client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return int(found["ApproximateNumberOfMessages"]) + int(found["ApproximateNumberOfMessagesNotVisible"])


def test_a_message_reaches_its_function_as_lambda_hands_it_over_and_is_removed() -> None:
    sqs, url = make_queue()
    function = Function()
    sqs.send_message(QueueUrl=url, MessageBody='{"job": "1"}')
    made = pumping(function)
    wait_for(lambda: left(url) == 0)
    assert ended(made)
    [event] = function.events
    [record] = event["Records"]
    assert record["body"] == '{"job": "1"}'
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    assert {"messageId", "receiptHandle", "md5OfBody", "eventSource", "eventSourceARN", "awsRegion"} <= set(record)
    assert 0 < function.contexts[0].get_remaining_time_in_millis() <= 1_000


def test_a_message_whose_function_fails_stays_and_goes_to_the_dead_ones_when_it_came_too_often(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> None:
        raise RuntimeError("broken")

    sqs, url = make_queue(visibility=0)
    function = Function(fail)
    sqs.send_message(QueueUrl=url, MessageBody="x")
    made = pumping(function)
    dead = sqs.get_queue_url(QueueName=QUEUE.dead_name)["QueueUrl"]
    wait_for(lambda: left(dead) == 1)
    assert ended(made)
    assert (len(function.events), left(url)) == (QUEUE.receives, 0)
    assert "worker failed" in caplog.text


def test_a_failing_message_does_not_stop_the_others() -> None:
    failed = iter([True])

    def fail_once() -> None:
        if next(failed, False):
            raise RuntimeError

    sqs, url = make_queue()
    function = Function(fail_once)
    for number in range(5):
        sqs.send_message(QueueUrl=url, MessageBody=str(number))
    made = pumping(function)
    wait_for(lambda: left(url) == 1)
    assert ended(made)
    assert len(function.events) == 5


def test_several_messages_are_worked_off_at_once() -> None:
    gate = threading.Barrier(3, timeout=10)
    sqs, url = make_queue()
    function = Function(lambda: wait_at(gate))
    for number in range(3):
        sqs.send_message(QueueUrl=url, MessageBody=str(number))
    made = pumping(function, at_once=3)
    wait_for(lambda: left(url) == 0)
    assert ended(made)
    assert len(function.threads) == 3


def wait_at(gate: threading.Barrier) -> None:
    gate.wait()


def test_a_stop_takes_no_further_message_and_waits_for_what_is_under_way() -> None:
    begun, finish = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        finish.wait(10)

    sqs, url = make_queue()
    for number in range(3):
        sqs.send_message(QueueUrl=url, MessageBody=str(number))
    function = Function(work)
    made = pumping(function)
    begun.wait(10)
    assert not ended(made, seconds=0.05)
    finish.set()
    assert ended(made)
    assert (len(function.events), left(url)) == (1, 2)


def test_a_queue_that_can_not_be_asked_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump, "PAUSE", 0.01)
    sqs, url = make_queue()
    function = Function()
    made = pumping(function)
    sqs.delete_queue(QueueUrl=url)
    sleep(0.1)
    make_queue()
    sqs.send_message(QueueUrl=url, MessageBody="x")
    wait_for(lambda: function.events)
    assert ended(made)
