from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.dialects.tickets import errors
from chalicelib.domain.reference import Ref
from chalicelib.errors import (
    Changed,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    PolydeskError,
    SearchTimeout,
    TooLarge,
    TooManyRequests,
    Unavailable,
)
from chalicelib.request import Request


def request(route: str = "/api/Tickets/{id}", path: str = "/api/tickets/7") -> Request:
    return Request.from_event({"httpMethod": "PUT", "path": path}, route=route)


def rendered(error: PolydeskError, of: Request | None = None) -> Any:
    return json.loads(errors.render(error, of or request()).body)


@pytest.mark.parametrize(
    ("error", "status", "message"),
    [
        (Forbidden(), 403, "Authorization has been denied for this request."),
        (NotFound("secret"), 404, "No HTTP resource was found that matches the request URI '/api/tickets/7'."),
        (Changed("secret"), 409, "The request contradicts what is stored."),
        (TooLarge(4), 413, "The request entity is too large."),
        (TooManyRequests(7, 30), 429, "Too many requests."),
        (SearchTimeout(25), 500, "An error has occurred."),
        (PolydeskError("secret"), 500, "An error has occurred."),
        (Unavailable("secret"), 503, "The service is not available. Please try again."),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_says_what_this_dialect_says_and_nothing_of_the_inside(
    error: PolydeskError, status: int, message: str
) -> None:
    response = errors.render(error, request())
    assert (response.status, json.loads(response.body)) == (status, {"Message": message})


def test_too_many_requests_says_how_long_to_wait() -> None:
    assert errors.render(TooManyRequests(7, 30), request()).headers["Retry-After"] == "7"


@pytest.mark.parametrize(
    ("fault", "name", "sentence"),
    [
        (Fault(("description",), "too_long", "", {"limit": 5}), "Description", "longer than 5 characters"),
        (Fault(("services", 1), "reference", "", {"value": Ref("service", 9)}), "Services", "no service with the Id 9"),
        (Fault(("services",), "count", "", {"limit": 1000}), "Services", "more than 1000 entries"),
        (Fault(("subject",), "odd", "Words of the core."), "Description", "Words of the core."),
        (Fault(("EndTime",), "type", "", {"value": "x", "expected": "a time"}), "EndTime", "'x' is not a time"),
    ],
)
def test_faults_of_parser_and_core_bear_the_names_of_the_wire(fault: Fault, name: str, sentence: str) -> None:
    state = rendered(Invalid([fault]))["ModelState"]
    assert list(state) == [f"ticket.{name}"]
    assert sentence in state[f"ticket.{name}"][0]


def test_a_fault_of_a_field_without_a_name_here_is_a_fault_of_the_entity() -> None:
    assert rendered(Invalid([Fault(("priority",), "choice", "No.")]))["ModelState"] == {"ticket": ["No."]}


def test_a_fault_outside_of_the_four_resources_is_one_of_the_request() -> None:
    state = rendered(Invalid([Fault(("x",), "odd", "No.")]), request("/api/{proxy+}"))["ModelState"]
    assert state == {"request.x": ["No."]}


def test_the_same_is_not_said_twice_and_nothing_is_missed_that_is_wrong_in_itself() -> None:
    wrong = Fault(("Name",), "type", "", {"value": 5, "expected": "a text"})
    missed = Fault(("name",), "required", "name is required.")
    state = rendered(Invalid([wrong, wrong, missed]), request("/api/Services/{id}"))["ModelState"]
    assert state == {"service.Name": ["The value '5' is not a text."]}


def test_a_long_value_is_cut_where_it_is_shown() -> None:
    fault = Fault(("EndTime",), "type", "", {"value": "x" * 100_000, "expected": "a time"})
    assert len(rendered(Invalid([fault]))["ModelState"]["ticket.EndTime"][0]) < 200


def test_braces_in_a_value_are_only_braces() -> None:
    fault = Fault(("EndTime",), "type", "", {"value": "{name} {0} {}", "expected": "a time"})
    assert rendered(Invalid([fault]))["ModelState"]["ticket.EndTime"] == ["The value '{name} {0} {}' is not a time."]


def test_a_path_that_is_no_text_is_shown_as_far_as_it_is() -> None:
    assert "/api/?" in rendered(NotFound(), request(path="/api/\ud800"))["Message"]


def test_a_path_with_braces_is_shown_as_it_is() -> None:
    assert "'/api/{path}'" in rendered(NotFound(), request(path="/api/{path}"))["Message"]
