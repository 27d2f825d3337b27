from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.dialects.matrix42 import ids
from chalicelib.domain.api import State
from chalicelib.services import apis
from tests.dialects.matrix42.desk import Desk
from tests.wire import BASE, Answer

NAME, SUCCESSOR = "Objects.Get", "Fragments.Get"
SINCE, SUNSET = datetime(2026, 1, 5, 10, tzinfo=UTC), date(2026, 9, 1)
LINK = f'<{BASE}/m42Services/api/data/fragments/{{ddName}}/{{fragmentId}}>; rel="successor-version"'
HEADERS = ("deprecation", "sunset", "link", "warning")
TOLD = {"deprecation": f"@{int(SINCE.timestamp())}", "sunset": "Tue, 01 Sep 2026 00:00:00 GMT", "link": LINK}
WARNING = f'299 - "{NAME} is obsolete; use {SUCCESSOR}"'


def call(desk: Desk, **more: Any) -> Answer:
    return desk.get(f"data/objects/SPSActivityTypeIncident/{ids.item('nothing')}", **more)


def told(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name in HEADERS}


def age(to: State, at: datetime) -> None:
    words: dict[str, Any] = {"sunset_on": SUNSET, "successor": SUCCESSOR} if to is State.DEPRECATED else {}
    apis.move(operation=NAME, to=to, public=True, at=at, note=f"Now {to}.", **words)


def seen(desk: Desk) -> tuple[str, str, str | None, Mapping[str, Any] | None]:
    """How the operation stands in the list, in its documentation and in its row, and what OpenAPI has of it."""
    services = desk.get("Help/Services").json
    listed = next(
        each["State"]
        for one in services
        if one["Name"] == "Objects"
        for each in one["Operations"]
        if each["Name"] == "Get"
    )
    alone = desk.get(f"Help/ServiceOperation/{ids.operation('Objects', 'Get')}").json
    (row,) = desk.rows(
        "PLSLWebServiceOperation", f"where=ID = '{ids.operation('Objects', 'Get')}'&columns=State,DeprecatedOn,SunsetOn"
    )
    assert (row["State"], row["DeprecatedOn"], row["SunsetOn"]) == (
        alone["State"],
        alone["DeprecatedOn"],
        alone["SunsetOn"],
    )
    paths = desk.get("Help/OpenApi").json["paths"]
    return listed, alone["State"], alone["Successor"], paths["/api/data/objects/{ciName}/{objectId}"].get("get")


def test_an_operation_ages_and_everybody_is_told_everywhere(desk: Desk) -> None:
    plain = call(desk)
    assert (plain.status, told(plain)) == (200, {})
    *states, described = seen(desk)
    assert states == ["Active", "Active", None]
    assert described is not None
    assert "deprecated" not in described
    assert (described["operationId"], described["tags"], described["x-public"]) == (NAME, ["Objects"], True)

    age(State.DEPRECATED, SINCE)
    deprecated = call(desk)
    assert (deprecated.status, told(deprecated)) == (200, TOLD)
    *states, described = seen(desk)
    assert states == ["Deprecated", "Deprecated", SUCCESSOR]
    assert described is not None
    assert described["deprecated"] is True

    age(State.OBSOLETE, datetime(2026, 6, 1, tzinfo=UTC))
    obsolete = call(desk)
    assert (obsolete.status, told(obsolete)) == (200, TOLD | {"warning": WARNING})
    wrong = desk.get("data/objects/Nothing/" + str(ids.item("nothing")))
    assert (wrong.status, told(wrong)) == (500, TOLD | {"warning": WARNING})
    *states, described = seen(desk)
    assert states == ["Obsolete", "Obsolete", SUCCESSOR]
    assert described is not None

    age(State.DECOMMISSIONED, datetime(2026, 9, 2, tzinfo=UTC))
    gone = call(desk)
    assert (gone.status, told(gone)) == (410, {"link": LINK})
    assert gone.json == {"Message": f"{NAME} was decommissioned; use {SUCCESSOR}."}
    assert call(desk, login=None).status == 401
    assert call(desk, headers={"Explicit-Language": "de"}).json["Message"].startswith(f"{NAME} wurde abgeschaltet")
    assert seen(desk) == ("Decommissioned", "Decommissioned", SUCCESSOR, None)

    notes = desk.get("Help/ReleaseNotes").json
    assert [(each["From"], each["To"], each["Note"]) for each in notes] == [
        ("Obsolete", "Decommissioned", "Now Decommissioned."),
        ("Deprecated", "Obsolete", "Now Obsolete."),
        ("Active", "Deprecated", "Now Deprecated."),
    ]


def test_what_is_gone_is_still_documented(desk: Desk) -> None:
    found = desk.get(f"Help/ServiceOperation/{ids.operation('Workflow', 'Resume')}").json
    assert (found["State"], found["Successor"]) == ("Decommissioned", "Activity.Reopen")
    assert {each["Code"] for each in found["StatusCodes"]} >= {410}
    assert "/api/workflow/resume" not in desk.get("Help/OpenApi").json["paths"]


def test_three_operations_are_old_from_the_beginning(desk: Desk) -> None:
    aged = desk.rows(
        "PLSLWebServiceOperation", "where=State <> 'Active'&columns=State,Service.Name AS S,Name,DeprecatedOn"
    )
    assert {(each["S"], each["Name"], each["State"]) for each in aged} == {
        ("FileStorage", "Add", "Deprecated"),
        ("Entity", "Fragments", "Obsolete"),
        ("Workflow", "Resume", "Decommissioned"),
    }
    assert all(each["DeprecatedOn"] for each in aged)
    answer = desk.get("entity/fragments?entityClass=SPSUserClassBase")
    assert (answer.status, set(told(answer))) == (200, {"deprecation", "link", "warning"})
    assert "api/data/fragments/{ddName}>" in answer.headers["link"]
