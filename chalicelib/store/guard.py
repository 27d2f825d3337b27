"""Faults of the store → our errors; what may pass by itself is tried again here, with jitter, and nowhere else."""

from __future__ import annotations

import logging
import random
import re
import time
from collections.abc import Callable
from typing import Final, TypeVar

from botocore.exceptions import BotoCoreError, HTTPClientError
from botocore.exceptions import ConnectionError as ConnectionFault
from pynamodb.exceptions import VerboseClientError

from chalicelib.errors import PolydeskError, TooLarge, Unavailable

log = logging.getLogger(__name__)

Result = TypeVar("Result")

ATTEMPTS: Final = 7
FIRST_PAUSE: Final = 0.025  # seconds; doubles, each pause is a random part of it: 1.6 s at most in all
PATIENCE: Final = 12.0  # seconds after which nothing is tried again: a request has 29
_TOO_LARGE: Final = re.compile(r"\bsize\b.*\bexceed", re.IGNORECASE)
_ITEM: Final = 400 << 10  # bytes that DynamoDB takes in one item
PASSING: Final = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionInProgressException",
        "TransactionConflictException",
        "InternalServerError",
        "ServiceUnavailable",
    }
)
_PASSING_REASONS: Final = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})


class ConditionFailed(PolydeskError):
    """A condition of a write did not hold; `item` is what stands there instead, in DynamoDB's form, if it was asked for.

    For the store's own modules: they say what it means. Outside, a condition has its own error (see `dynamo.Put`).
    """

    status = 409

    def __init__(self, item: dict[str, object] | None = None) -> None:
        super().__init__("A condition did not hold.")
        self.item = item


def guarded(
    call: Callable[[], Result], *, conflicts: tuple[PolydeskError | None, ...] = (), patience: float = PATIENCE
) -> Result:
    """Run one call to DynamoDB.

    `conflicts`: the error of each of its actions if its condition fails (one, unless it is a transaction). `patience`: in
    seconds. Raises that error, or ConditionFailed, TooLarge for an item that DynamoDB does not take, or Unavailable for
    what did not pass in time; all other faults of the store are our own mistakes and are raised as they are.
    """
    begun = time.monotonic()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return call()
        except VerboseClientError as error:
            _raise_condition(error, conflicts)
            if not _passes(error):
                _raise_too_large(error)
                raise
            fault: Exception = error
        except (ConnectionFault, HTTPClientError) as error:
            fault = error
        except BotoCoreError as error:  # no credentials, no region: trying again is of no use
            raise Unavailable("The store is out of reach.") from error
        if attempt == ATTEMPTS or time.monotonic() - begun > patience:
            log.warning("the store refused %s times: %s", attempt, type(fault).__name__)
            raise Unavailable("The store is busy. Try again.") from fault
        pause(attempt)
    raise AssertionError("unreachable")


def pause(attempt: int) -> None:
    """Wait before the next attempt (1, 2 …): a random part of a time that doubles."""
    time.sleep(random.uniform(0, FIRST_PAUSE * 2 ** (attempt - 1)))  # noqa: S311  spreads callers, guards nothing


def _raise_condition(error: VerboseClientError, conflicts: tuple[PolydeskError | None, ...]) -> None:
    code = error.response["Error"].get("Code")
    if code == "ConditionalCheckFailedException":
        stands = ConditionFailed(getattr(error.__cause__, "response", {}).get("Item"))
        raise (conflicts[0] if conflicts else None) or stands from None
    if code != "TransactionCanceledException":
        return
    for index, reason in enumerate(error.cancellation_reasons):
        if reason is not None and reason.code == "ConditionalCheckFailed":
            meant = conflicts[index] if index < len(conflicts) else None
            raise meant or ConditionFailed() from None


def _raise_too_large(error: VerboseClientError) -> None:
    said = [error.response["Error"].get("Message"), *(r.message for r in error.cancellation_reasons if r is not None)]
    if any(_TOO_LARGE.search(text or "") for text in said):
        raise TooLarge(_ITEM) from None


def _passes(error: VerboseClientError) -> bool:
    if error.response["Error"].get("Code") in PASSING:
        return True
    return any(reason is not None and reason.code in _PASSING_REASONS for reason in error.cancellation_reasons)
