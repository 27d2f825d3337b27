from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.outbound import queue
from chalicelib.store import aws
from tests.outbound.desk import queued, queued_deliveries, queued_jobs


@pytest.mark.usefixtures("queues")
def test_a_message_names_a_job_and_says_nothing_else() -> None:
    queue.send_job("ticket.7.99")
    assert queued(config.JOBS_QUEUE) == [{"job": "ticket.7.99"}]


@pytest.mark.usefixtures("queues")
def test_a_message_names_up_to_ten_deliveries() -> None:
    keys = [f"{number:03d}" for number in range(25)]
    queue.send_deliveries("ticket.7.99", iter(keys))
    messages = queued(config.DELIVERIES_QUEUE)
    assert sorted(len(message["keys"]) for message in messages) == [5, 10, 10]
    assert sorted(key for message in messages for key in message["keys"]) == keys


@pytest.mark.usefixtures("queues")
@pytest.mark.parametrize(("delay", "held"), [(0, False), (5, True), (10**6, True)])
def test_a_message_can_be_held_back_as_long_as_the_queue_can_hold_it(delay: float, held: bool) -> None:
    queue.send_deliveries("ticket.7.99", ["1"], delay=delay)
    assert queued_deliveries() == ([] if held else [("ticket.7.99", "1")])


@pytest.mark.usefixtures("cloud")
def test_a_queue_that_takes_nothing_is_a_warning_and_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    queue.forget()
    queue.send_job("ticket.7.99")
    queue.send_deliveries("ticket.7.99", ["1"])
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


@pytest.mark.usefixtures("queues")
def test_a_queue_that_was_removed_meanwhile_is_a_warning_too() -> None:
    queue.send_job("ticket.7.99")
    sqs = aws.client("sqs")
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=config.JOBS_QUEUE)["QueueUrl"])
    queue.send_job("ticket.7.100")


@pytest.mark.usefixtures("queues")
def test_nothing_is_queued_for_no_deliveries() -> None:
    queue.send_deliveries("ticket.7.99", [])
    assert queued_deliveries() == []


@pytest.mark.usefixtures("queues")
def test_jobs_do_not_get_in_the_way_of_deliveries() -> None:
    queue.send_deliveries("ticket.7.99", ["1"])
    assert queued_jobs() == []
