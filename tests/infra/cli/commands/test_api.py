from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import clock
from tests.infra.cli.conftest import CommandLine


def day(days: int) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


AGED = {"FileStorage.Add", "Entity.Fragments", "Workflow.Resume"}
"""What is old from the beginning."""


def test_every_dialect_has_its_operations(run: CommandLine) -> None:
    listed = run.json("api", "list")
    assert {each["operation"].partition(".")[0] for each in listed} > {
        "esm",
        "tickets",
        "xmatters",
        "squiz",
        "Fragments",
    }
    assert {each["operation"] for each in listed if each["state"] != "active"} == AGED
    assert all(each["summary"] for each in listed)


def test_the_list_is_narrowed(run: CommandLine) -> None:
    squiz = run.json("api", "list", "--service", "squiz")
    assert {each["operation"].partition(".")[0] for each in squiz} == {"squiz"}
    assert len(run.json("api", "list", "--service", "squiz", "--public")) < len(squiz)
    assert run("api", "list", "--aged", "--service", "squiz").out == "There are no such operations.\n"
    assert {each["operation"] for each in run.json("api", "list", "--aged")} == AGED


def test_an_operation_goes_through_its_life(run: CommandLine) -> None:
    operation = run.json("api", "list", "--service", "tickets")[0]["operation"]
    assert "step by step" in run.refused("api", "lifecycle", operation, "obsolete")
    assert "90 days" in run.refused("api", "lifecycle", operation, "deprecated", "--sunset", day(10))
    out = run("api", "lifecycle", operation, "deprecated", "--sunset", day(100), "--note", "It is old.").out
    assert out == f"{operation} is deprecated.\n"
    run("api", "lifecycle", operation, "obsolete")
    assert day(100) in run.refused("api", "lifecycle", operation, "decommissioned")
    clock.advance(101 * 86_400)
    assert run.json("api", "lifecycle", operation, "decommissioned")["state"] == "decommissioned"
    assert [each["to"] for each in run.json("api", "notes")] == ["decommissioned", "obsolete", "deprecated"]
    assert "It is" in run("api", "notes").out
    shown = run("api", "show", operation).out
    assert "active → deprecated: It is old." in shown
    assert run.json("api", "show", operation)["notes"][0]["to"] == "decommissioned"
    assert len(run.json("api", "list", "--aged")) >= 1


@pytest.mark.parametrize("arguments", [("show", "no.such"), ("lifecycle", "no.such", "active")])
def test_what_is_no_operation_is_refused(run: CommandLine, arguments: tuple[str, ...]) -> None:
    assert "There is no operation no.such" in run.refused("api", *arguments)


def test_a_successor_is_an_operation(run: CommandLine) -> None:
    operation = run.json("api", "list", "--service", "tickets")[0]["operation"]
    said = run.refused("api", "lifecycle", operation, "deprecated", "--sunset", day(100), "--successor", "no.such")
    assert "There is no operation no.such" in said
    assert run.json("api", "notes") == []
