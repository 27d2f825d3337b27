"""What the company holds for callers of the Matrix42 dialect: what they are promised, seen through its own expressions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

import pytest

from chalicelib.dialects import catalogue as operations
from chalicelib.dialects.matrix42.routes import PREFIX, dialect
from chalicelib.domain.api import NOTICE, Move, State
from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions, Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Conflict, Forbidden
from chalicelib.router import Mount
from chalicelib.services import accounts, api_tokens, apis, profiles, roles, tokens
from infra.seed import reader, releases
from infra.seed.entries import Company, Entry
from infra.seed.reader import COMPANY, UnsoundError
from infra.seed.sowing import sow
from tests.bucket import make_bucket
from tests.conftest import make_caller
from tests.dialects.matrix42.schema.desk import Desk
from tests.quick import quick_cloud

ROOT = UUID("d0f04f85-458f-40bd-aeb0-e97b08b933b5")
FACILITIES = UUID("7777780d-71a0-df11-708c-000c2968299e")
PEOPLE = ("admin", "apidev", "rokonkwo", "akilicer", "kmorita", "jachterberg", "gpennock", "mzhao", "srautenberg")
NAMES = ("first_name", "last_name", "login", "email", "language")
SORTED = ("subject", "type", "state", "category", "closed_at", "resolution", "close_reason")
WHOLE = {"category", "agreement", "saved-query", "time-entry", "Ud_SoftwareClassBase", "Ud_SoftwareVersionClassBase"}


@pytest.fixture(scope="module")
def company() -> Company:
    return reader.read()


@pytest.fixture(scope="module")
def sections(company: Company) -> Iterator[dict[str, Any]]:
    """The section of credentials.json, of a store with what is about this dialect."""
    with quick_cloud():
        make_bucket()
        told = releases.read(COMPANY)
        sections = sow(base_url="http://127.0.0.1:8000", progress=lambda *_: None, company=known(company), told=told)
        yield sections["matrix42"]


def known(company: Company) -> Company:
    """All that is about this dialect; some people, some tickets and all groups, without what leads elsewhere."""
    entries = tuple(filter(None, map(_reduced, company.entries)))
    return Company(entries, declarations=company.declarations)


def _reduced(entry: Entry) -> Entry | None:
    if entry.kind.name in WHOLE or entry.key == "integrators":
        return entry
    kept: tuple[str, ...] = ()
    if entry.kind is TICKET and not 10 <= (entry.opened or 0) <= 40:
        kept = SORTED
    elif entry.kind is GROUP or entry.key in PEOPLE:
        kept = ("name", *NAMES)
    values = {name: value for name, value in entry.values.items() if name in kept}
    extras = {name: each for name, each in entry.extras.items() if name == "matrix42"}
    return replace(entry, values=values, extras=extras, journal=(), attachments=()) if kept else None


def permissions(login: str) -> Permissions:
    return roles.permissions(names=accounts.named(login=login).roles)


def caller(login: str) -> Caller:
    person = Ref("person", accounts.named(login=login).person or 0)
    return replace(make_caller("matrix42", login), permissions=permissions(login), person=person)


def test_credentials_have_exactly_the_keys_that_are_promised(sections: dict[str, Any]) -> None:
    assert list(sections) == ["login", "password", "api_token", "outside_audience"]
    assert list(sections["outside_audience"]) == ["login", "password", "api_token"]


@pytest.mark.parametrize(("outside", "language"), [(False, "en"), (True, "de")])
def test_each_account_is_a_persons_with_a_language(sections: dict[str, Any], outside: bool, language: str) -> None:
    said = sections["outside_audience"] if outside else sections
    account = accounts.authenticate(login=said["login"], password=said["password"])
    assert account is not None
    assert account.person is not None
    assert (account.language, profiles.language(number=account.person)) == (language, language)


@pytest.mark.parametrize("outside", [False, True])
def test_each_token_is_exchanged_and_says_whose_it_is(sections: dict[str, Any], outside: bool) -> None:
    said = sections["outside_audience"] if outside else sections
    claims = tokens.verify(said["api_token"])
    assert len(said["api_token"]) >= 300
    assert "exp" not in claims
    lifetime = timedelta(minutes=5)
    assert api_tokens.exchange(presented=said["api_token"], lifetime=lifetime, claims=lambda _: {}) is not None
    (user,) = Desk().rows("SPSUserClassBase", f"ID = '{claims['UserFragmentId']}'")
    assert (user.number, str(user.guid)) == (accounts.named(login=said["login"]).person, claims["UserObjectId"])


def test_the_first_may_do_everything_by_role_and_is_no_administrator(sections: dict[str, Any]) -> None:
    found = permissions(sections["login"])
    assert all(found.may(verb, kind) for verb in Verb for kind in ("ticket", "category", "Ud_SoftwareClassBase"))
    assert not found.has("anything")


def test_the_other_writes_tickets_and_reads_what_they_refer_to(sections: dict[str, Any]) -> None:
    found = permissions(sections["outside_audience"]["login"])
    for kind in ("ticket", "time-entry"):
        assert [verb for verb in Verb if found.may(verb, kind)] == [Verb.READ, Verb.CREATE, Verb.EDIT]
    for field in TICKET.fields.values():
        assert all(found.may(Verb.READ, kind) for kind in field.target), field.name
    assert [verb for verb in Verb if found.may(verb, "person")] == [Verb.READ]
    assert not any(found.may(verb, "Ud_SoftwareClassBase") for verb in Verb)


@pytest.mark.parametrize("operation", ["Fragments.GetList", "Fragments.Delete", "Ticket.Close"])
def test_what_is_restricted_admits_one_and_refuses_the_other(sections: dict[str, Any], operation: str) -> None:
    apis.admit(operation=operation, caller=caller(sections["login"]))
    with pytest.raises(Forbidden, match=rf"not in the audience of {operation}"):
        apis.admit(operation=operation, caller=caller(sections["outside_audience"]["login"]))


def test_nothing_else_is_restricted(sections: dict[str, Any]) -> None:
    entries = list(operations.entries([Mount(dialect, PREFIX)]))
    names = {entry.name for entry in entries if apis.audience(operation=entry.name)[0] is not None}
    assert names == {each.name for each in entries if each.service == "Fragments" or each.name == "Ticket.Close"}
    assert len(names) > 5


def test_categories_have_the_ids_that_clients_know(sections: dict[str, Any]) -> None:
    desk = Desk()
    found = desk.rows("SPSScCategoryClassBase", f"ID IN ('{ROOT}', '{FACILITIES}')")
    shown = desk.show("SPSScCategoryClassBase", "ID, Name, Parent, Parent.Name AS Above", found)
    assert [(each["ID"], each["Name"], each["Parent"], each["Above"]) for each in shown] == [
        (str(ROOT), "Service Desk", None, None),
        (str(FACILITIES), "Facility Management", str(ROOT), "Service Desk"),
    ]


def test_categories_are_a_tree_of_three_levels_and_one_is_hidden(sections: dict[str, Any]) -> None:
    desk = Desk()
    below = desk.rows("SPSScCategoryClassBase", f"Recursive(Parent).ID = '{ROOT}' AND Hidden = 0")
    names = {
        each["Name"]: each["Above"] for each in desk.show("SPSScCategoryClassBase", "Name, Parent.Name AS Above", below)
    }
    assert names["IT"] == "Service Desk"
    assert (names["Hardware"], names["Network"], names["Printing"]) == ("IT", "IT", "Hardware")
    assert len(desk.rows("SPSScCategoryClassBase", "Hidden = 1")) == 1


def test_categories_are_called_in_the_language_of_the_caller(sections: dict[str, Any]) -> None:
    desk = Desk("de")
    assert [each.get("name") for each in desk.rows("SPSScCategoryClassBase", "Name = 'Netzwerk'")] == ["Network"]


def test_tickets_are_in_them(sections: dict[str, Any]) -> None:
    assert len(Desk().rows("SPSActivityClassBase", f"Category.Recursive(Parent).ID = '{ROOT}'")) > 20
    assert len(Desk().rows("SPSActivityClassBase", f"Category = '{FACILITIES}'")) > 0


def test_there_is_an_agreement_of_either_type_and_tickets_have_them(sections: dict[str, Any]) -> None:
    desk = Desk()
    found = desk.rows("SVCServiceLevelAgreementClassBase")
    assert sorted(each["SLA_Type"] for each in desk.show("SVCServiceLevelAgreementClassBase", "SLA_Type", found)) == [
        10,
        20,
    ]
    assert len(desk.rows("SPSActivityClassBase", "Sla.Name = 'Standard support'")) == 2
    assert len(desk.rows("SPSActivityClassBase", "Ola.SLA_Type = 20")) == 1


@pytest.mark.parametrize(("name", "is_narrow"), [("All tickets", False), ("Open incidents", True)])
def test_saved_queries_find_what_they_are_called(
    sections: dict[str, Any], company: Company, name: str, is_narrow: bool
) -> None:
    desk = Desk()
    (query,) = desk.rows("PDRDataQueryClassBase", f"Name = '{name}'")
    found = desk.rows(query.get("source"), query.get("filter") or "")
    wanted = [
        ticket.values["subject"]
        for ticket in known(company).of(TICKET)
        if not is_narrow or (ticket.values.get("type") == "incident" and ticket.values["state"] != "closed")
    ]
    assert sorted(each.get("subject") for each in found) == sorted(wanted)
    row = desk.show(query.get("source"), query.get("columns"), found[:1])[0]
    names = ["ID", "TicketNumber", "Subject", "CreatedDate", "LastChangeDate", "ClosedDate", "State"]
    assert [each for each in row if each in names] == names


def test_atlas_has_its_users_and_two_versions(sections: dict[str, Any]) -> None:
    desk = Desk("de")
    (atlas,) = desk.rows("Ud_SoftwareClassBase")
    row = desk.show("Ud_SoftwareClassBase", "Name, Status.DisplayString AS S, Owner.LastName AS O, Active", [atlas])[0]
    assert (row["Name"], row["S"], row["O"], row["Active"]) == ("Atlas", "Produktiv", "Kılıçer", True)
    assert len(atlas.many("Users")) == 3
    versions = desk.show("Ud_SoftwareVersionClassBase", "Version, Notes", desk.rows("Ud_SoftwareVersionClassBase"))
    assert [(each["Version"], each["Notes"][:5]) for each in versions] == [("1.4", "Die l"), ("2.0", "Der B")]
    assert desk.rows("Ud_SoftwareVersionClassBase", "UsedInTypeUd_SoftwareType IS NULL") == []


def test_time_was_spent_on_a_ticket(sections: dict[str, Any]) -> None:
    desk = Desk()
    found = desk.rows("SPSActivityClassBase", "Subject LIKE '%delayed by hours'")
    assert desk.show("SPSActivityClassBase", "WorkingTimeDisplayString AS W", found)[0]["W"] == "1:15"


def of(operation: str) -> list[Move]:
    """What was told of an operation, the oldest first."""
    return [each for each in reversed(apis.moves()) if each.operation == operation]


@pytest.mark.parametrize(
    ("operation", "state", "notes", "successor"),
    [
        ("FileStorage.Add", State.DEPRECATED, 1, "FileStorage.GetUploadUrl"),
        ("Entity.Fragments", State.OBSOLETE, 2, "Fragments.GetList"),
        ("Workflow.Resume", State.DECOMMISSIONED, 3, "Activity.Reopen"),
    ],
)
def test_operations_came_step_by_step_to_where_they_are(
    sections: dict[str, Any], operation: str, state: State, notes: int, successor: str
) -> None:
    told, standing = of(operation), apis.standing(operation=operation)
    assert (standing.state, standing.successor, len(told)) == (state, successor, notes)
    states = [told[0].before, *(each.after for each in told)]
    assert states == list(State)[: notes + 1]
    assert all(each.note for each in told)
    assert standing.sunset_on is not None
    assert standing.sunset_on >= (told[0].at + NOTICE).date()
    assert (standing.sunset_on <= told[-1].at.date()) is (state is State.DECOMMISSIONED)
    assert told[-1].at < datetime.now(UTC)
    by_name = {entry.name: entry for entry in operations.entries([Mount(dialect, PREFIX)])}
    assert {operation, successor} <= by_name.keys()
    assert by_name[operation].route.standing.state in (State.ACTIVE, state)


def test_a_step_that_skips_one_is_refused(sections: dict[str, Any]) -> None:
    step = {"operation": "Help.OpenApi", "to": "Obsolete", "days": 3, "note": "Gone soon."}
    with pytest.raises(Conflict):
        releases.tell([step], sown_at=datetime.now(UTC))


def test_declared_definitions_that_contradict_themselves_are_refused_before_anything_is_sown(tmp_path: Path) -> None:
    copy = tmp_path / "company"
    copytree(COMPANY, copy)
    content = json.loads((copy / "schema.json").read_text(encoding="utf-8"))
    content["dataDefinitions"][0]["attributes"][1]["to"] = "Ud_Nobody"
    (copy / "schema.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(UnsoundError) as caught:
        reader.read(copy)
    assert caught.value.faults == [
        "schema: dataDefinitions[0].attributes[1].to: There is no data definition Ud_Nobody."
    ]
