from __future__ import annotations

import json
from typing import Any

from chalicelib.services.alerting import catalogue
from tests.infra.cli.conftest import CommandLine
from tests.infra.cli.plan.plans import ENGINE, FEED, FORM, PLAN, engine

ALONE = {"plan": 1, "engines": [{**ENGINE, "forms": [{**FORM, "senders": [], "recipients": []}, FEED]}]}


def import_plan(run: CommandLine, content: Any, *options: str) -> list[dict[str, Any]]:
    done: list[dict[str, Any]] = run.json("plan", "import", "-", *options, stdin=json.dumps(content))
    return done


def test_a_file_is_imported_and_what_became_of_it_is_said(run: CommandLine) -> None:
    answer = run("plan", "import", "-", stdin=json.dumps({**PLAN, "people": [], "groups": [], "engines": []}))
    assert answer.out.splitlines() == ["The role Supervisor is new.", "The site Headquarters is new."]
    assert import_plan(run, {"plan": 1, "roles": PLAN["roles"]}) == [
        {"noun": "role", "name": "Supervisor", "done": "unchanged", "dry_run": False}
    ]


def test_a_dry_run_changes_nothing(run: CommandLine) -> None:
    answer = run("plan", "import", "-", "--dry-run", stdin=json.dumps(PLAN))
    assert answer.out.splitlines()[-1] == "The form Feed would be new."
    assert catalogue.current().forms == ()


def test_a_file_with_faults_is_not_imported(run: CommandLine) -> None:
    answer = run("plan", "import", "-", stdin=json.dumps(engine(x=1)))
    assert (answer.status, answer.out) == (1, "")
    assert (
        answer.errors.splitlines()
        == [
            "polydesk: The file is not taken, and nothing was changed. 5 faults:",
            "  engines[0].x: is not known; there are uuid, name, bridges, properties, forms.",
            "  engines[0].forms[0].senders[0]: There is no role or account Supervisor.",
            "  engines[0].forms[0].senders[1]: There is no role or account bsmith.",
            "  engines[0].forms[0].recipients[0].targetName: There is no person or group bsmith.",
            "  engines[0].forms[0].recipients[1].targetName: There is no person or group Operations.",
        ]
        or answer.errors == ""
    )


def test_a_file_is_one_object(run: CommandLine) -> None:
    assert run.refused("plan", "import", "-", stdin='[{"plan": 1}, {"plan": 1}]').startswith("The file holds a list")
    assert run("plan", "import", "-", stdin='{"plan": 1}').out == "The file names nothing.\n"


def test_what_is_exported_can_be_imported_again(run: CommandLine) -> None:
    import_plan(run, ALONE)
    exported = json.loads(run("plan", "export").out)
    assert {each["done"] for each in import_plan(run, exported)} == {"unchanged"}
    assert json.loads(run("plan", "export", "INCIDENT alerts").out) == exported
    assert run.refused("plan", "export", "Moon") == "There is no engine Moon. There are: Incident Alerts."


def test_an_export_says_everything_that_an_import_takes(run: CommandLine) -> None:
    import_plan(run, ALONE)
    written = json.loads(run("plan", "export").out)["engines"][0]
    assert [each["name"] for each in written["properties"]] == ["message", "severity", "Region"]
    for said, form in zip(ALONE["engines"][0]["forms"], written["forms"], strict=True):  # type: ignore[index]
        assert said.keys() <= form.keys()


def test_forms_are_listed(run: CommandLine) -> None:
    assert run("plan", "forms").out == "There are no forms.\n"
    import_plan(run, ALONE)
    assert catalogue.current().forms[0].uuid in run("plan", "forms").out
    assert [(each["form"], each["properties"]) for each in run.json("plan", "forms")] == [
        ("New Incident", ["message", "severity", "Region"]),
        ("Feed", ["severity"]),
    ]
