from __future__ import annotations

import pytest

from chalicelib import errors
from chalicelib.errors import (
    Changed,
    Conflict,
    Fault,
    Faults,
    Forbidden,
    Gone,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotFound,
    OutsideAudience,
    PolydeskError,
    PreconditionFailed,
    Reason,
    SearchTimeout,
    Taken,
    TooLarge,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    UnsupportedMediaType,
)

STATUSES: list[tuple[PolydeskError, int]] = [
    (PolydeskError(), 500),
    (Malformed(), 400),
    (Invalid(), 400),
    (Unauthorized(Reason.MISSING), 401),
    (Forbidden(), 403),
    (OutsideAudience("Ticket.Close"), 403),
    (NotFound(), 404),
    (MethodNotAllowed("GET", ["PUT"]), 405),
    (SearchTimeout(10), 408),
    (Conflict(), 409),
    (Changed(), 409),
    (Taken("group", "name", "Desk"), 409),
    (Gone("Ticket.Old"), 410),
    (PreconditionFailed(), 412),
    (TooLarge(10), 413),
    (UnsupportedMediaType("text/plain"), 415),
    (TooManyRequests(3, 30), 429),
    (Unavailable(), 503),
]


@pytest.mark.parametrize(("error", "status"), STATUSES, ids=lambda each: type(each).__name__)
def test_an_error_has_the_plain_status_of_its_meaning(error: PolydeskError, status: int) -> None:
    assert error.status == status
    assert str(error) == error.message


def test_every_error_of_the_module_is_among_those() -> None:
    named = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, PolydeskError)}
    assert named == {type(error) for error, _ in STATUSES}


def test_the_tree_in_the_docstring_names_every_error_with_its_status() -> None:
    lines = [line.split() for line in (errors.__doc__ or "").splitlines()]
    for error, status in STATUSES[1:]:
        assert any({type(error).__name__, str(status)} <= set(line) for line in lines)


def test_collected_faults_are_raised_together_or_not_at_all() -> None:
    faults = Faults()
    faults.raise_any()
    faults.add("subject", "required", "subject is required.")
    faults.add(("services", 0), "reference", "There is no service 9.", value=9)
    with pytest.raises(Invalid) as caught:
        faults.raise_any()
    assert caught.value.faults == (
        Fault(("subject",), "required", "subject is required."),
        Fault(("services", 0), "reference", "There is no service 9.", {"value": 9}),
    )


def test_errors_carry_what_a_dialect_needs_to_word_them_anew() -> None:
    taken, limited, method = Taken("group", "name", "Desk"), TooManyRequests(3, 30), MethodNotAllowed("GET", iter("P"))
    assert (taken.kind, taken.field, taken.value) == ("group", "name", "Desk")
    assert (limited.retry_after, limited.limit) == (3, 30)
    assert (method.method, method.allowed) == ("GET", ("P",))
