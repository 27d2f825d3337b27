"""What tests of the way out stand on: jobs, a room that words them, a transport that keeps what it is given, a tight store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pynamodb.exceptions import VerboseClientError

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Message, Outcome, Outgoing, Verdict
from chalicelib.domain.job import Job
from chalicelib.store import aws, dynamo, jobs, tuning
from chalicelib.store import deliveries as store
from tests.unreliable import Unreliable

ACCEPTED = Outcome(Verdict.ACCEPTED, "Accepted", 200)
PASSING = Outcome(Verdict.PASSING, "The receiver answered 503 Service Unavailable.", 503, "try later")
PERMANENT = Outcome(Verdict.PERMANENT, "The receiver refused with 404 Not Found.", 404, "no such hook")


class Room:
    """Words one mail for each of `count` receivers; breaks down before message number `breaks_at`."""

    def __init__(self, count: int, *, body: str = "Hello", breaks_at: int | None = None) -> None:
        self.count = count
        self.body = body
        self.breaks_at = breaks_at

    def messages(self, job: Job, *, after: str | None) -> Iterator[Outgoing]:
        for number in range(1 if after is None else int(after) + 1, self.count + 1):
            if number == self.breaks_at:
                raise RuntimeError("The worker breaks down.")
            yield Outgoing(f"{number:05d}", Message(Channel.EMAIL, f"p{number}@example.com", self.body, job.event))

    @property
    def keys(self) -> list[str]:
        return [each.key for each in self.messages(make_job(), after=None)]


class Transport:
    """Keeps what it is given, and answers in turn; then the last answer for ever."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.sent: list[Delivery] = []
        self._outcomes = list(outcomes or [ACCEPTED])

    def __call__(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        return self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]


class Throttled(Unreliable):
    """A store that has too much to do for every tenth call, or whatever is said."""

    def __init__(self, every: int = 10) -> None:
        super().__init__()
        self.every = every

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if (len(self.calls) + 1) % self.every == 0:
            self.calls.append((operation, request))
            raise VerboseClientError({"Error": {"Code": "ProvisionedThroughputExceededException"}}, operation)
        return super().__call__(operation, request)


def make_job(name: str = "ticket.7.99", *, facts: Mapping[str, Any] | None = None) -> Job:
    return Job(name, "tickets", "Created", facts or {"Id": 7}, clock.now())


def written_job(name: str = "ticket.7.99", *, facts: Mapping[str, Any] | None = None) -> Job:
    job = make_job(name, facts=facts)
    dynamo.transact(list(jobs.puts(job)))
    return job


def written(key: str = "00001", *, job: str = "ticket.7.99", **message: Any) -> Delivery:
    """A delivery that waits for its first try."""
    content = Message(**{"channel": Channel.EMAIL, "to": "ann@example.com", "body": "Hello", **message})
    delivery = Delivery(job, key, "tickets", content, clock.now(), due_at=clock.now())
    for put in [*store.long_bodies([delivery], set()), store.put(delivery)]:
        dynamo.put(put)
    return delivery


def queued(queue: str) -> list[dict[str, Any]]:
    """What the messages on a queue say; they are taken off it."""
    client = aws.client("sqs")
    url = client.get_queue_url(QueueName=queue)["QueueUrl"]
    found: list[dict[str, Any]] = []
    while messages := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(json.loads(message["Body"]))
            client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


def queued_jobs() -> list[str]:
    return [message["job"] for message in queued(config.JOBS_QUEUE)]


def queued_deliveries() -> list[tuple[str, str]]:
    return [(each["job"], key) for each in queued(config.DELIVERIES_QUEUE) for key in each["keys"]]


def items(prefix: str) -> list[Mapping[str, Any]]:
    """Everything in the outbox whose sort key begins so."""
    found = tuning.connection().client.scan(TableName=config.OUTBOX_TABLE)["Items"]
    return [item for item in found if item["sk"]["S"].startswith(prefix)]
