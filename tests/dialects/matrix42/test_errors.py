from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib import errors as meanings
from chalicelib.dialects.matrix42.asql.faults import invalid, unknown_attribute
from chalicelib.dialects.matrix42.errors import render
from chalicelib.dialects.matrix42.schema.faults import Refused, unknown_definition
from chalicelib.dialects.matrix42.vocabulary import messages, refusals
from chalicelib.errors import Fault, PolydeskError, Reason
from chalicelib.request import Request


def rendered(error: PolydeskError, language: str = "en") -> tuple[int, Any]:
    request = Request.from_event({"path": "/m42Services/api/x", "headers": {"Explicit-Language": language}}, route="/x")
    answer = render(error, request)
    return answer.status, json.loads(answer.content)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (meanings.Malformed("half a word"), 400, "The request is invalid."),
        (meanings.Unauthorized(Reason.UNKNOWN), 401, "Authorization has been denied for this request."),
        (meanings.Forbidden(), 403, "You do not have permission to do this."),
        (meanings.OutsideAudience("Ticket.Close"), 403, "You are not in the audience of Ticket.Close."),
        (meanings.NotFound(), 404, "It was not found."),
        (meanings.Unauthorized(Reason.EXPIRED), 406, "The access token has expired."),
        (
            meanings.Unauthorized(Reason.REVOKED),
            406,
            "The token is not an access token. Exchange the API token for one.",
        ),
        (meanings.Gone("A.B"), 410, "A.B was decommissioned."),
        (meanings.Gone("A.B", "A.C"), 410, "A.B was decommissioned; use A.C."),
        (meanings.TooLarge(5), 413, "The request exceeds the limit of 4 MiB."),
        (meanings.UnsupportedMediaType("x"), 415, "The request needs a body with the content type application/json."),
        (meanings.TooManyRequests(7, 1), 429, "Too many requests. Try again in 7 seconds."),
        (meanings.Changed("x"), 500, "Concurrency. The object has been updated by another process."),
        (meanings.SearchTimeout(25), 500, "The query took longer than 25 seconds. Ask for less."),
        (invalid(4, "something"), 500, "ExpressionParser: something at position 4."),
        (unknown_definition("Foo"), 500, "Data definition Foo not found."),
        (PolydeskError("secret"), 500, "An error has occurred."),
        (meanings.Unavailable("secret"), 503, "The service is not available at the moment. Try again."),
    ],
)
def test_every_meaning_has_a_status_and_a_sentence(error: PolydeskError, status: int, message: str) -> None:
    said, body = rendered(error)
    assert (said, body["Message"]) == (status, message)
    assert "secret" not in str(body)


def test_an_expression_is_refused_in_the_caller_s_language_with_the_english_detail_beside() -> None:
    assert rendered(unknown_attribute(4, "SPSUserClassBase", "Foo"), "de") == (
        500,
        {
            "Message": "Die Klasse SPSUserClassBase enthält kein Attribut Foo.",
            "ExceptionMessage": "Class SPSUserClassBase does not contain attribute Foo.",
        },
    )
    assert rendered(invalid(4, "{something}"), "fr") == (
        500,
        {
            "Message": "ExpressionParser : l'expression n'est pas valide à la position 4.",
            "ExceptionMessage": "ExpressionParser: {something} at position 4.",
        },
    )
    assert "ExceptionMessage" not in rendered(invalid(4, "{something}"), "en")[1]


def test_what_is_wrong_with_content_is_said_beside() -> None:
    error = meanings.Invalid([Fault(("a", 0), "type", "No number."), Fault((), "count", "Too many.")])
    assert rendered(error, "de") == (
        400,
        {"Message": "Die Anfrage ist ungültig.", "ExceptionMessage": "a[0]: No number. Too many."},
    )


def test_what_is_refused_in_another_language_is_said_in_english_as_well() -> None:
    error = Refused(refusals.NO_GUID, name="ObjectId")
    assert rendered(error) == (400, {"Message": "The value of ObjectId is not a GUID."})
    assert rendered(error, "fr") == (
        400,
        {
            "Message": "La valeur de ObjectId n'est pas un GUID.",
            "ExceptionMessage": "The value of ObjectId is not a GUID.",
        },
    )


def test_what_was_sent_is_repeated_no_longer_than_it_helps() -> None:
    _, body = rendered(unknown_definition("x" * 100_000 + "\ud800"))
    assert len(body["Message"]) <= 2_001


@pytest.mark.parametrize("of", [refusals, messages])
def test_every_sentence_is_there_in_all_languages(of: Any) -> None:
    for text in (each for each in vars(of).values() if isinstance(each, messages.Text)):
        assert all((text.en, text.de, text.fr))
        assert len({text.en, text.de, text.fr}) == 3
