"""What the company is alerted by: the plan fits its people, and everything has the name that it is known by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.alerting.device import of_person
from chalicelib.domain.alerting.form import Conference, Form, FormKind
from chalicelib.domain.alerting.option import Action
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.site import SITE
from chalicelib.errors import Faults
from chalicelib.services import accounts, identities, pages, roles
from chalicelib.services.alerting import catalogue
from infra.cli.plan import inventory, plan, plan_file
from infra.seed import alerting, reader
from infra.seed.entries import Company, Entry
from infra.seed.sowing import sow
from tests.quick import quick_cloud

PEOPLE = ("bsmith", "tsanderson", "admin", "mmcbride", "jdoe", "apidev")
GROUPS = ("operations", "fire", "retired")
ELSEWHERE = ("manager", "services")  # what points at others than these


def alerted(company: Company) -> Company:
    """Those of a company that the plan is about."""
    entries = (entry for entry in company.entries if entry.kind is SITE or entry.key in (*PEOPLE, *GROUPS))
    return Company(tuple(map(_alone, entries)))


def _alone(entry: Entry) -> Entry:
    values = {name: value for name, value in entry.values.items() if name not in ELSEWHERE}
    return replace(entry, values=values, extras={name: kept for name, kept in entry.extras.items() if name != "esm"})


@pytest.fixture(scope="module")
def section() -> Iterator[dict[str, Any]]:
    """The section of credentials.json, of a store in which the plan was sown."""
    with quick_cloud():
        sections = sow(
            base_url="http://127.0.0.1:8000",
            progress=lambda *_: None,
            company=alerted(reader.read()),
            plan=alerting.read(reader.COMPANY),
        )
        yield sections["xmatters"]


def person(login: str) -> Record:
    found = identities.by_value(kind=PERSON, field="login", value=login)
    assert found
    return found


def form(name: str) -> Form:
    found = catalogue.current().form_named("Incident Alerts", name)
    assert found
    return found


def shown(form: Form) -> list[str]:
    """The properties of a form: name, type, and a C for those in callbacks."""
    return [
        f"{each.property.name} {each.property.type.value}{' C' if each.in_callbacks else ''}"
        for each in form.properties
    ]


def test_credentials_name_what_users_have_to_know(section: dict[str, Any]) -> None:
    assert list(section) == [
        "login",
        "password",
        "reader",
        "engine",
        "form",
        "form_uuid",
        "undeployed_form_uuid",
        "person",
        "group",
        "list_property_uuid",
        "hierarchy_property_uuid",
        "feed_form_uuid",
    ]
    assert (section["engine"], section["form"], section["person"]) == ("Incident Alerts", "New Incident", "bsmith")
    assert section["group"] == "Operations"
    assert section["form_uuid"] == form("New Incident").uuid
    assert section["undeployed_form_uuid"] == form("Draft Notice").uuid
    assert section["list_property_uuid"] == "b9c431c4-abdf-98bc-951f-4f4738c376d6"
    assert section["hierarchy_property_uuid"] == "1cf7a10a-89d0-482d-a2c0-522af5b70fb6"
    assert section["feed_form_uuid"] == "96234526-9498-4b71-a3ce-4e20877b7835"


def test_the_main_account_may_do_everything_as_apidev_and_the_reader_only_reads(section: dict[str, Any]) -> None:
    main = accounts.authenticate(login=section["login"], password=section["password"])
    only_reads = accounts.authenticate(**section["reader"])
    assert main
    assert only_reads
    assert main.person == person("apidev").number
    assert all(
        roles.permissions(names=main.roles).has(ability)
        for ability in ("read", "send", "view.menu.Users", "ability.act.EditProperty", "sites.edit", "agent")
    )
    permissions = roles.permissions(names=only_reads.roles)
    assert [ability for ability in ("read", "send", "agent", "sites.edit") if permissions.has(ability)] == ["read"]


@pytest.mark.usefixtures("section")
def test_roles_have_their_uuids_and_abilities() -> None:
    found = {role.guid: (role.name, role.abilities) for role in roles.every()}
    standard = frozenset({"read", "send"})
    assert found["4c5be5ab-eb4d-44cd-baec-5fed0a20dceb"] == ("Standard User", standard)
    assert found["74fe76c8-26e1-4740-9203-5486118affb8"] == ("Supervisor", standard | {"view.menu.Users"})


@pytest.mark.parametrize(
    ("login", "uuid", "role", "devices"),
    [
        (
            "bsmith",
            "c04d43ef-2153-41de-b3f9-1be359509681",
            "Supervisor",
            "Work Email: bsmith@example.com, SMS Phone: +12505550101, Work Phone: +12505550102",
        ),
        ("tsanderson", None, "Standard User", "Email: tsanderson@example.com, Voice Phone: +12505550103"),
        (
            "admin",
            "198503bf-a567-4807-b66c-320c5976c07c",
            "Supervisor",
            "Work Email: admin@example.com, Home Phone: +12505550104",
        ),
        ("mmcbride", "481086d8-357a-4279-b7d5-d7dce48fcd12", "Standard User", ""),
        ("jdoe", None, "Standard User", "Work Email: jdoe@example.com"),
        ("apidev", "c5760a6d-d036-4631-a86e-a9e39cc2ff0e", "Supervisor", "Work Email: apidev@example.com"),
    ],
)
@pytest.mark.usefixtures("section")
def test_people_have_their_devices_and_an_account(login: str, uuid: str | None, role: str, devices: str) -> None:
    record, account = person(login), accounts.named(login=login)
    assert uuid in (None, str(record.guid))
    assert ", ".join(f"{each.name}: {each.address}" for each in of_person(record)) == devices
    assert (account.person, role in account.roles) == (record.number, True)
    assert (account.password is None) is (login not in ("admin", "apidev"))
    assert (record.get("language"), record.get("time_zone")) == ("en", "US/Pacific")
    assert record.get("active") is (login != "jdoe")
    assert record.get("external_key") is None


@pytest.mark.usefixtures("section")
def test_groups_are_in_the_order_of_their_making() -> None:
    operations, fire, retired = pages.page(kind=GROUP, limit=10).records
    assert (operations.get("name"), operations.get("description"), operations.get("external_key")) == (
        "Operations",
        "Keeps things running",
        None,
    )
    assert operations.many("members") == (person("bsmith").ref, person("tsanderson").ref)
    assert (fire.get("name"), fire.many("members")) == ("Fire Department", (person("admin").ref,))
    assert (retired.get("name"), retired.get("active"), retired.many("members"), retired.get("external_key")) == (
        "Retired Team",
        False,
        (person("bsmith").ref,),
        "fa66b7c0-d188-11e3-9c1a-0800200c9a66",
    )


@pytest.mark.usefixtures("section")
def test_bob_can_be_reached_by_telephone_and_sits_at_the_headquarters() -> None:
    bob, site = person("bsmith"), identities.by_value(kind=SITE, field="name", value="Headquarters")
    assert site
    assert (bob.get("phone_login"), bob.get("site")) == ("30105", site.ref)


@pytest.mark.usefixtures("section")
def test_events_are_made_from_forms_in_their_order() -> None:
    found = catalogue.current()
    assert [(each.name, each.needs_number) for each in found.engines[0].bridges] == [
        ("P1M1", False),
        ("Corporate WebEx", True),
    ]
    assert [(each.name, each.kind, each.web_service, each.conference) for each in found.forms] == [
        ("New Incident", FormKind.EVENT, True, Conference.BOTH),
        ("Draft Notice", FormKind.EVENT, False, Conference.NONE),
        ("Building Emergency", FormKind.EVENT, True, Conference.BOTH),
        ("Bridge Call", FormKind.EVENT, True, Conference.EXTERNAL),
        ("Fire Alarm", FormKind.EVENT, True, Conference.NONE),
        ("Fire Alarm Feed", FormKind.SUBSCRIPTION, True, Conference.NONE),
        ("Bare Feed", FormKind.SUBSCRIPTION, True, Conference.NONE),
    ]
    required = [each.property.name for form in found.forms for each in form.properties if each.required]
    assert required == ["message"]
    assert [each.name for each in found.forms_watching(form("Fire Alarm"))] == ["Fire Alarm Feed", "Bare Feed"]
    assert [each.device_filter for each in found.forms[-2:]] == [("Work Email",), None]
    assert found.forms[-1].uuid == "aac31350-e625-7433-6247-474ec0e17eb5"


@pytest.mark.usefixtures("section")
def test_the_usual_form_has_every_type_of_property() -> None:
    usual = form("New Incident")
    assert shown(usual) == [
        "message Text",
        "incident_id Text C",
        "number Text C",
        "Room Text C",
        "severity Combo C",
        "Instruction List C",
        "Region Hierarchy C",
        "Retry Count Number C",
        "EOC activated Boolean C",
        "Access Code Password",
        "internal_note Text",
    ]
    assert {each.property.type for each in usual.properties} == set(PropertyType)
    properties = {name: each.property for name, each in usual.properties_by_name.items()}
    assert properties["severity"].uuid == "2b1c6d1e-58c4-4c0f-9d0b-6a6f5f0d1a01"
    assert (properties["severity"].values, properties["severity"].defaults) == (("LOW", "MEDIUM", "HIGH"), ("MEDIUM",))
    assert properties["Instruction"].values == ("Shelter", "Evacuate", "Avoid area", "None")
    assert properties["Instruction"].defaults == ("None",)
    assert [" > ".join(path) for path in properties["Region"].paths()] == [
        "Canada",
        "USA",
        "USA > California",
        "USA > California > San Francisco",
        "USA > California > Los Angeles",
        "USA > California > San Diego",
        "USA > Washington",
        "USA > Oregon",
    ]
    assert properties["Region"].default_path() is None
    assert [(each.uuid[-2:], each.text, each.action) for each in usual.options] == [
        ("11", "Acknowledge", Action.STOP_NOTIFYING_TARGET),
        ("12", "Decline", Action.RECORD_RESPONSE),
        ("13", "Close", Action.END),
    ]
    assert (usual.recipients, usual.callbacks, usual.priority) == ((), (), "medium")


@pytest.mark.usefixtures("section")
def test_an_emergency_reaches_bob_and_an_agent() -> None:
    emergency = form("Building Emergency")
    assert emergency.uuid == "e5de7dd5-9170-48b0-abd7-14aa824848c8"
    assert shown(emergency) == [
        "Building List C",
        "City Combo C",
        "State Text C",
        "Street Number Number C",
        "Is PO Box? Boolean C",
        "Disaster Category Hierarchy C",
    ]
    assert [(each.target, each.devices) for each in emergency.recipients] == [("bsmith", ("Work Email",))]
    assert [(each.url, each.type.value, each.agent) for each in emergency.callbacks] == [
        ("ia://polydesk-demo", of, "demo-ia-1") for of in ("status", "deliveryStatus", "response")
    ]
    assert [(each.uuid, each.text) for each in emergency.options] == [
        ("a1b73279-465f-4f18-a44b-47993c3f75b9", "I am safe"),
        ("75f789c2-87b2-4c63-91de-ea6e5834e91d", "I need help"),
    ]
    assert emergency.priority == "high"


@pytest.mark.usefixtures("section")
def test_the_feed_asks_for_what_the_alarm_says() -> None:
    alarm, feed, bare = form("Fire Alarm"), form("Fire Alarm Feed"), form("Bare Feed")
    assert shown(alarm) == [f"{each} C" for each in shown(feed)]
    assert shown(feed) == shown(bare)
    assert [each.property.uuid[:8] for each in feed.properties] == [
        "a6101dc6",
        "b9c231c4",
        "0aaa6e49",
        "fbad75cf",
        "e56f2447",
        "349ebf85",
        "b362f639",
    ]


@pytest.mark.usefixtures("section")
def test_the_plan_could_be_imported_again_and_nothing_would_change() -> None:
    faults = Faults()
    said = plan_file.read(alerting.read(reader.COMPANY), (), faults)
    made = plan.make(said, inventory.read(said), faults)
    assert made
    assert {step.done for step in made.steps()} == {"unchanged"}


@pytest.mark.usefixtures("section")
def test_a_plan_that_does_not_fit_is_refused_with_all_its_faults() -> None:
    content = {"plan": 1, "people": [{"targetName": "nobody"}]}
    with pytest.raises(alerting.UnfitError, match="firstName: is missing"):
        alerting.lay_down(content, None)  # type: ignore[arg-type]  # it is never asked
