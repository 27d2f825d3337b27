from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

import msgspec
import pytest

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.operations.table import OPERATIONS
from chalicelib.dialects.matrix42.routes import dialect
from chalicelib.dialects.route import Route
from chalicelib.domain.api import Audience
from chalicelib.services import accounts, api_tokens, apis
from tests.dialects.matrix42.desk import Desk, set_up
from tests.lengths import sampled
from tests.wire import Answer

ROUTES = {route.operation_name: route for route in dialect.routes}
ASKED = [route for route in dialect.routes if not route.public]
LIVING = [route for route in ASKED if route.operation_name != "Workflow.Resume"]
SENT = [route for route in LIVING if 415 in OPERATIONS[route.operation_name].answers]
BYTES = [route for route in LIVING if OPERATIONS[route.operation_name].bodies]
PLACES: Final = {
    "ddName": "SPSActivityClassBase",
    "ciName": "SPSActivityTypeIncident",
    "relationName": "AttachedUsers",
    "name": "SPSActivityClassBase",
    "id": str(ids.operation("UserInfo", "Get")),
}


VALUES: Final = {"Subject": "printer", "objectId": str(ids.item("nothing")), "fileid": str(ids.item("nothing"))}


def name_of(route: Route) -> str:
    return route.operation_name


def call(desk: Desk, route: Route, body: Any = b"", *, query: str = "", **more: Any) -> Answer:
    path = route.path.removeprefix("/api/")
    for part in filter(lambda part: part.startswith("{"), route.path.split("/")):
        path = path.replace(part, PLACES.get(part.strip("{}"), str(ids.item("nothing"))))
    return desk.send(route.methods[0], f"{path}?{query}", body, **more)


def documented(route: Route) -> set[int]:
    return set(OPERATIONS[route.operation_name].answers)


@sampled
@pytest.mark.parametrize("route", ASKED, ids=name_of)
def test_who_is_unknown_or_outside_the_audience_is_told_so_by_every_operation(desk: Desk, route: Route) -> None:
    assert documented(route) >= {401}
    assert call(desk, route, login=None).status == 401
    if route in LIVING:
        apis.set_audience(of=route.operation_name, wanted=Audience())
        assert documented(route) >= {403}
        assert call(desk, route).status == 403
    else:
        assert documented(route) >= {410}
        assert call(desk, route).status == 410


@sampled
@pytest.mark.parametrize("route", LIVING, ids=name_of)
def test_a_token_that_was_not_exchanged_is_refused_by_every_operation(desk: Desk, route: Route) -> None:
    account = accounts.get(key="agent")
    assert account is not None
    _, token = api_tokens.issue(account=account, name="integration", claims={})
    assert documented(route) >= {406}
    assert call(desk, route, headers={"Authorization": f"Bearer {token}"}).status == 406


@sampled
@pytest.mark.parametrize("route", SENT, ids=name_of)
def test_bodies_that_are_too_large_or_no_json_are_refused_where_that_is_documented(desk: Desk, route: Route) -> None:
    assert documented(route) >= {400, 413}
    text = {"Content-Type": "text/plain"}
    assert call(desk, route, b"{}", headers=text).status == 415
    assert call(desk, route, b" " * (MAX_BODY + 1), headers=text).status == 413
    assert call(desk, route, b"{", headers={"Content-Type": "application/json"}).status == 400


@pytest.mark.parametrize("route", BYTES, ids=name_of)
def test_bytes_may_be_of_any_type_but_not_too_many(desk: Desk, route: Route) -> None:
    assert {413} <= documented(route)
    assert 415 not in documented(route)
    assert call(desk, route, b" " * (MAX_BODY + 1)).status == 413
    assert call(desk, route, b"x", headers={"Content-Type": "undefined"}).status in documented(route) - {415}


def test_who_calls_too_often_is_told_to_wait(desk: Desk) -> None:
    set_up(requests_per_minute=1)
    route = ROUTES["Help.Services"]
    call(desk, route)
    answer = call(desk, route)
    assert (answer.status, 429 in documented(route)) == (429, True)
    assert "retry-after" in answer.headers


@sampled
@pytest.mark.parametrize("route", LIVING, ids=name_of)
def test_a_call_as_the_documentation_has_it_is_answered_as_it_says(desk: Desk, route: Route) -> None:
    """With its example, or without a body; of things that there are not."""
    operation = OPERATIONS[route.operation_name]
    answer = call(desk, route, b"" if operation.body is None else operation.example or {}, login="full")
    assert answer.status in documented(route), answer.text
    assert "An error has occurred" not in answer.text
    said = operation.answers[answer.status]
    if answer.status == 204:
        assert (said.shape, answer.body) == (None, b"")
    else:
        assert answer.headers["content-type"].partition(";")[0] in (said.media_types or ("application/json",))
    if said.media_types == ("application/json",):
        msgspec.convert(answer.json, said.shape)


@sampled
@pytest.mark.parametrize(
    ("route", "name"),
    [
        (route, parameter.name)
        for route in LIVING
        for parameter in OPERATIONS[route.operation_name].query
        if parameter.type is not str and parameter.name != "timeOffset"
    ],
)
def test_parameters_that_are_no_texts_are_looked_at(desk: Desk, route: Route, name: str) -> None:
    operation = OPERATIONS[route.operation_name]
    said = {each.name: each.example or VALUES.get(each.name, "x") for each in operation.query if each.required}
    query = urlencode(said | {name: "nonsense"})
    body = b"" if operation.body is None else operation.example or {}
    assert call(desk, route, body, query=query).status == 400
