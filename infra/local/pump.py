"""What Lambda's event source mappings do: takes messages off a queue, calls the function behind it, removes what it has done.

A message whose function raises stays on the queue: it is hidden until its visibility time-out, comes again, and goes to the
dead-letter queue when it came too often. All of that is the queue's own doing, here as in the cloud.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from infra.local.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from infra.resources import Queue

    Handler = Callable[[dict[str, Any], Any], Any]

WAIT: Final = 1  # seconds that the queue is asked to wait for a message; it is also how long an idle pump takes to stop
PAUSE: Final = 0.5  # seconds after a queue that could not be asked

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A queue, the function behind it, and how many messages are worked off at once."""

    queue: Queue
    handler: Handler
    at_once: int


class Pump:
    """Works off one queue in threads of its own, of which one at a time waits for the next message."""

    def __init__(self, source: Source, sqs: Any) -> None:
        self._source = source
        self._sqs = sqs
        self._url: str = sqs.get_queue_url(QueueName=source.queue.name)["QueueUrl"]
        self._turn = threading.Lock()
        self._stopped = threading.Event()
        name = source.queue.function
        # Daemons: a function that hangs must not hold up the end for ever; its message comes again.
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{number}", daemon=True) for number in range(source.at_once)
        ]

    def start(self) -> None:
        """Begin to work."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Take no further message; see `join`."""
        self._stopped.set()

    def join(self, until: float) -> bool:
        """Wait for what is under way, until a moment of the monotonic clock; False when that was not enough."""
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _run(self) -> None:
        while not self._stopped.is_set():
            with self._turn:
                message = None if self._stopped.is_set() else self._next()
            if message is not None:
                self._work(message)

    def _next(self) -> Mapping[str, Any] | None:
        try:
            answer = self._sqs.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=1, WaitTimeSeconds=WAIT, AttributeNames=["All"]
            )
        except (BotoCoreError, ClientError) as error:
            if not self._stopped.wait(PAUSE):
                _log.warning("%s can't be asked: %s", self._source.queue.name, type(error).__name__)
            return None
        found: list[Mapping[str, Any]] = answer.get("Messages", [])
        return found[0] if found else None

    def _work(self, message: Mapping[str, Any]) -> None:
        queue = self._source.queue
        context = Context(str(uuid4()), queue.seconds, function_name=f"polydesk-local-{queue.function}")
        try:
            self._source.handler({"Records": [self._record(message)]}, context)
        except Exception:
            _log.exception("%s failed; its message comes again in %s seconds.", queue.function, queue.visibility)
            return
        try:
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
        except (BotoCoreError, ClientError) as error:
            _log.warning("A message of %s stays on its queue: %s", queue.name, type(error).__name__)

    def _record(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """A message as Lambda hands it to a function."""
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {},
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": f"arn:aws:sqs:{config.REGION}:000000000000:{self._source.queue.name}",
            "awsRegion": config.REGION,
        }
