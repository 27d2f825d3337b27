from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from chalicelib.dialects.matrix42 import ids, routes
from chalicelib.dialects.matrix42.manual.rows import furnished
from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.domain.api import State
from chalicelib.request import Request
from chalicelib.router import Mount
from chalicelib.services import apis
from tests.dialects.matrix42.desk import Desk
from tests.dialects.matrix42.manual.chapter import rows

SERVICES, OPERATIONS = "PLSLServiceClassBase", "PLSLWebServiceOperation"


def test_services_are_fragments_with_the_ids_of_the_help(desk: Desk) -> None:
    found = desk.rows(SERVICES, "columns=ID,Name,RoutePrefix,ImplementationType,Documentation,IsPublished&sort=Name")
    assert {(each["Name"], each["RoutePrefix"]) for each in found} == {row[:2] for row in rows()}
    assert {each["ID"] for each in found} == {each["Id"] for each in desk.get("Help/Services").json}
    ticket = next(each for each in found if each["Name"] == "Ticket")
    assert ticket["ImplementationType"] == "chalicelib.dialects.matrix42.views.tickets"
    assert ticket["IsPublished"] == 1
    assert ticket["Documentation"] == "Creates, closes, transforms, classifies and finds tickets."


def test_operations_are_fragments_that_lead_to_their_services(desk: Desk) -> None:
    columns = (
        "ID,Name,RouteTemplate,IsPublic,Service.Name AS ServiceName,Service.RoutePrefix AS ServiceRoute,"
        "Type.DisplayString AS Method"
    )
    found = desk.rows(OPERATIONS, f"columns={columns}")
    told = {
        (
            each["ServiceName"],
            each["ServiceRoute"],
            each["Name"],
            each["Method"],
            each["RouteTemplate"],
            each["IsPublic"] == 1,
        )
        for each in found
    }
    assert told == rows()
    assert {type(each["IsPublic"]) for each in found} == {int}
    listed = {each["Id"] for service in desk.get("Help/Services").json for each in service["Operations"]}
    assert {each["ID"] for each in found} == listed


def test_operations_are_found_by_their_service_and_one_by_its_id(desk: Desk) -> None:
    where = f"Service.ID = '{ids.service('Objects')}' AND Type = 2"
    (create,) = desk.rows(OPERATIONS, f"where={where}&columns=Name,Documentation,Service,Type")
    assert (create["Name"], create["Service"], create["Type"]) == ("Create", str(ids.service("Objects")), 2)
    one = desk.get(f"data/fragments/{OPERATIONS}/{ids.operation('Objects', 'Create')}").json
    assert (one["Name"], one["State"], one["DeprecatedOn"], one["SunsetOn"]) == ("Create", "Active", None, None)
    assert one["Documentation"] == create["Documentation"]


def test_documentation_is_in_the_callers_language(desk: Desk) -> None:
    german: dict[str, Any] = {"headers": {"Explicit-Language": "de"}}
    (found,) = desk.rows(SERVICES, "where=Name = 'Incident'&columns=Documentation", **german)
    assert found["Documentation"] == "Findet Störungen."


def test_rows_tell_how_operations_stand(desk: Desk) -> None:
    where = "State = 'Obsolete' AND Service.Name = 'Task'"
    apis.move(
        operation="Task.Search",
        to=State.OBSOLETE,
        public=False,
        sunset_on=date(2027, 3, 31),
        at=datetime(2026, 11, 2, 8, tzinfo=UTC),
    )
    (found,) = desk.rows(OPERATIONS, f"where={where}&columns=Name,State,DeprecatedOn,SunsetOn,Service.Name AS S")
    assert (found["S"], found["Name"]) == ("Task", "Search")
    assert (found["DeprecatedOn"], found["SunsetOn"]) == ("2026-11-02T08:00:00Z", "2027-03-31T00:00:00Z")
    apis.move(operation="Task.Search", to=State.ACTIVE, public=False)
    assert desk.rows(OPERATIONS, f"where={where}") == []


def test_nobody_writes_them(desk: Desk) -> None:
    path = f"data/fragments/{SERVICES}"
    one = str(ids.service("Ticket"))
    assert desk.send("POST", path, {"Name": "Mine"}, login="full").status == 403
    assert desk.send("PUT", path, {"ID": one, "Name": "Mine"}, login="full").status == 403
    assert desk.send("DELETE", f"{path}/{one}", login="full").status == 403


def test_what_was_compiled_is_kept_until_an_operation_stands_otherwise(desk: Desk) -> None:
    mounts = (Mount(routes.dialect, routes.PREFIX),)
    request = Request.from_event({}, mounts=mounts)
    plain = catalogue.current()
    first = furnished(plain, request)
    assert furnished(plain, request) is first
    apis.move(operation="Task.Search", to=State.DEPRECATED, public=False)
    assert furnished(plain, request) is not first
