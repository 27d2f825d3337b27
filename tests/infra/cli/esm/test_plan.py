from __future__ import annotations

from chalicelib.dialects.esm.templates import catalogue, content
from chalicelib.services import accounts, kinds, roles, settings
from tests.infra.cli.esm.setups import ACCOUNT, COMPANY, COUNTRY, FOLDER, ROLE, SETUP, applied, example, planned


def test_a_file_sets_up_everything_that_it_names_and_the_second_time_nothing(cloud: None) -> None:
    names = [
        "setting esm.time.zone",
        "template company",
        "template country",
        "folder companies",
        "role sync",
        "account sync",
    ]
    assert applied(SETUP) == [f"{name} {'changed' if 'zone' in name else 'new'}" for name in names]
    found = catalogue.current()
    assert found.templates["company"].attributes["country"].target == ("country",)
    assert found.folders["companies"].templates == {"company", "country"}
    assert kinds.declared().keys() == {"company", "country"}
    assert settings.get(section="esm")["esm.time.zone"] == "Europe/Helsinki"
    assert roles.named(name="sync").abilities == {"external-api"}
    assert accounts.authenticate(login="sync", password="correct horse") is not None
    assert applied(SETUP) == [f"{name} unchanged" for name in names]


def test_what_a_file_does_not_name_stays(cloud: None) -> None:
    applied(SETUP)
    shorter = {**COMPANY, "attributes": [{**COMPANY["attributes"][0], "name": "Full name"}]}
    changes = {"templates": [shorter], "accounts": [{"login": "SYNC", "name": "Sync"}], "roles": [{"name": "sync"}]}
    assert applied(changes) == ["template company changed", "role sync unchanged", "account sync changed"]
    attributes = catalogue.current().templates["company"].attributes
    assert list(attributes)[:3] == ["name", "status", "country"]
    assert attributes["name"].name == "Full name"
    account = accounts.named(login="sync")
    assert (account.name, account.roles, account.login) == ("Sync", ("sync",), "sync")
    assert accounts.authenticate(login="sync", password="correct horse") is not None


def test_a_crash_in_between_is_completed_by_the_same_file(cloud: None) -> None:
    names = {"company": "company", "country": "country"}
    kinds.declare(kind=content.kind_of(COMPANY, names))
    applied({"templates": [COUNTRY]})
    assert applied({"templates": [COMPANY, COUNTRY], "folders": [FOLDER]}) == [
        "template company new",
        "template country unchanged",
        "folder companies new",
    ]


def test_a_plan_that_is_not_carried_out_changes_nothing(cloud: None) -> None:
    made, faults = planned(SETUP)
    assert faults == []
    assert made is not None
    assert [step.done for step in made.steps()] == ["changed", "new", "new", "new", "new", "new"]
    assert kinds.declared() == {}
    assert roles.every() == []
    assert accounts.every() == []


def test_all_faults_of_all_parts_are_said_at_once(cloud: None) -> None:
    made, faults = planned(
        {
            "settings": {"esm.module.enabled": "no"},
            "templates": [{**COUNTRY, "code": "person"}, COMPANY],
            "folders": [{**FOLDER, "parent": "nowhere", "templates": ["company", "nothing"]}],
            "roles": [{**ROLE, "folders": {"nowhere": ["read"]}}],
            "accounts": [{**ACCOUNT, "roles": ["boss"], "person": 7}],
        }
    )
    assert made is None
    assert faults == [
        "settings.esm.module.enabled: The value must be true or false.",
        "templates[0].code: is a built-in template, which can't be changed.",
        "templates[1].attributes[2].target[0]: There is no template country.",
        "folders[0].parent: There is no folder nowhere.",
        "folders[0].templates[1]: There is no template nothing.",
        "roles[0].folders.nowhere: There is no folder nowhere.",
        "accounts[0].roles[0]: There is no role 'boss'.",
        "accounts[0].person: There is no person 7.",
    ]


def test_the_example_of_the_manual_can_be_applied(cloud: None) -> None:
    made, faults = planned(example())
    assert faults == []
    assert made is not None
    assert {step.done for step in made.steps()} == {"new", "changed"}
