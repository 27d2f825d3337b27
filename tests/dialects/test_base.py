from __future__ import annotations

import json
import logging
from typing import Any

import msgspec
import pytest

from chalicelib import logs
from chalicelib.dialects import admission
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.route import Route
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.setting import Setting
from chalicelib.errors import Forbidden, PolydeskError, Reason, TooManyRequests, Unauthorized
from chalicelib.request import Request
from chalicelib.response import Response


class Door:
    """Lets in whoever has a header; remembers what it was asked."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.asked: list[tuple[frozenset[CredentialKind], str]] = []

    def __call__(self, request: Request, *, accepts: frozenset[CredentialKind], dialect: str) -> Caller:
        self.asked.append((accepts, dialect))
        if "authorization" not in request.headers:
            raise Unauthorized(Reason.MISSING)
        return self.caller


class Meter:
    """Lets a number of calls pass."""

    def __init__(self, left: int = 100) -> None:
        self.left = left
        self.asked: list[tuple[str, str, int]] = []

    def __call__(self, *, dialect: str, who: str, default: int) -> int:
        self.asked.append((dialect, who, default))
        self.left -= 1
        if self.left < 0:
            raise TooManyRequests(7, default)
        return default


def say(error: PolydeskError, request: Request) -> Response:
    return Response(error.status, error.message, {"X-Asked-By": request.caller.login if request.is_identified else "-"})


@pytest.fixture
def door(caller: Caller) -> Door:
    return Door(caller)


@pytest.fixture
def meter() -> Meter:
    return Meter()


def make_dialect(door: Door, meter: Meter, **words: Any) -> Dialect:
    words = {"errors": say, "accepts": frozenset({CredentialKind.BASIC}), "requests_per_minute": 30, **words}
    return Dialect(__name__, name="board", title="Board", identify=door, take=meter, **words)


def greet(request: Request) -> Response:
    return Response(200, f"Hello {request.caller.login}")


def asked(method: str = "GET", known: bool = True, **event: Any) -> Request:
    headers = {"Authorization": "Basic x", **event.pop("headers", {})} if known else {}
    event = {"httpMethod": method, "path": "/api/secret-path", "headers": headers, **event}
    return Request.from_event(event, route="/api/Things")


def test_a_view_knows_who_asks(door: Door, meter: Meter) -> None:
    dialect = make_dialect(door, meter)
    assert dialect.answer(asked(), Route("/Things", ("GET",), greet)).body == "Hello tester"
    assert door.asked == [(frozenset({CredentialKind.BASIC}), "board")]


def test_who_is_not_let_in_is_refused_in_the_dialects_words(door: Door, meter: Meter) -> None:
    answer = make_dialect(door, meter).answer(asked(known=False), Route("/Things", ("GET",), greet))
    assert (answer.status, answer.body) == (401, "User could not be authenticated")
    assert not meter.asked


def test_a_public_route_asks_nobody_and_counts_nothing(door: Door, meter: Meter) -> None:
    route = Route("/Things", ("GET",), lambda _: Response(200, "open"), public=True)
    assert make_dialect(door, meter).answer(asked(known=False), route).body == "open"
    assert (door.asked, meter.asked) == ([], [])


def test_a_call_counts_against_its_callers_minute(door: Door, meter: Meter) -> None:
    make_dialect(door, meter).answer(asked(), Route("/Things", ("GET",), greet))
    assert meter.asked == [("board", "tester", 30)]


def test_a_route_may_be_left_out_of_the_count(door: Door, meter: Meter) -> None:
    make_dialect(door, meter).answer(asked(), Route("/Things", ("GET",), greet, limited=False))
    assert meter.asked == []


def test_a_used_up_minute_says_how_long_to_wait_and_who_asked(door: Door) -> None:
    answer = make_dialect(door, Meter(left=0)).answer(asked(), Route("/Things", ("GET",), greet))
    assert (answer.status, answer.headers["Retry-After"], answer.headers["X-Asked-By"]) == (429, "7", "tester")


def test_a_body_that_is_too_long_never_reaches_the_view(door: Door, meter: Meter) -> None:
    dialect, route = make_dialect(door, meter, max_body=3), Route("/Things", ("POST",), greet)
    assert dialect.answer(asked("POST", body="abc"), route).status == 200
    assert dialect.answer(asked("POST", body="abcd"), route).status == 413


@pytest.mark.parametrize(
    ("media_type", "body", "status"),
    [
        ("application/json", "{}", 200),
        ("APPLICATION/json; charset=utf-8", "{}", 200),
        ("", "{}", 200),
        ("text/csv", "", 200),
        ("text/csv", "{}", 415),
    ],
)
def test_only_bodies_of_known_types_pass(door: Door, meter: Meter, media_type: str, body: str, status: int) -> None:
    dialect = make_dialect(door, meter, media_types=frozenset({"application/json"}))
    request = asked("POST", body=body, headers={"Content-Type": media_type})
    assert dialect.answer(request, Route("/Things", ("POST",), greet)).status == status


def test_a_dialect_may_have_an_order_and_steps_of_its_own(door: Door, meter: Meter) -> None:
    def forbidden(dialect: Dialect, request: Request, route: Route) -> Request:
        raise Forbidden("Not here.")

    dialect = make_dialect(door, meter, admission=(forbidden, *admission.USUAL))
    assert dialect.answer(asked(known=False), Route("/Things", ("GET",), greet)).status == 403


def test_unknown_paths_may_be_told_only_to_callers_who_are_let_in(door: Door, meter: Meter) -> None:
    dialect = make_dialect(door, meter, hides_unknown=True)
    assert dialect.answer(asked(known=False), dialect.unknown).status == 401
    assert dialect.answer(asked(), dialect.unknown).status == 404


def test_a_limit_has_one_default(door: Door, meter: Meter) -> None:
    make_dialect(door, meter, settings={"calls": Setting(30, "Calls a minute.", is_limit=True)})
    with pytest.raises(ValueError, match="the limit of board"):
        make_dialect(door, meter, settings={"calls": Setting(60, "Calls a minute.", is_limit=True)})


class Thing(msgspec.Struct):
    name: str


def test_a_complaint_of_msgspec_is_an_invalid_request(door: Door, meter: Meter) -> None:
    def parse(request: Request) -> Response:
        return Response(200, msgspec.json.decode(request.body, type=Thing).name)

    dialect, route = make_dialect(door, meter), Route("/Things", ("POST",), parse)
    assert dialect.answer(asked("POST", body='{"name": 1}'), route).status == 400
    assert dialect.answer(asked("POST", body="{"), route).status == 400
    assert dialect.answer(asked("POST", body="[" * 100_000), route).status == 400


def fail(_: Request) -> Response:
    raise RuntimeError("the key is hunter2")


def test_what_nobody_planned_for_is_a_500_in_the_dialects_words(door: Door, meter: Meter) -> None:
    answer = make_dialect(door, meter).answer(asked(), Route("/Things", ("GET",), fail))
    assert (answer.status, answer.body) == (500, "An error has occurred.")


def test_a_view_that_forgets_its_answer_is_a_500(door: Door, meter: Meter) -> None:
    route = Route("/Things", ("GET",), lambda _: None)  # type: ignore[arg-type,return-value]
    assert make_dialect(door, meter).answer(asked(), route).status == 500


def test_a_fault_in_the_errors_room_itself_is_still_a_500_in_json(door: Door, meter: Meter) -> None:
    def stumble(error: PolydeskError, request: Request) -> Response:
        raise KeyError(error.status)

    answer = make_dialect(door, meter, errors=stumble).answer(asked(), Route("/Things", ("GET",), fail))
    assert (answer.status, answer.media_type) == (500, "application/json")
    assert json.loads(answer.content) == {"message": "An error has occurred."}


def test_every_answer_passes_the_last_look(door: Door, meter: Meter) -> None:
    def stamp(request: Request, response: Response) -> Response:
        response.headers["X-Board"] = request.method
        return response

    dialect = make_dialect(door, meter, finish=stamp)
    routes = (Route("/Things", ("GET",), greet), Route("/Things", ("GET",), fail), dialect.unknown, dialect.options)
    assert all(route and dialect.answer(asked(), route).headers["X-Board"] == "GET" for route in routes)


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("GET", 204), ("GET", 304)])
def test_what_must_have_no_body_has_none(door: Door, meter: Meter, method: str, status: int) -> None:
    route = Route("/Things", (method,), lambda _: Response(status, "body"))
    assert make_dialect(door, meter).answer(asked(method), route).body == b""


def test_a_route_is_registered_as_documented_and_its_view_stays_what_it_is(door: Door, meter: Meter) -> None:
    dialect = make_dialect(door, meter)
    assert dialect.route("/Things/{id}", methods=["PUT"], limited=False)(greet) is greet
    (route,) = dialect.routes
    assert (route.path, route.methods, route.view, route.limited) == ("/Things/{id}", ("PUT",), greet, False)


def test_an_answered_request_is_one_line_without_path_or_query(
    door: Door, meter: Meter, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    request = asked(queryStringParameters={"key": "hunter2"}, requestContext={"requestId": "r-1"})
    make_dialect(door, meter).answer(request, Route("/Things", ("GET",), greet))
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told.pop("duration_ms") >= 0, bool(told.pop("at"))) == (True, True)
    assert told == {
        "level": "INFO",
        "request_id": "r-1",
        "dialect": "board",
        "operation": "greet",
        "route": "GET /api/Things",
        "caller": "tester",
        "status": 200,
        "fault": "none",
    }


def test_an_unplanned_exception_is_logged_once_without_its_message(
    door: Door, meter: Meter, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    make_dialect(door, meter).answer(asked(body="secret body"), Route("/Things", ("GET",), fail))
    out = capsys.readouterr().out
    error, served = (json.loads(line) for line in out.splitlines())
    assert (error["level"], error["exception"][0]["type"]) == ("ERROR", "builtins.RuntimeError")
    assert "in fail" in error["exception"][0]["frames"][-1] or error["exception"][0]["frames"][-1].endswith(" fail")
    assert (served["status"], served["fault"]) == (500, "server")
    assert not any(word in out for word in ("hunter2", "secret", "path"))


def test_every_answer_is_told_of_with_its_caller_and_the_time_it_took(door: Door, meter: Meter) -> None:
    told: list[tuple[str, int, bool]] = []

    def note(request: Request, response: Response, milliseconds: float) -> None:
        told.append((request.caller.login if request.is_identified else "-", response.status, milliseconds >= 0))

    dialect, route = make_dialect(door, meter, served=note), Route("/Things", ("GET",), greet)
    for request in (asked(), asked(known=False)):
        dialect.answer(request, route)
    dialect.answer(asked(), dialect.unknown)
    assert told == [("tester", 200, True), ("-", 401, True), ("-", 404, True)]


def test_whoever_is_told_of_an_answer_can_do_it_no_harm(
    door: Door, meter: Meter, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object) -> None:
        raise RuntimeError("the key is hunter2")

    logs.configure()
    answer = make_dialect(door, meter, served=stumble).answer(asked(), Route("/Things", ("GET",), greet))
    assert answer.body == "Hello tester"
    assert "RuntimeError" in capsys.readouterr().out


def test_lines_are_silent_below_their_level(door: Door, meter: Meter, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.ERROR)
    make_dialect(door, meter).answer(asked(), Route("/Things", ("GET",), greet))
    logs.configure()
    assert capsys.readouterr().out == ""
