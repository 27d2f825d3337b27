"""Every member of a body that is documented is one that is looked at: a value of the wrong shape is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from chalicelib.dialects.matrix42.operations.table import OPERATIONS
from chalicelib.dialects.matrix42.routes import dialect
from chalicelib.dialects.matrix42.wire import samples
from chalicelib.dialects.route import Route
from chalicelib.examples import call
from chalicelib.openapi import whole
from tests.dialects.matrix42.desk import Desk
from tests.lengths import sampled

VERBS = ("Ticket", "Problem", "Journal", "Activity", "SchemaMetaData", "FileStorage")
PASSED_OVER = {"FileStorage.StorageId", "FileStorage.TypeId", "SchemaMetaData.Options"}
"""Members that the vendor's clients send, and that mean nothing here."""
ROUTES = [
    route
    for route in dialect.routes
    if route.service in VERBS and getattr(OPERATIONS[route.operation_name].body, "__struct_fields__", None)
]
MEMBERS = [
    (route, member)
    for route in ROUTES
    for member in OPERATIONS[route.operation_name].body.__struct_fields__
    if f"{route.service}.{member}" not in PASSED_OVER
]


def body(route: Route) -> dict[str, Any]:
    made = call.of(dialect, route, "POST", "").body
    assert isinstance(made, call.Json)
    found: dict[str, Any] = made.value
    return found


def send(desk: Desk, route: Route, said: dict[str, Any]) -> int:
    return desk.send("POST", route.path.removeprefix("/api/"), said).status


@sampled
@pytest.mark.parametrize(("route", "member"), MEMBERS, ids=lambda said: getattr(said, "operation_name", said))
def test_a_member_of_the_wrong_shape_is_refused(desk: Desk, route: Route, member: str) -> None:
    ticket = desk.send("POST", "ticket/create", samples.NEW_TICKET).json
    said = msgspec.json.decode(msgspec.json.encode(body(route)).replace(samples.NOBODY.encode(), ticket.encode()))
    assert send(desk, route, {**said, member: {"no": ["such", "thing"]}}) == 400


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation_name)
def test_samples_are_refused_for_nothing_but_what_they_point_at(desk: Desk, route: Route) -> None:
    answer = desk.send("POST", route.path.removeprefix("/api/"), body(route))
    if route.operation_name == "Activity.Forward":  # which says that there is no such role before it looks for tickets
        assert answer.json["Message"].endswith("for RoleID.")
    else:
        assert answer.status in (200, 404), answer.text


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.operation_name)
def test_what_is_required_is_and_what_is_optional_may_be_left_out(desk: Desk, route: Route) -> None:
    struct, said = OPERATIONS[route.operation_name].body, body(route)
    required = whole(dialect)["components"]["schemas"][struct.__name__].get("required", [])
    least = {name: said[name] for name in required}
    if route.operation_name != "Activity.Forward":  # which wants a role or a user as well
        assert send(desk, route, least) in (200, 404) or not required, least
    for name in required:
        assert send(desk, route, {other: value for other, value in least.items() if other != name}) == 400, name
