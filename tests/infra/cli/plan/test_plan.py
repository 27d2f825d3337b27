from __future__ import annotations

import pytest

from chalicelib.domain.alerting.device import of_person
from chalicelib.domain.alerting.form import Conference, FormKind
from chalicelib.domain.alerting.option import Action
from chalicelib.domain.group import GROUP as GROUPS
from chalicelib.domain.person import PERSON as PERSONS
from chalicelib.domain.site import SITE as SITES
from chalicelib.errors import Changed
from chalicelib.services import accounts, definitions, identities, records, roles
from chalicelib.services.alerting import catalogue
from chalicelib.store import vault
from infra.cli.plan.role_file import PERMISSIONS
from tests.conftest import make_caller
from tests.infra.cli.plan.plans import (
    OTHER,
    PLAN,
    ROLE_UUID,
    SEVERITY_UUID,
    engine,
    example,
    imported,
    planned,
)

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_file_sets_up_everything_that_it_names_and_the_second_time_nothing() -> None:
    names = [
        "role Supervisor",
        "site Headquarters",
        "person bsmith",
        "person tsanderson",
        "group Operations",
        "group Wardens",
        "account bsmith",
        "engine Incident Alerts",
        "property message",
        "property severity",
        "property Region",
        "form New Incident",
        "form Feed",
    ]
    assert imported(PLAN) == [f"{name} new" for name in names]
    before = definitions.revision(dialect="xmatters")
    assert imported(PLAN) == [f"{name} unchanged" for name in names]
    assert definitions.revision(dialect="xmatters") == before == 1

    bob = identities.by_value(kind=PERSONS, field="login", value="bsmith")
    terry = identities.by_value(kind=PERSONS, field="login", value="tsanderson")
    site = identities.by_value(kind=SITES, field="name", value="Headquarters")
    operations = identities.by_value(kind=GROUPS, field="name", value="Operations")
    wardens = identities.by_value(kind=GROUPS, field="name", value="Wardens")
    assert bob
    assert terry
    assert site
    assert operations
    assert wardens
    assert (bob.get("site"), bob.many("supervisors"), bob.get("phone_login")) == (site.ref, (terry.ref,), "30105")
    assert (bob.get("language"), bob.get("time_zone"), bob.get("active")) == ("en", "US/Pacific", True)
    assert [(each.name, each.address) for each in of_person(bob)] == [
        ("Work Email", "bsmith@example.com"),
        ("SMS Phone", "+12505550101"),
    ]
    assert (site.get("latitude"), site.extra("xmatters")) == (48.425, {"latitude": "48.4250"})
    assert operations.many("members") == (bob.ref, wardens.ref)
    assert (wardens.many("members"), wardens.get("active")) == ((terry.ref,), False)
    account = accounts.named(login="bsmith")
    assert (account.person, account.roles, account.password, account.name) == (
        bob.number,
        ("Supervisor",),
        None,
        "Bob Smith",
    )
    role = roles.named(name="Supervisor")
    assert (role.guid, role.abilities) == (ROLE_UUID, frozenset({"read", "view.menu.Users"}))

    found = catalogue.current()
    form, feed = found.forms
    assert [each.property.name for each in form.properties] == ["message", "severity", "Region"]
    assert form.properties_by_name["severity"].property.uuid == SEVERITY_UUID
    assert form.properties_by_name["Region"].default == ["USA", "Oregon"]
    assert (form.conference, form.priority, form.expiration_minutes) == (Conference.BOTH, "high", 60)
    assert [(each.target, each.devices) for each in form.recipients] == [
        ("bsmith", ("work email",)),
        ("Operations", ()),
    ]
    assert (feed.kind, feed.watches, feed.device_filter) == (FormKind.SUBSCRIPTION, ("New Incident",), ("Work Email",))
    assert found.forms_watching(form) == (feed,)


def test_what_a_file_does_not_mention_stays() -> None:
    imported(PLAN)
    before = catalogue.current()
    changes = engine(
        bridges=[{"name": "P1M1"}],
        properties=[{"name": "severity", "values": ["A", "B*"]}],
        forms=[{"name": "new INCIDENT", "active": False}],
    )
    changes["people"] = [{"targetName": "BSMITH", "lastName": "Smythe"}]
    changes["roles"] = [{"name": "Supervisor", "permissions": ["send"]}]
    assert imported(changes) == [
        "role Supervisor changed",
        "person BSMITH changed",
        "engine Incident Alerts changed",
        "property severity changed",
        "form new INCIDENT changed",
    ]
    form, feed = catalogue.current().forms
    assert (form.active, form.name, form.uuid) == (False, "new INCIDENT", before.forms[0].uuid)
    assert (form.options, form.callbacks, feed) == (
        before.forms[0].options,
        before.forms[0].callbacks,
        catalogue.current().forms[1],
    )
    severity = form.properties_by_name["severity"].property
    assert (severity.uuid, severity.values, severity.defaults) == (SEVERITY_UUID, ("A", "B"), ("B",))
    bob = identities.by_value(kind=PERSONS, field="login", value="bsmith")
    assert bob
    assert (bob.get("first_name"), bob.get("last_name"), bob.get("phone_login")) == ("Bob", "Smythe", "30105")
    assert accounts.named(login="bsmith").roles == ("Supervisor",)
    assert roles.named(name="Supervisor").guid == ROLE_UUID


@pytest.mark.usefixtures("vault_key")
def test_a_password_is_sealed_and_stays_when_it_is_not_said() -> None:
    callback = {"url": "https://host.example", "type": "status", "authType": "basic", "authUserName": "bob"}

    def taken(**members: str) -> tuple[str, str]:
        """What became of the form with such a callback, and its password."""
        step = imported(engine(forms=[{"name": "New Incident", "callbacks": [{**callback, **members}]}]))[-1]
        sealed = catalogue.current().forms[0].callbacks[0].password
        assert sealed
        assert "fish" not in sealed
        return step.rpartition(" ")[2], vault.unseal(sealed)

    assert taken(authPassword="swordfish") == ("new", "swordfish")
    assert taken(authPassword="swordfish") == ("unchanged", "swordfish")
    assert taken() == ("unchanged", "swordfish")
    assert taken(authPassword="monkfish") == ("changed", "monkfish")


def test_things_are_found_by_uuid_and_renamed() -> None:
    imported(PLAN)
    found = catalogue.current()
    renamed = {
        "plan": 1,
        "engines": [
            {
                "uuid": found.engines[0].uuid.upper(),
                "name": "Alerts",
                "properties": [{"uuid": SEVERITY_UUID, "name": "How bad"}],
                "forms": [{"uuid": found.forms[0].uuid, "name": "Incident"}, {"name": "Feed", "watches": ["Incident"]}],
            }
        ],
    }
    assert [each.rpartition(" ")[2] for each in imported(renamed)] == ["changed"] * 4
    now = catalogue.current()
    assert now.form_named("alerts", "incident") == now.form(found.forms[0].uuid)
    assert now.properties_of(now.engines[0])[1].values == ("LOW", "MEDIUM", "HIGH")


def test_a_plan_that_is_not_carried_out_changes_nothing() -> None:
    made, faults = planned(PLAN)
    assert (faults, made is not None) == ([], True)
    assert catalogue.current().engines == ()
    assert (roles.every(), accounts.every()) == ([], [])


def test_a_crash_in_between_is_completed_by_the_same_file() -> None:
    imported({**PLAN, "people": [OTHER], "groups": [], "engines": []})
    assert imported(PLAN)[2:4] == ["person bsmith new", "person tsanderson unchanged"]


def test_nothing_of_an_engine_is_written_when_somebody_else_was_faster() -> None:
    imported(PLAN)
    made, _ = planned(engine(forms=[{"name": "New Incident", "priority": "low"}]))
    assert made
    imported(engine(properties=[{"name": "severity", "values": ["HIGH"]}]))
    with pytest.raises(Changed):
        made.carry_out(make_caller())
    assert catalogue.current().forms[0].priority == "high"


def test_all_faults_of_all_parts_are_said_at_once() -> None:
    content = {
        "plan": 2,
        "roles": [{"name": "Boss", "permissions": ["fly"]}],
        "sites": [{"name": "A", "latitude": 91, "timezone": "Mars"}, {"name": "a"}],
        "people": [
            {
                "targetName": "a|b",
                "firstName": "A",
                "phoneLogin": "x",
                "roles": ["nobody"],
                "site": "nowhere",
                "supervisors": ["nobody"],
                "language": "xx",
                "devices": [{"name": "Mail", "type": "Email", "address": "mail"}, {"name": "mail", "type": "Fax"}],
            }
        ],
        "groups": [{"name": "G", "members": ["nobody", "A"]}],
        "engines": [
            {
                "name": "E",
                "properties": [
                    {"name": "p"},
                    {"name": "q", "type": "Combo", "values": ["A*", "B*", "A"], "maxLength": 5},
                    {"name": "t", "type": "Text", "minLength": 9, "maxLength": 5},
                ],
                "forms": [
                    {
                        "name": "F",
                        "senders": ["nobody"],
                        "watches": ["nothing"],
                        "properties": [{"name": "q", "default": "C"}, {"name": "z"}],
                        "recipients": [{"targetName": "nobody"}, {"targetName": "G", "devices": ["Mail"]}],
                        "responses": [{"text": "x"}, {"text": "X", "action": "JUMP"}],
                        "callbacks": [{"url": "ftp://x", "type": "status"}, {"url": "http://a@b", "type": "x"}],
                        "expirationMinutes": -1,
                    }
                ],
            }
        ],
    }
    made, faults = planned(content)
    assert made is None
    assert faults == [
        "plan: must be 1, the form of plans that this release knows.",
        f"roles[0].permissions[0]: must be one of {', '.join(PERMISSIONS)}.",
        "people[0].targetName: holds |, which separates people and devices.",
        "people[0].phoneLogin: must consist of digits.",
        "people[0].devices[0].address: must be an e-mail address.",
        "people[0].devices[1].address: is missing.",
        "people[0].devices[1].type: must be one of Email, Text Phone, Voice Phone.",
        "people[0].devices[1].name: mail stands in this list already.",
        "sites[1].name: a stands in this list already.",
        f"engines[0].forms[0].responses[1].action: must be one of {', '.join(Action)}.",
        "engines[0].forms[0].responses[1].text: X stands in this list already.",
        "engines[0].forms[0].callbacks[0].url: must be an http, https or ia URL, without user and password.",
        "engines[0].forms[0].callbacks[1].url: must be an http, https or ia URL, without user and password.",
        "engines[0].forms[0].callbacks[1].type: must be one of status, deliveryStatus, response.",
        "engines[0].forms[0].expirationMinutes: must be a whole number from 0 to 525600.",
        "sites[0].timezone: Timezone Mars is not defined.",
        "sites[0].latitude: Value must be between -90 and 90.",
        "people[0].lastName: is missing.",
        "people[0].language: must be one of en, de, es, fi, fr, ja, pt, sv, zh.",
        "people[0].site: There is no site nowhere.",
        "people[0].supervisors[0]: There is no person nobody.",
        "people[0].roles[0]: There is no role nobody.",
        "groups[0].members[0]: There is no person or group nobody.",
        "groups[0].members[1]: There is no person or group A.",
        "engines[0].properties[0].type: is missing.",
        "engines[0].properties[1].maxLength: is only for texts.",
        "engines[0].properties[1].values[1]: Only one value can be the default.",
        "engines[0].properties[1].values[2]: Duplicate value.",
        "engines[0].properties[2].minLength: lies above the greatest length, 5.",
        "engines[0].forms[0].senders[0]: There is no role or account nobody.",
        "engines[0].forms[0].properties[0].default: Value provided not found in the configured values: A, B.",
        "engines[0].forms[0].properties[1].name: There is no property z in this engine.",
        "engines[0].forms[0].recipients[0].targetName: There is no person or group nobody.",
        "engines[0].forms[0].recipients[1].devices: is not for groups.",
        "engines[0].forms[0].watches[0]: There is no form nothing in this engine.",
    ]


def test_names_and_uuids_that_are_somebody_elses_are_refused() -> None:
    imported(PLAN)
    imported({"plan": 1, "engines": [{"name": "Other", "forms": [{"name": "Own"}]}]})
    found = catalogue.current()
    strange, own = "00000000-0000-4000-8000-000000000000", found.form_named("other", "own")
    terry = identities.by_value(kind=PERSONS, field="login", value="tsanderson")
    assert own
    assert terry
    others = {"properties": [{"uuid": SEVERITY_UUID, "name": "p", "type": "Text"}]}
    forms = [{"uuid": found.forms[0].uuid, "name": "F"}, {"uuid": strange, "name": "own"}]
    _, faults = planned(
        {
            "plan": 1,
            "roles": [{"uuid": strange, "name": "Supervisor"}, {"uuid": ROLE_UUID, "name": "Boss"}],
            "people": [{**OTHER, "uuid": strange}, {**OTHER, "targetName": "new", "webLogin": "bsmith"}],
            "engines": [{"uuid": strange, "name": "incident alerts"}, {"name": "Other", **others, "forms": forms}],
        }
    )
    assert faults == [
        f"roles[0].uuid: differs from that of the role Supervisor, which is {ROLE_UUID}.",
        "roles[1].uuid: is that of the role Supervisor, which keeps its name.",
        f"people[0].uuid: differs from that of the person tsanderson, which is {terry.guid}.",
        "people[1].webLogin: There is another account bsmith.",
        f"engines[0].uuid: differs from that of the engine Incident Alerts, which is {found.engines[0].uuid}.",
        "engines[1].properties[0].uuid: is that of a property of another engine.",
        "engines[1].forms[0].uuid: is that of a form of another engine.",
        f"engines[1].forms[1].uuid: differs from that of the form Own, which is {own.uuid}.",
    ]


def test_logins_that_are_in_use_are_refused_before_anything_is_written() -> None:
    imported(PLAN)
    new = {"firstName": "A", "lastName": "B", "phoneLogin": "7", "webLogin": "x"}
    people = [{"targetName": name, **new} for name in ("a", "b")] + [{**OTHER, "phoneLogin": "30105"}]
    assert planned({"plan": 1, "people": people})[1] == [
        "people[1].phoneLogin: 7 stands in this file already.",
        "people[1].webLogin: x stands in this file already.",
        "people[2].phoneLogin: 30105 is that of somebody else.",
    ]


def test_no_two_things_get_one_name() -> None:
    imported(PLAN)
    uuids = {each.property.name: each.property.uuid for each in catalogue.current().forms[0].properties}
    twice = [{"uuid": uuids["Region"], "name": "severity"}]
    assert planned(engine(properties=twice, forms=[]))[1] == [
        "engines[0].properties[0].name: There is another severity."
    ]
    exchanged = [*twice, {"uuid": uuids["severity"], "name": "Region"}]
    assert planned(engine(properties=exchanged, forms=[]))[1] == []


def test_a_property_may_become_one_of_another_type_without_what_does_not_fit() -> None:
    imported(engine(forms=[]))
    imported(engine(properties=[{"name": "severity", "type": "List"}, {"name": "Region", "type": "Text"}], forms=[]))
    _, severity, region = catalogue.current().properties
    assert (severity.values, severity.defaults, region.nodes, region.max_length) == (
        ("LOW", "MEDIUM", "HIGH"),
        ("MEDIUM",),
        (),
        2_000,
    )
    imported(engine(properties=[{"name": "severity", "values": ["A*", "B*"]}], forms=[]))
    _, faults = planned(engine(properties=[{"name": "severity", "type": "Combo"}], forms=[]))
    assert faults == ["engines[0].properties[0].type: has at most one default, and there are several."]


def test_the_uuid_of_a_new_person_is_kept_and_what_lies_in_the_trash_is_left_there() -> None:
    uuid = "c04d43ef-2153-41de-b3f9-1be359509681"
    people = {"plan": 1, "roles": PLAN["roles"], "people": [{**OTHER, "uuid": uuid, "roles": ["Supervisor"]}]}
    imported(people)
    terry = identities.by_value(kind=PERSONS, field="login", value="tsanderson")
    assert terry
    assert (str(terry.guid), accounts.named(login="tsanderson").person) == (uuid, terry.number)
    records.trash(kind=PERSONS, number=terry.number, caller=make_caller())
    assert planned(people)[1][:1] == ["people[0].uuid: is that of a person in the trash."]


def test_the_example_of_the_manual_can_be_imported() -> None:
    assert {each.rpartition(" ")[2] for each in imported(example())} == {"new"}
