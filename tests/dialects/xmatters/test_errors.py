from __future__ import annotations

import pytest

from chalicelib.dialects.xmatters import errors
from chalicelib.dialects.xmatters.vocabulary.messages import UNRECOGNIZED
from chalicelib.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    PolydeskError,
    SearchTimeout,
    Taken,
    TooLarge,
    TooManyRequests,
    Unavailable,
)
from chalicelib.request import Request

FAULTS = (
    Fault(
        ("recipients", 0, "devices", 1),
        "choice",
        "Value provided not found in the configured values: Email, Work Phone",
    ),
    Fault(
        ("properties", "message"),
        "required",
        "Required field",
        {"details": "$.properties[0]", "errorDetails": "properties/message"},
    ),
)


def said(error: PolydeskError, noun: str = "forms/{id}/triggers") -> str:
    request = Request.from_event({"path": "/reapi/2015-04-01/x"}, route=f"/reapi/{{version}}/{noun}")
    return errors.render(error, request).content.decode()


def test_events_say_every_fault_twice_in_the_same_order() -> None:
    assert said(Invalid(FAULTS)) == (
        '{"type":"DATA_VALIDATION_ERROR","message":"There are validation errors in the form",'
        '"details":[{"$.recipients[0].devices[1]":"Value provided not found in the configured values: Email, Work Phone"},'
        '{"$.properties[0]":"Required field"}],'
        '"errorDetails":[{"jsonPath":"recipients[0]/devices[1]","details":"Value provided not found in the configured values: '
        'Email, Work Phone"},{"jsonPath":"properties/message","details":"Required field"}],"code":400,"reason":"Bad Request"}'
    )


@pytest.mark.parametrize(
    ("noun", "message", "both"),
    [
        ("forms/{id}/triggers", "There are validation errors in the form", True),
        ("engines/{engine}/{form}/events", "There are validation errors in the form", True),
        ("properties/{id}/values", "There are validation errors in the form", True),
        ("events/{id}", "There are data validation errors in the form", True),
        ("groups", "There are data validation errors in the form", True),
        ("notifications", "There are data validation errors in the form", True),
        ("people", "There are data validation errors in the form.", False),
        ("sites/{id}", "There are validation errors in the form.", False),
    ],
)
def test_every_route_has_its_own_words_and_lists(noun: str, message: str, both: bool) -> None:
    answer = said(Invalid(FAULTS[1:]), noun)
    assert f'"message":"{message}"' in answer
    assert '"errorDetails":[{"jsonPath":"properties/message","details":"Required field"}]' in answer
    assert ('"details":[{"$.properties[0]":"Required field"}]' in answer) is both


def test_entries_of_an_array_are_named_by_their_position() -> None:
    answer = said(Invalid([Fault((3,), "unique", "Duplicate value")]), "properties/{id}/values")
    assert (
        '"details":[{"$[3]":"Duplicate value"}],"errorDetails":[{"jsonPath":"[3]","details":"Duplicate value"}]'
        in answer
    )


@pytest.mark.parametrize(
    ("error", "type_", "message", "code"),
    [
        (Malformed('Unrecognized field "targetname"'), "MALFORMED_REQUEST", 'Unrecognized field \\"targetname\\"', 400),
        (Forbidden("User x may not."), "AUTHORIZATION_ERROR", "User x may not.", 403),
        (NotFound("Event 123 is not found."), "NOT_FOUND", "Event 123 is not found.", 404),
        (NotFound(), "NOT_FOUND", "The requested URL is not found.", 404),
        (Conflict("Event 123 is already terminated."), "CONFLICT", "Event 123 is already terminated.", 409),
        (Taken("site", "name", "x"), "CONFLICT", "The name 'x' is in use.", 409),
        (TooLarge(1), "REQUEST_TOO_LARGE", "The request entity is too large.", 413),
        (TooManyRequests(37, 60), "RATE_LIMIT", "Too many requests. Try again in 37 seconds.", 429),
        (PolydeskError("where the secret lies"), "SERVER_ERROR", "An error has occurred.", 500),
        (Unavailable("DynamoDB"), "SERVER_ERROR", "The service is not available. Please try again.", 503),
        (SearchTimeout(20), "SERVER_ERROR", "The service is not available. Please try again.", 503),
    ],
)
def test_other_refusals_name_no_fields(error: PolydeskError, type_: str, message: str, code: int) -> None:
    answer = said(error)
    assert answer.startswith(f'{{"type":"{type_}","message":"{message}","code":{code},"reason":"')


def test_a_header_repeats_what_is_forbidden_in_one_line_of_ascii() -> None:
    answer = errors.render(Forbidden("User Zoë\n may not."), Request.from_event({}))
    assert answer.headers["X-Error-Message"] == "User Zo?? may not."


def test_what_was_sent_is_not_repeated_endlessly() -> None:
    assert len(said(NotFound("x" * 100_000))) < 2_200


def test_a_key_that_must_not_be_there_makes_a_request_malformed() -> None:
    text = 'Unrecognized field "targetname"'
    fault = Fault(("recipients", 0, "targetname"), UNRECOGNIZED, text)
    assert said(Invalid([fault], text)) == (
        '{"type":"MALFORMED_REQUEST","message":"Unrecognized field \\"targetname\\"",'
        '"details":[{"$.recipients[0].targetname":"Unrecognized field \\"targetname\\""}],'
        '"errorDetails":[{"jsonPath":"recipients[0]/targetname","details":"Unrecognized field \\"targetname\\""}],'
        '"code":400,"reason":"Bad Request"}'
    )


def test_a_refusal_tells_as_many_faults_as_an_answer_carries() -> None:
    endless = [Fault(("recipients", index), "reference", "\U0001f525" * 12_000) for index in range(1_000)]
    assert 1_000_000 < len(said(Invalid(endless)).encode()) < 4 << 20
