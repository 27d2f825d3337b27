from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec
import pytest

from app import DIALECTS
from chalicelib.dialects import catalogue
from chalicelib.dialects.matrix42.manual import listing
from chalicelib.dialects.matrix42.vocabulary.documentation.table import OPERATIONS
from chalicelib.dialects.matrix42.wire.manual import Service
from chalicelib.request import Request
from tests.dialects.matrix42.desk import Desk, basic
from tests.dialects.matrix42.manual.chapter import rows


def listed(desk: Desk, query: str = "", **more: Any) -> list[dict[str, Any]]:
    answer = desk.get(f"Help/Services{query}", **more)
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = answer.json
    return found


def names(services: list[dict[str, Any]]) -> set[str]:
    return {f"{service['Name']}.{each['Name']}" for service in services for each in service["Operations"]}


def test_the_catalogue_is_that_of_the_specification(house: Desk) -> None:
    found = {
        (
            service["Name"],
            service["RoutePrefix"],
            each["Name"],
            each["Method"],
            each["RouteTemplate"],
            each["IsPublic"],
        )
        for service in listed(house, "?dialect=matrix42")
        for each in service["Operations"]
    }
    assert found == rows()


def test_services_of_all_dialects_are_listed_by_name_with_each_operation_once(house: Desk) -> None:
    found = listed(house)
    assert {each["Dialect"] for each in found} == {mount.dialect.name for mount in DIALECTS}
    called = [each["Name"] for each in found]
    assert called == sorted(called, key=str.lower)
    assert names(found) == {entry.name for entry in catalogue.entries(DIALECTS)}
    every = [each["Id"] for service in found for each in (service, *service["Operations"])]
    assert len(every) == len(set(every))
    assert "esm.redirect" in names(found), "which stands at two addresses"


def test_the_list_has_the_shape_that_is_documented(house: Desk) -> None:
    found = listed(house)
    shaped = msgspec.convert(found, list[Service])
    assert all(each.Documentation and each.Title for each in shaped)
    assert msgspec.to_builtins(shaped) == found


def test_of_services_with_public_operations_only_these_are_left_when_public_ones_are_asked_for(house: Desk) -> None:
    everything, public = listed(house), listed(house, "?Public=TRUE")
    assert all(each["IsPublic"] for service in public for each in service["Operations"])
    assert {each["ApiType"] for each in public} == {"Public"}
    assert names(public) == {
        f"{service['Name']}.{each['Name']}"
        for service in everything
        for each in service["Operations"]
        if each["IsPublic"]
    }
    assert names(public) < names(everything)
    by_name = {each["Name"]: each for each in everything}
    assert (by_name["Ticket"]["ApiType"], by_name["Incident"]["ApiType"]) == ("Public", "Product")
    assert "Incident" not in {each["Name"] for each in public}


def test_a_filter_that_is_off_leaves_everything(house: Desk) -> None:
    assert listed(house, "?public=false") == listed(house)
    answer = house.get("Help/Services?public=perhaps")
    assert (answer.status, answer.json["Message"]) == (400, "The value of public is neither true nor false.")


def test_services_of_one_dialect_can_be_asked_for(house: Desk) -> None:
    assert [(each["Name"], each["Dialect"]) for each in listed(house, "?dialect=SQUIZ")] == [("squiz", "squiz")]
    assert listed(house, "?dialect=nothing") == []


def test_other_dialects_stand_below_their_own_prefixes(house: Desk) -> None:
    (squiz,) = listed(house, "?dialect=squiz")
    assert (squiz["RoutePrefix"], squiz["Title"]) == ("__management_api/v1", "Asset Management Api")
    read = next(each for each in squiz["Operations"] if each["Name"] == "read_asset")
    assert (read["RouteTemplate"], read["Url"]) == ("assets/{assetId}", "/__management_api/v1/assets/{assetId}")
    assert read["Documentation"] == "Read an asset."
    plain = next(each for each in listed(house, "?dialect=tickets")[0]["Operations"] if each["Name"] == "describe")
    assert (plain["RouteTemplate"], plain["Url"]) == ("", "/api")


@pytest.mark.parametrize(
    ("language", "service", "operation"),
    [
        ("de-CH", "Erstellt, schließt, wandelt um, klassifiziert und findet Tickets.", "Schließt Tickets."),
        ("fra", "Crée, clôture, transforme, classe et recherche des tickets.", "Clôture des tickets."),
        ("ja", "Creates, closes, transforms, classifies and finds tickets.", "Close tickets."),
    ],
)
def test_documentation_is_in_the_callers_language(house: Desk, language: str, service: str, operation: str) -> None:
    found = listed(house, headers={"Explicit-Language": language})
    ticket = next(each for each in found if each["Name"] == "Ticket")
    close = next(each for each in ticket["Operations"] if each["Name"] == "Close")
    assert ticket["Documentation"] == service
    assert close["Documentation"].startswith(operation)


def test_without_a_language_it_is_that_of_the_profile(house: Desk) -> None:
    ticket = next(each for each in listed(house, login="german") if each["Name"] == "Ticket")
    assert ticket["Operations"][0]["Documentation"] == OPERATIONS["Ticket.Create"]["de"]


def test_addresses_are_spelled_as_the_caller_spells_them(house: Desk) -> None:
    answer = house.client.send("GET", "/M42Services/api/help/services", headers={"Authorization": basic("agent")})
    urls = {f"{each['Name']}": each["Url"] for each in answer.json[0]["Operations"]}
    assert urls["Get"] == "/M42Services/api/activity/{objectId}"


def test_behind_a_stage_addresses_have_it_in_front(desk: Desk) -> None:
    path = "/m42Services/api/Help/Services"
    event = {"httpMethod": "GET", "path": path, "requestContext": {"path": f"/prod{path}"}}
    request = Request.from_event(event, prefix="/m42Services", mounts=DIALECTS)
    urls = [each["Url"] for service in listing.listed(request, "en") for each in service["Operations"]]
    assert all(url.startswith("/prod/") for url in urls)


def test_the_openapi_document_says_its_charset_like_every_answer(house: Desk) -> None:
    assert house.get("Help/OpenApi").headers["content-type"] == "application/json; charset=utf-8"


def test_every_registered_user_can_read_it_and_nobody_else(house: Desk) -> None:
    assert house.get("Help/Services", login="blind").status == 200
    assert house.get("Help/Services", login=None).status == 401


def test_ids_are_the_same_in_every_deployment(house: Desk) -> None:
    ticket = next(each for each in listed(house) if each["Name"] == "Ticket")
    assert ticket["Id"] == str(uuid5(NAMESPACE_URL, "urn:polydesk:matrix42:service:Ticket"))
    create = ticket["Operations"][0]
    assert create["Id"] == str(uuid5(NAMESPACE_URL, "urn:polydesk:matrix42:operation:Ticket.Create"))
