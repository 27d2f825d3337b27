from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from app import DIALECTS
from chalicelib.dialects import catalogue
from chalicelib.dialects.catalogue import Entry
from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.wire.manual import OperationDocumentation
from tests.dialects.matrix42.desk import Desk
from tests.lengths import sampled

ENTRIES = {entry.name: entry for entry in reversed(list(catalogue.entries(DIALECTS)))}  # the first of a name counts


def read(desk: Desk, name: str, **more: Any) -> dict[str, Any]:
    service, _, operation = name.rpartition(".")
    answer = desk.get(f"Help/ServiceOperation/{ids.operation(service, operation)}", **more)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def by_name(many: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {each["Name"]: each for each in many}


def test_an_operation_is_told_as_in_the_specification(house: Desk) -> None:
    found = read(house, "Ticket.Create")
    parameters, types = by_name(found.pop("Parameters")), by_name(found.pop("UsedTypes"))
    codes = {each["Code"] for each in found.pop("StatusCodes")}
    assert found == {
        "Id": str(ids.operation("Ticket", "Create")),
        "Name": "Create",
        "Dialect": "matrix42",
        "ServiceId": str(ids.service("Ticket")),
        "ServiceName": "Ticket",
        "Method": "POST",
        "RoutePrefix": "api/ticket",
        "RouteTemplate": "create",
        "Url": "/m42Services/api/ticket/create",
        "Documentation": "Create a ticket. The answer is the id of the new object.",
        "IsPublic": True,
        "State": "Active",
        "DeprecatedOn": None,
        "SunsetOn": None,
        "Successor": None,
        "RequestBody": {"Type": "TicketCreateInfo", "Required": True, "ContentType": "application/json;charset=UTF-8"},
        "ReturnType": "Guid",
        "Audience": {"Restricted": False, "InheritedFromService": False, "Members": []},
    }
    assert parameters["activityType"] == {
        "Name": "activityType",
        "Source": "Query",
        "Type": "Int",
        "Required": False,
        "DefaultValue": "5",
        "Documentation": "What kind of ticket: 0 incident, 5 ticket, 6 service request. One of `0`, `5`, `6`.",
    }
    assert parameters["Explicit-Language"]["Source"] == "Header"
    members = by_name(types["TicketCreateInfo"]["Properties"])
    assert (members["Subject"]["Type"], members["Subject"]["Required"]) == ("String", True)
    assert (members["Category"]["Type"], members["Category"]["Required"]) == ("Guid", False)
    assert members["ExtraProperties"]["Type"] == "ExtraProperty[]"
    assert {"ExtraProperty", "Error"} <= types.keys()
    assert {200, 400, 401, 403, 406, 415} <= codes


def test_a_time_is_a_date_and_a_route_parameter_required(house: Desk) -> None:
    pause = by_name(by_name(read(house, "Activity.Pause")["UsedTypes"])["PauseInfo"]["Properties"])
    assert pause["ReminderDate"]["Type"] == "Date"
    fragment = by_name(read(house, "Fragments.Get")["Parameters"])
    assert (fragment["fragmentId"]["Source"], fragment["fragmentId"]["Required"]) == ("Route", True)
    assert fragment["fragmentId"]["Type"] == "Guid"


@sampled
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_operation_of_every_dialect_is_told_in_the_documented_shape(house: Desk, entry: Entry) -> None:
    found = read(house, entry.name)
    assert msgspec.to_builtins(msgspec.convert(found, OperationDocumentation)) == found
    assert found["Documentation"]
    routes = {each["Name"] for each in found["Parameters"] if each["Source"] == "Route"}
    assert routes == {part.strip("{}") for part in entry.path.split("/") if part.startswith("{")}
    used = by_name(found["UsedTypes"])
    named = [found["ReturnType"], found["RequestBody"] and found["RequestBody"]["Type"]]
    named += [member["Type"] for each in found["UsedTypes"] for member in each["Properties"]]
    words = {word.strip("()").removesuffix("[]").strip("()") for each in named if each for word in each.split(" | ")}
    assert words <= used.keys() | PLAIN


PLAIN = {"Int", "Long", "Decimal", "String", "Bool", "Date", "Guid", "Binary", "Object"}


def test_details_of_other_dialects_are_told_with_what_they_are_for(house: Desk) -> None:
    told = read(house, "squiz.create_asset")["Documentation"]
    assert told.startswith("Create an asset. The asset and its first link are made together or not at all.")


def test_documentation_is_in_the_callers_language(house: Desk) -> None:
    told = read(house, "Ticket.Close", headers={"Explicit-Language": "fr"})["Documentation"]
    assert told.startswith("Clôture des tickets.")


def test_an_id_of_nothing_is_not_found_and_one_that_is_none_is_wrong(house: Desk) -> None:
    for path in ("", "/Audience", "/CodeExample"):
        assert house.get(f"Help/ServiceOperation/{uuid4()}{path}").status == 404
        assert house.get(f"Help/ServiceOperation/Ticket.Create{path}").status == 400


def test_a_service_is_no_operation(house: Desk) -> None:
    assert house.get(f"Help/ServiceOperation/{ids.service('Ticket')}").status == 404
