from __future__ import annotations

from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, NoCredentialsError, ReadTimeoutError
from pynamodb.exceptions import CancellationReason, VerboseClientError

from chalicelib.errors import Conflict, TooLarge, Unavailable
from chalicelib.store.guard import ATTEMPTS, PASSING, ConditionFailed, guarded


class Failing:
    """Fails a number of times, then answers."""

    def __init__(self, fault: Exception, times: int = 10**6) -> None:
        self.calls = 0
        self._fault = fault
        self._times = times

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self._times:
            raise self._fault
        return "answer"


def refused(code: str, message: str = "", *reasons: str | None, said: str = "") -> VerboseClientError:
    return VerboseClientError(
        {"Error": {"Code": code, "Message": message}},
        "PutItem",
        cancellation_reasons=[CancellationReason(code=reason, message=said) if reason else None for reason in reasons],
    )


@pytest.mark.parametrize("code", sorted(PASSING))
def test_what_may_pass_by_itself_is_tried_again(code: str) -> None:
    call = Failing(refused(code), times=1)
    assert guarded(call) == "answer"
    assert call.calls == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda: ReadTimeoutError(endpoint_url="x"),
        lambda: ConnectTimeoutError(endpoint_url="x"),
        lambda: refused("TransactionCanceledException", "", None, "TransactionConflict"),
        lambda: refused("TransactionCanceledException", "", "ThrottlingError"),
    ],
)
def test_a_lost_call_and_a_conflict_of_transactions_are_tried_again(make: Callable[[], Exception]) -> None:
    call = Failing(make(), times=1)
    assert guarded(call) == "answer"


def test_what_does_not_pass_in_time_is_unavailable() -> None:
    call = Failing(refused("ThrottlingException"))
    with pytest.raises(Unavailable):
        guarded(call)
    assert call.calls == ATTEMPTS


def test_nothing_is_tried_again_when_patience_has_ended() -> None:
    call = Failing(ReadTimeoutError(endpoint_url="x"))
    with pytest.raises(Unavailable):
        guarded(call, patience=-1)
    assert call.calls == 1


def test_without_credentials_the_store_is_out_of_reach_at_once() -> None:
    call = Failing(NoCredentialsError())
    with pytest.raises(Unavailable):
        guarded(call)
    assert call.calls == 1


@pytest.mark.parametrize("code", ["ValidationException", "ResourceNotFoundException", "AccessDeniedException"])
def test_our_own_mistakes_are_raised_as_they_are(code: str) -> None:
    call = Failing(refused(code))
    with pytest.raises(VerboseClientError):
        guarded(call)
    assert call.calls == 1


def test_a_condition_means_the_error_of_its_action() -> None:
    fault = refused("TransactionCanceledException", "", None, "ConditionalCheckFailed", "ConditionalCheckFailed")
    with pytest.raises(Conflict, match="second"):
        guarded(Failing(fault), conflicts=(Conflict("first"), Conflict("second"), Conflict("third")))


def test_a_condition_counts_more_than_a_conflict_beside_it() -> None:
    fault = refused("TransactionCanceledException", "", "TransactionConflict", "ConditionalCheckFailed")
    with pytest.raises(Conflict, match="second"):
        guarded(Failing(fault), conflicts=(None, Conflict("second")))


def test_a_condition_without_a_meaning_is_said_to_the_store() -> None:
    with pytest.raises(ConditionFailed):
        guarded(Failing(refused("TransactionCanceledException", "", "ConditionalCheckFailed")))


def test_a_refused_write_hands_on_what_stands() -> None:
    fault = refused("ConditionalCheckFailedException")
    fault.__cause__ = ClientError({"Error": {}, "Item": {"n": {"N": "1"}}}, "UpdateItem")
    with pytest.raises(ConditionFailed) as caught:
        guarded(Failing(fault))
    assert caught.value.item == {"n": {"N": "1"}}


@pytest.mark.parametrize(
    "fault",
    [
        refused("ValidationException", "Item size has exceeded the maximum allowed size"),
        refused("ValidationException", "Item size to update has exceeded the maximum allowed size"),
        refused(
            "TransactionCanceledException",
            "",
            None,
            "ValidationError",
            said="Item size to update has exceeded the maximum allowed size",
        ),
    ],
)
def test_an_item_beyond_the_stores_size_is_too_large(fault: VerboseClientError) -> None:
    with pytest.raises(TooLarge):
        guarded(Failing(fault))
