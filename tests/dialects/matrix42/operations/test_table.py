from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.matrix42.operations.table import OPERATIONS
from chalicelib.dialects.matrix42.routes import PREFIX, dialect
from chalicelib.dialects.route import Route
from chalicelib.domain.caller import CredentialKind
from chalicelib.openapi import describe
from tests.dialects.matrix42.manual.chapter import rows

ROUTES = {route.operation_name: route for route in dialect.routes}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return describe(dialect, PREFIX)


def test_every_route_is_described_and_nothing_else() -> None:
    assert OPERATIONS.keys() == ROUTES.keys()


def test_the_document_has_one_verb_of_each_operation_under_its_name(document: dict[str, Any]) -> None:
    found = {
        (each["operationId"], method.upper(), path, tuple(each["tags"]), each["x-public"])
        for path, methods in document["paths"].items()
        for method, each in methods.items()
    }
    assert found == {
        (f"{service}.{name}", method, f"/{prefix}/{template}".rstrip("/"), (service,), public)
        for service, prefix, name, method, template, public in rows()
    }
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": PREFIX}]


def test_every_service_is_a_tag_that_says_what_it_is_for(document: dict[str, Any]) -> None:
    tags = {each["name"]: each["description"] for each in document["tags"]}
    assert tags.keys() == {row[0] for row in rows()}
    assert all(tags.values())


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_path_parameters_are_those_of_the_route(route: Route) -> None:
    operation = OPERATIONS[route.operation_name]
    assert set(operation.path) == {part.strip("{}") for part in route.path.split("/") if part.startswith("{")}


@pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)
def test_bodies_are_described_where_one_is_sent_and_types_of_what_is_answered(route: Route) -> None:
    operation = OPERATIONS[route.operation_name]
    has_body = operation.body is not None or bool(operation.bodies)
    assert not (has_body and route.methods[0] in ("GET", "DELETE"))
    (success,) = (status for status in operation.answers if status < 300)
    assert (operation.answers[success].shape is None) == (success == 204 or route.operation_name == "Workflow.Resume")


def test_tokens_are_exchanged_for_an_api_token_and_everything_else_takes_what_the_dialect_takes(
    document: dict[str, Any],
) -> None:
    assert document["security"] == [{"access_token": []}, {"basic": []}]
    exchange = document["paths"]["/api/ApiToken/GenerateAccessTokenFromApiToken"]["post"]
    assert exchange["security"] == [{CredentialKind.API_TOKEN.value: []}]
    others = [each for path in document["paths"].values() for each in path.values() if each is not exchange]
    assert not any("security" in each for each in others)


def test_every_member_of_a_body_that_is_no_plain_id_or_flag_is_explained(document: dict[str, Any]) -> None:
    """What one reads only here: numbers that stand for something."""
    schemas = document["components"]["schemas"]
    for name in (
        "TicketCreateInfo",
        "TicketCloseInfo",
        "TrackWorkingTimeInfo",
        "TicketTransformInfo",
        "FilterCondition",
    ):
        for member, said in schemas[name]["properties"].items():
            schema = said.get("anyOf", [said])[0]
            if schema.get("type") == "integer" and member != "Minutes":
                assert "description" in said or "description" in schema, f"{name}.{member}"
