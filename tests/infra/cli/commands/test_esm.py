from __future__ import annotations

import json
from typing import Any

from chalicelib.dialects.esm.templates import catalogue
from chalicelib.services import accounts, kinds, records
from tests.infra.cli.conftest import CommandLine
from tests.infra.cli.esm.setups import ACCOUNT, COMPANY, COUNTRY, FOLDER, SETUP

TEMPLATES = {"templates": [COMPANY, COUNTRY], "folders": [FOLDER]}


def apply(run: CommandLine, content: Any) -> list[dict[str, Any]]:
    done: list[dict[str, Any]] = run.json("esm", "apply", "-", stdin=json.dumps(content))
    return done


def test_a_file_is_applied_and_what_became_of_it_is_said(run: CommandLine) -> None:
    content = {"settings": {"external.api.max.requests.per.minute": 60}, "templates": [COUNTRY], "accounts": [ACCOUNT]}
    content["roles"] = [{"name": "sync"}]
    answer = run("esm", "apply", "-", stdin=json.dumps(content))
    assert answer.out.splitlines() == [
        "The setting external.api.max.requests.per.minute is changed.",
        "60 is possible, but not recommended: above 30 calls a minute one integration may take the capacity of others.",
        "The template country is new.",
        "The role sync is new.",
        "The account sync is new.",
    ]
    assert ACCOUNT["password"] not in json.dumps(apply(run, content))


def test_a_dry_run_changes_nothing(run: CommandLine) -> None:
    answer = run("esm", "apply", "-", "--dry-run", stdin=json.dumps(SETUP))
    assert answer.out.splitlines()[1] == "The template company would be new."
    assert kinds.declared() == {}
    assert accounts.every() == []


def test_a_file_with_faults_is_not_applied(run: CommandLine) -> None:
    answer = run(
        "esm", "apply", "-", stdin=json.dumps({**TEMPLATES, "templates": [{**COMPANY, "prefix": "?"}], "x": 1})
    )
    assert answer.status == 1
    assert answer.out == ""
    assert answer.errors.splitlines() == [
        "polydesk: The file is not taken, and nothing was changed. 3 faults:",
        "  x: is not known; there are settings, folders, templates, roles, accounts.",
        "  templates[0].prefix: must consist of letters, digits, _ and -.",
        "  folders[0].templates[1]: There is no template country.",
    ]
    assert kinds.declared() == {}


def test_a_file_is_one_object(run: CommandLine) -> None:
    assert run.refused("esm", "apply", "-", stdin="[{}, {}]") == "The file holds a list: one object is taken."
    assert run.refused("esm", "apply", "-", stdin="7") == "must be an object."
    assert run("esm", "apply", "-", stdin="{}").out == "The file names nothing.\n"


def test_what_is_exported_can_be_applied_again(run: CommandLine) -> None:
    apply(run, TEMPLATES)
    exported = run("esm", "export").out
    assert [each["done"] for each in apply(run, json.loads(exported))] == ["unchanged"] * 3
    named = json.loads(run("esm", "export", "incident", "company").out)
    assert [each["code"] for each in named["templates"]] == ["incident", "company"]
    assert {each["done"] for each in apply(run, named)} == {"unchanged"}
    assert run.refused("esm", "export", "moon").startswith("There is no template moon. There are: incident, ")


def test_templates_and_folders_are_listed(run: CommandLine) -> None:
    assert run("esm", "folders").out == "There are no folders.\n"
    apply(run, TEMPLATES)
    found = {each["code"]: each for each in run.json("esm", "templates")}
    assert found["incident"]["built_in"]
    assert found["incident"]["shows"] == "ticket (incident)"
    assert found["company"]["attributes"][:2] == ["name", "status"]
    assert "set up" in run("esm", "templates").out
    assert run.json("esm", "folders") == [{**FOLDER, "parent": None}]
    assert "company, country" in run("esm", "folders").out


def test_cards_are_imported_hidden_shown_and_restored(run: CommandLine) -> None:
    apply(run, TEMPLATES)
    card = {"templateCode": "country", "folderCode": "companies", "data": {"name": {"values": [{"value": "Finland"}]}}}
    file = json.dumps([{**card, "dataCardId": "12"}, {**card, "dataCardId": 13, "folderCode": "moon"}])
    answer = run("esm", "import", "-", stdin=file)
    assert answer.out == "Imported data cards: 1.\n"
    assert answer.errors.splitlines() == [
        "polydesk: 1 of 2 data cards were not imported.",
        "  13: There is no folder moon that accepts country.",
    ]
    assert run("esm", "hide", "CTR-000012").out == "CTR-000012 (Finland) is hidden.\n"
    assert run.json("esm", "unhide", "12") == [
        {"card": 12, "efecte_id": "CTR-000012", "title": "Finland", "done": "shown"}
    ]
    answer = run("esm", "restore", "12", "14")
    assert answer.errors.splitlines() == [
        "polydesk: 2 of 2 data cards were left as they are.",
        "  The data card 12 does not lie in the trash.",
        "  There is no data card 14.",
    ]
    template = catalogue.current().templates["country"]
    run("record", "trash", "country", "12")
    assert run.refused("esm", "hide", "12") == "The data card 12 lies in the trash: restore it first."
    assert run("esm", "restore", "CTR-12").out == "CTR-000012 (Finland) is restored.\n"
    assert not records.get(kind=template.kind, number=12).trashed


def test_a_file_of_cards_with_faults_imports_nothing(run: CommandLine) -> None:
    assert run.refused("esm", "import", "-", stdin='{"dataCardId": "1"}').splitlines()[1:] == [
        "  templateCode: is missing.",
        "  folderCode: is missing.",
        "  data: is missing.",
    ]
