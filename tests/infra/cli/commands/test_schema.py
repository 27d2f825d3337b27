from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.dialects.matrix42.schema import catalogue
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, PREFIX, SETTINGS
from chalicelib.domain.caller import Caller
from chalicelib.services import kinds, records, settings
from tests.infra.cli.conftest import CommandLine

PAGE = Path(__file__).parents[4] / "docs" / "admin.md"
SOFTWARE: dict[str, Any] = {
    "name": "Ud_SoftwareClassBase",
    "display": {"en": "Software", "de": "Software"},
    "displayExpression": "Name",
    "attributes": [
        {"name": "Name", "type": "String", "length": 100, "required": True},
        {"name": "Owner", "type": "Relation", "to": "SPSUserClassBase"},
        {"name": "Active", "type": "Bool", "default": True},
        {"name": "Status", "type": "Pickup", "to": "Ud_Status"},
    ],
    "relations": [{"name": "Users", "to": "SPSUserClassBase"}],
}
STATUS: dict[str, Any] = {
    "name": "Ud_Status",
    "pickup": True,
    "values": [{"value": 1, "en": "Trial"}, {"value": 2, "en": "Live", "fr": "En service"}],
}
TYPE: dict[str, Any] = {"name": "Ud_SoftwareType", "main": "Ud_SoftwareClassBase"}
FILE = {"dataDefinitions": [SOFTWARE, STATUS], "configurationItems": [TYPE]}


def apply(run: CommandLine, content: Any = None) -> Any:
    """What became of each thing in a file."""
    done = run.json("schema", "apply", "-", stdin=json.dumps(FILE if content is None else content))
    return {each["name"]: each["done"] for each in done}


def declared() -> list[str]:
    _, definitions, items = catalogue.laid_down()
    return [each["name"] for each in (*definitions, *items)]


def test_a_file_declares_definitions_and_the_kinds_of_their_records(run: CommandLine) -> None:
    out = run("schema", "apply", "-", stdin=json.dumps(FILE)).out.splitlines()
    assert out == [
        "The data definition Ud_SoftwareClassBase is new.",
        "The data definition Ud_Status is new.",
        "The configuration item Ud_SoftwareType is new.",
    ]
    assert catalogue.read().item("Ud_SoftwareType").main == "Ud_SoftwareClassBase"
    assert list(kinds.get("Ud_SoftwareClassBase").fields) == ["Name", "Owner", "Active", "Status", "Users"]


def test_what_a_file_does_not_name_stays(run: CommandLine) -> None:
    apply(run)
    wider = {**STATUS, "values": [*STATUS["values"], {"value": 3, "en": "Gone"}]}
    assert apply(run, {"dataDefinitions": [wider, SOFTWARE]}) == {
        "Ud_Status": "changed",
        "Ud_SoftwareClassBase": "unchanged",
    }
    assert declared() == ["Ud_SoftwareClassBase", "Ud_Status", "Ud_SoftwareType"]


def test_what_is_exported_can_be_applied_again(run: CommandLine) -> None:
    apply(run)
    exported = run("schema", "export").out
    assert json.loads(exported) == FILE
    assert set(apply(run, json.loads(exported)).values()) == {"unchanged"}
    assert json.loads(run("schema", "export", "ud_status", "Ud_Status").out) == {
        "dataDefinitions": [STATUS],
        "configurationItems": [],
    }


def test_an_empty_file_does_nothing(run: CommandLine) -> None:
    assert run("schema", "apply", "-", stdin="{}").out == "The file names nothing.\n"


@pytest.mark.parametrize("content", [[], [{}, {}], None, 7, "Ud_X"])
def test_a_file_holds_one_object(run: CommandLine, content: Any) -> None:
    run.refused("schema", "apply", "-", stdin=json.dumps(content))


def test_all_faults_are_told_with_their_places_and_nothing_is_declared(run: CommandLine) -> None:
    wrong = {
        "dataDefinitions": [
            {"name": "Software", "attributes": [{"name": "Name", "type": "String"}]},
            {"name": "Ud_Other", "attributes": [{"name": "ID", "type": "Int"}, {"name": "Of", "type": "Relation"}]},
        ],
        "configurationItems": [{"name": "Ud_Type", "main": "Ud_Nothing"}],
    }
    lines = run.refused("schema", "apply", "-", stdin=json.dumps(wrong)).splitlines()
    assert lines[1:] == [
        "  dataDefinitions[0].name: Names of declared definitions begin with Ud_.",
        "  dataDefinitions[1].attributes[0].name: ID is what every fragment has.",
        "  dataDefinitions[1].attributes[1].to: A Relation says where it leads to.",
        "  configurationItems[0].main: There is no declared data definition Ud_Nothing.",
    ]
    assert declared() == []


def test_names_begin_as_the_setting_says_and_former_ones_can_still_go(run: CommandLine) -> None:
    apply(run)
    settings.change(section=DIALECT, values={PREFIX: "Zz_"}, declared=SETTINGS)
    again = {"dataDefinitions": [STATUS]}
    said = run.refused("schema", "apply", "-", stdin=json.dumps(again))
    assert said == "dataDefinitions[0].name: Names of declared definitions begin with Zz_."
    assert apply(run, {"dataDefinitions": [{**STATUS, "name": "Zz_Status"}]}) == {"Zz_Status": "new"}
    assert run("schema", "remove", "Ud_SoftwareType").status == 0


def test_the_list_says_what_there_is(run: CommandLine) -> None:
    assert run("schema", "list").out == "Nothing is declared.\n"
    apply(run)
    assert [" ".join(line.split()) for line in run("schema", "list").out.splitlines()[2:]] == [
        "Ud_SoftwareClassBase data definition Software 5",
        "Ud_Status pick-up 2",
        "Ud_SoftwareType configuration item 1",
    ]
    assert [each["what"] for each in run.json("schema", "list")] == [
        "data definition",
        "pick-up",
        "configuration item",
    ]


def test_one_is_shown_whatever_the_case_of_its_name(run: CommandLine) -> None:
    apply(run)
    assert run.json("schema", "show", "ud_softwaretype") == {"configurationItems": [TYPE]}
    lines = [" ".join(line.split()) for line in run("schema", "show", "UD_SOFTWARECLASSBASE").out.splitlines()]
    assert "Name String required, 100 characters" in lines
    assert "Status Pickup → Ud_Status" in lines
    assert "Active Bool default True" in lines
    assert "Users Relations → SPSUserClassBase" in lines
    assert "2 value Live" in [" ".join(line.split()) for line in run("schema", "show", "Ud_Status").out.splitlines()]


@pytest.mark.parametrize("line", [["show"], ["remove"], ["export"]])
def test_what_nobody_declared_is_refused(run: CommandLine, line: list[str]) -> None:
    said = run.refused("schema", *line, "SPSUserClassBase")
    assert said == "There is no declared SPSUserClassBase. Nothing is declared."
    apply(run)
    assert run.refused("schema", *line, "Ud_No").endswith("Ud_SoftwareClassBase, Ud_Status, Ud_SoftwareType.")


def test_what_has_records_goes_by_force_alone(run: CommandLine, caller: Caller) -> None:
    apply(run)
    records.create(kind=kinds.get("Ud_SoftwareClassBase"), values={"Name": "Atlas"}, caller=caller)
    names = ("Ud_SoftwareType", "Ud_SoftwareClassBase")
    assert run.refused("schema", "remove", *names) == "There are records of Ud_SoftwareClassBase."
    assert len(declared()) == 3
    assert run("schema", "remove", *names, "--force").out.splitlines() == [
        "The configuration item Ud_SoftwareType is gone.",
        "The data definition Ud_SoftwareClassBase is gone.",
    ]
    assert declared() == ["Ud_Status"]
    assert apply(run)["Ud_SoftwareClassBase"] == "new"


def test_what_something_else_leads_to_stays(run: CommandLine) -> None:
    apply(run)
    said = run.refused("schema", "remove", "Ud_Status")
    assert said == "Ud_SoftwareClassBase.attributes[3].to: There is no data definition Ud_Status."
    assert len(declared()) == 3


def test_the_example_of_the_page_for_administrators_can_be_applied(run: CommandLine) -> None:
    section = PAGE.read_text(encoding="utf-8").partition("\n## schema\n")[2]
    example = section.partition("```json\n")[2].partition("```")[0]
    out = run("schema", "apply", "-", stdin=example).out
    assert out
    assert out in section
    assert run("schema", "show", "Ud_LicencePickupStanding").out in section
    assert run("schema", "list").out in section
