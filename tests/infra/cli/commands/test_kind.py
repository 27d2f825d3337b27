from __future__ import annotations

import json

from chalicelib.domain.kind import Field, FieldType
from chalicelib.services import kinds
from tests.infra.cli.conftest import CommandLine

COMPANY = {
    "name": "company",
    "name_field": "name",
    "fields": [
        {"name": "name", "required": True, "unique": True, "max_length": 255},
        {"name": "size", "type": "choice", "choices": ["klein", "groß"], "default": "groß"},
        {"name": "contact", "type": "reference", "target": ["person"], "indexed": True},
    ],
}


def test_the_built_in_kinds_are_there_from_the_start(run: CommandLine) -> None:
    assert {"ticket", "person", "group", "site", "service"} <= {
        each["name"] for each in run.json("kind", "list") if each["built_in"]
    }
    assert "built in" in run("kind", "list").out


def test_a_kind_is_declared_from_a_file(run: CommandLine) -> None:
    assert run("kind", "declare", "-", stdin=json.dumps(COMPANY)).out == "The kind company is new.\n"
    kind = kinds.get("company")
    assert kind.fields["name"] == Field("name", required=True, unique=True, max_length=255)
    assert kind.fields["size"].default == "groß"
    assert kind.fields["contact"].type is FieldType.REFERENCE


def test_what_is_exported_can_be_declared_again(run: CommandLine) -> None:
    run("kind", "declare", "-", stdin=json.dumps(COMPANY))
    exported = run("kind", "export").out
    assert run.json("kind", "declare", "-", stdin=exported)[0]["done"] == "unchanged"
    assert json.loads(exported) == [run.json("kind", "show", "company")]


def test_a_built_in_kind_can_be_exported_too(run: CommandLine) -> None:
    assert [each["name"] for each in json.loads(run("kind", "export", "ticket", "site").out)] == ["ticket", "site"]


def test_a_dry_run_declares_nothing(run: CommandLine) -> None:
    answer = run("kind", "declare", "-", "--dry-run", stdin=json.dumps(COMPANY))
    assert answer.out == "The kind company would be new.\n"
    assert kinds.declared() == {}


def test_kinds_of_one_file_may_point_at_each_other(run: CommandLine) -> None:
    branch = {"name": "branch", "fields": [{"name": "of", "type": "reference", "target": ["company"]}]}
    assert run("kind", "declare", "-", stdin=json.dumps([branch, COMPANY])).status == 0


def test_all_faults_of_a_file_are_said_with_their_paths_and_nothing_is_declared(run: CommandLine) -> None:
    wrong = [
        COMPANY,
        {"name": "x", "space": "moon", "fields": [{"type": "txt"}, {"name": "a", "required": "yes"}, 7]},
        {"name": "y", "fields": {}},
    ]
    answer = run("kind", "declare", "-", stdin=json.dumps(wrong))
    assert answer.status == 1
    assert answer.errors.splitlines()[0] == (
        "polydesk: Standard input is not taken, and nothing was changed. 6 faults:"
    )
    paths = [line.split(":")[0].strip() for line in answer.errors.splitlines()[1:]]
    assert paths == [
        "[1].fields[0].name",
        "[1].fields[0].type",
        "[1].fields[1].required",
        "[1].fields[2]",
        "[1].space",
        "[2].fields",
    ]
    assert kinds.declared() == {}


def test_what_the_core_refuses_is_said_for_each_kind_and_nothing_is_declared(run: CommandLine) -> None:
    wrong = [
        COMPANY,
        {"name": "ticket", "fields": []},
        {"name": "z", "fields": [{"name": "a", "type": "reference", "target": ["nope"]}]},
    ]
    answer = run("kind", "declare", "-", stdin=json.dumps(wrong))
    assert answer.errors.splitlines() == [
        "polydesk: Nothing was declared. 2 faults:",
        "  ticket: ticket can't be the name of a declared kind.",
        "  z: There is no kind nope to point at.",
    ]
    assert kinds.declared() == {}


def test_a_field_keeps_its_type(run: CommandLine) -> None:
    run("kind", "declare", "-", stdin=json.dumps(COMPANY))
    retyped = {**COMPANY, "name_field": None, "fields": [{"name": "name", "type": "number"}]}
    assert run.refused("kind", "declare", "-", stdin=json.dumps(retyped)) == (
        "company: Records of company are stored in another form already."
    )


def test_a_kind_is_declared_once_in_a_file(run: CommandLine) -> None:
    said = run.refused("kind", "declare", "-", stdin=json.dumps([COMPANY, COMPANY]))
    assert said == "The file declares a kind twice."


def test_a_kind_that_is_not_there_is_refused(run: CommandLine) -> None:
    for verb in ("show", "export"):
        assert run.refused("kind", verb, "nöpe").startswith("There is no kind nöpe. There are: ticket, person, ")


def test_the_rules_of_fields_are_said_in_words(run: CommandLine) -> None:
    run("kind", "declare", "-", stdin=json.dumps(COMPANY))
    out = run("kind", "show", "company").out
    assert "required, unique" in out
    assert "klein|groß, default groß" in out
    assert "→ person" in out
