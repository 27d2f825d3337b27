from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.person import PERSON
from chalicelib.domain.site import SITE
from chalicelib.services import accounts, identities, records
from tests.dialects.xmatters.desk import ADMIN, APIDEV, STANDARD, Desk, make_site
from tests.dialects.xmatters.overtaken import Overtaken, Vanished

ADA = {
    "targetName": "ada",
    "firstName": "Ada",
    "lastName": "Minh",
    "externallyOwned": False,
    "phoneLogin": "77",
    "roles": [{"id": STANDARD.upper()}, {"id": STANDARD}],
}


def test_a_new_person_has_an_account_without_a_password_and_the_caller_for_a_supervisor(desk: Desk) -> None:
    assert desk.send("POST", "people", ADA).status == 201
    person = identities.by_value(kind=PERSON, field="login", value="ada")
    assert person is not None
    assert person.many("supervisors") == (desk.apidev.ref,)
    assert accounts.named(login="ada") == Account(
        "ada", "Ada Minh", None, ("Standard User",), person.number, "en", enabled=True
    )
    assert desk.get("people/ada", login="ada").status == 401


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"targetName": "ADA", "webLogin": "a", "phoneLogin": "1"}, "Target name ada already exists."),
        ({"targetName": "b", "webLogin": "ADA", "phoneLogin": "1"}, "Web login ada already exists."),
        ({"targetName": "b", "webLogin": "a"}, "Phone login 77 already exists."),
    ],
)
def test_of_two_who_want_the_same_name_at_once_one_gets_it(desk: Desk, other: dict[str, Any], fault: str) -> None:
    with Overtaken(lambda: desk.send("POST", "people", {**ADA, **other})):
        answer = desk.send("POST", "people", ADA)
    assert answer.status == 400
    assert [each["details"] for each in answer.json["errorDetails"]] == [fault]
    assert desk.send("POST", "people", {**ADA, "targetName": "x", "phoneLogin": None}).status == 201


def test_a_site_that_is_gone_in_the_last_moment_does_not_exist(desk: Desk) -> None:
    site = make_site("Gone")
    sent = {**ADA, "site": {"id": str(site.guid)}}
    records.trash(kind=SITE, number=site.number, caller=ADMIN)
    before = desk.send("POST", "people", sent).json["errorDetails"]
    records.restore(kind=SITE, number=site.number, caller=ADMIN)
    with Vanished(("site", f"{site.number:010d}")):
        assert desk.send("POST", "people", sent).json["errorDetails"] == before
    assert before == [{"jsonPath": "person/site/id", "details": "The site does not exist."}]


def test_of_several_accounts_the_one_that_is_called_like_the_person_is_shown(desk: Desk) -> None:
    assert desk.get(f"people/{APIDEV}").json["webLogin"] == "full"
    accounts.create(account=Account("zoe", person=desk.apidev.number))
    assert desk.get(f"people/{APIDEV}").json["webLogin"] == "full"
    accounts.create(account=Account("ApiDev", person=desk.apidev.number))
    assert desk.get(f"people/{APIDEV}").json["webLogin"] == "ApiDev"


@pytest.mark.parametrize(
    "name", ["%00", "%ED%A0%80", "x" * 3_000, "..", "%2F", "00000000-0000-0000-0000-000000000000", "a%23b", "%20"]
)
def test_whatever_is_asked_for_is_only_not_found(desk: Desk, name: str) -> None:
    assert desk.get(f"people/{name}").status == 404
    assert desk.get(f"sites/{name}").status == 404
    assert desk.get(f"/reapi/2015-01-01/people?targetName={name}").status in (400, 404)
    assert desk.get(f"sites?name={name}").json["sites"] == [] or name == "%20"
    assert desk.send("POST", f"/reapi/2015-01-01/sites/{name}", {}).status == 404


@pytest.mark.parametrize("wrong", [None, [], "x", 1, True, {"a": {}}, {"id": []}, [[[]]], "x" * 5_000, -(10**400)])
def test_whatever_is_sent_is_only_wrong(desk: Desk, wrong: Any) -> None:
    for key in ("targetName", "status", "language", "timezone", "roles", "site", "supervisors", "phoneLogin"):
        assert desk.send("POST", "people", {**ADA, "firstName": "", key: wrong}).status == 400, key
    for key in ("name", "status", "language", "timezone", "country", "latitude"):
        assert desk.send("POST", "sites", {"name": "", key: wrong}).status in (200, 400), key
