from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.dialects import admission
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.domain import clock
from chalicelib.domain.api import Audience, Standing, State
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.role import Permissions
from chalicelib.errors import Gone, PolydeskError, Reason, Unauthorized
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Mount
from chalicelib.services import apis

pytestmark = pytest.mark.usefixtures("queues")

SINCE = datetime(2026, 1, 5, 10, tzinfo=UTC)
UNTIL = date(2026, 9, 1)


def say(error: PolydeskError, request: Request) -> Response:
    return Response(error.status, error.message)


@pytest.fixture
def nobody(caller: Caller) -> Caller:
    """Somebody without any role."""
    return replace(caller, permissions=Permissions())


@pytest.fixture
def dialect(nobody: Caller) -> Dialect:
    def identify(request: Request, **_: Any) -> Caller:
        if "authorization" not in request.headers:
            raise Unauthorized(Reason.MISSING)
        return nobody

    made = Dialect(
        __name__,
        name="board",
        title="Board",
        errors=say,
        accepts=frozenset({CredentialKind.BASIC}),
        admission=(admission.identified, governed),
        identify=identify,
        take=lambda **_: None,
    )
    made.route("/things", service="Things", name="List")(lambda _: Response(200, "things"))
    made.route("/things/{id}", service="Things", name="Get")(lambda _: Response(404, "nothing"))
    made.route("/plain")(greet)
    return made


def greet(request: Request) -> Response:
    """Say hello."""
    return Response(200, "hello")


def ask(dialect: Dialect, index: int = 0, *, known: bool = True, mounts: tuple[Any, ...] = ()) -> Response:
    event = {
        "httpMethod": "GET",
        "path": "/api/things",
        "headers": {"Host": "desk.example", **({"Authorization": "Basic x"} if known else {})},
    }
    return dialect.answer(Request.from_event(event, prefix="/api", mounts=mounts), dialect.routes[index])


def age(operation: str, *states: State, **words: Any) -> None:
    for state in states:
        apis.move(operation=operation, to=state, public=False, at=SINCE, **words)


def test_an_active_operation_says_nothing_of_its_age(dialect: Dialect) -> None:
    response = ask(dialect)
    assert response.status == 200
    assert {"Deprecation", "Sunset", "Link", "Warning"}.isdisjoint(response.headers)


def test_a_deprecated_one_says_since_when_until_when_and_what_comes_instead(dialect: Dialect) -> None:
    age("Things.List", State.DEPRECATED, sunset_on=UNTIL, successor="Things.Get")
    response = ask(dialect)
    assert response.status == 200
    assert response.headers["Deprecation"] == f"@{int(SINCE.timestamp())}"
    assert response.headers["Sunset"] == "Tue, 01 Sep 2026 00:00:00 GMT"
    assert response.headers["Link"] == '<http://desk.example/api/things/{id}>; rel="successor-version"'
    assert "Warning" not in response.headers


def test_an_obsolete_one_warns_too_and_it_is_noted_who_called(
    dialect: Dialect, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("chalicelib.logs.faults"), "propagate", True)
    age("Things.List", State.OBSOLETE, successor="Things.Get")
    response = ask(dialect)
    assert response.headers["Warning"] == '299 - "Things.List is obsolete; use Things.Get"'
    (line,) = [each.msg for each in caplog.records if isinstance(each.msg, dict)]
    assert (line["operation"], line["caller"]) == ("Things.List", "tester")


def test_a_decommissioned_one_is_gone_but_who_is_unknown_is_told_that_first(dialect: Dialect) -> None:
    age("Things.List", State.DECOMMISSIONED, successor="Things.Get")
    response = ask(dialect)
    assert (response.status, response.body) == (410, "Things.List was decommissioned; use Things.Get.")
    assert "successor-version" in response.headers["Link"]
    assert "Deprecation" not in response.headers
    assert ask(dialect, known=False).status == 401


def test_refusals_say_the_age_too(dialect: Dialect) -> None:
    age("Things.Get", State.DEPRECATED)
    assert ask(dialect, 1).headers["Deprecation"]
    assert "Deprecation" in ask(dialect, 1, known=False).headers


def test_what_the_code_says_holds_until_an_administrator_says_otherwise(dialect: Dialect) -> None:
    dialect.route("/old", name="Old", service="Things", standing=Standing(State.DECOMMISSIONED))(greet)
    assert ask(dialect, 3).status == 410
    apis.move(operation="Things.Old", to=State.ACTIVE, public=True, declared=Standing(State.DECOMMISSIONED))
    assert ask(dialect, 3).status == 200


def test_who_is_outside_the_audience_is_refused(dialect: Dialect) -> None:
    apis.set_audience(of="Things", wanted=Audience(groups=frozenset({1})))
    response = ask(dialect)
    assert (response.status, response.body) == (403, "You are not in the audience of Things.List.")
    assert ask(dialect, 2).status == 200


def test_a_route_is_an_operation_of_its_dialect_unless_it_says_otherwise(dialect: Dialect) -> None:
    assert [route.operation_name for route in dialect.routes] == ["Things.List", "Things.Get", "board.greet"]
    assert not any(route.is_operation for route in dialect.documentation)
    assert not dialect.unknown.is_operation


def test_a_successor_in_another_dialect_is_named_with_its_own_address(dialect: Dialect, nobody: Caller) -> None:
    other = Dialect(
        __name__,
        name="other",
        title="Other",
        errors=say,
        accepts=frozenset(),
        admission=(governed,),
        identify=lambda *_, **__: nobody,
    )
    other.route("/list/{id}", service="Other", name="List")(greet)
    age("Things.List", State.DEPRECATED, successor="Other.List")
    mounts = (Mount(dialect, "/api"), Mount(other, "/other/v1"))
    found = ask(dialect, mounts=mounts).headers["Link"]
    assert found == '<http://desk.example/other/v1/list/{id}>; rel="successor-version"'


def test_a_successor_that_is_not_served_is_named_without_an_address(dialect: Dialect) -> None:
    age("Things.List", State.DEPRECATED, successor="Other.List")
    assert "Link" not in ask(dialect, mounts=(Mount(dialect, "/api"),)).headers


def test_what_is_gone_says_what_to_use() -> None:
    assert Gone("A.B").message == "A.B was decommissioned."
    assert Gone("A.B", "A.C").message == "A.B was decommissioned; use A.C."
    assert Gone.status == 410


def test_every_dialect_is_governed(caller: Caller) -> None:
    from app import DIALECTS

    end = (clock.now() + timedelta(days=100)).date()
    for mount in DIALECTS:
        assert mount.dialect.governs, mount.dialect.name
        route = mount.dialect.routes[0]
        apis.move(operation=route.operation_name, to=State.DEPRECATED, public=True, sunset_on=end)
        event = {"httpMethod": route.methods[0], "path": mount.prefix + route.path, "headers": {}}
        response = mount.dialect.answer(Request.from_event(event, prefix=mount.prefix), route)
        assert response.headers["Sunset"].endswith("GMT"), mount.dialect.name
