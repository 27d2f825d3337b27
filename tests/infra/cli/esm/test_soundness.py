from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.errors import Faults
from chalicelib.services import kinds
from infra.cli.esm import soundness, template_file
from infra.cli.esm.inventory import OURS, Content, Inventory
from infra.cli.esm.setup_file import Placed
from infra.cli.refusals import path

# Shown records are those of a kind that is there, so that nothing is asked of the store.
VIEW: dict[str, Any] = {
    "code": "problem",
    "name": "Problem",
    "prefix": "PRB",
    "nameAttribute": "subject",
    "kind": "ticket",
    "attributes": [{"code": "subject", "name": "Subject", "type": "string", "field": "subject"}],
}
SUBJECT = VIEW["attributes"][0]


def judged(content: dict[str, Any], former: dict[str, Any] | None = None) -> tuple[list[Content], list[str]]:
    there = {former["code"]: template_file.normal(former)} if former else {}
    faults = Faults()
    placed = [Placed(template_file.normal(content), (), is_whole=True)]
    made = soundness.judge(placed, Inventory({}, there, {}, {}, {}, frozenset()), faults)
    return made, [f"{path(fault.path)}: {fault.message}" for fault in faults]


def with_more(**attribute: Any) -> dict[str, Any]:
    return {**VIEW, "attributes": [SUBJECT, {"code": "x", "name": "X", **attribute}]}


def test_attributes_that_the_file_leaves_out_stay_behind_those_that_it_names() -> None:
    made, faults = judged(
        with_more(type="number"), {**VIEW, "attributes": [{"code": "old", "name": "O", "type": "date"}]}
    )
    assert faults == []
    assert [each["code"] for each in made[0]["attributes"]] == ["subject", "x", "old"]


@pytest.mark.parametrize(
    ("was", "now", "member"),
    [
        ({"type": "string"}, {"type": "number"}, "type"),
        ({"type": "date"}, {"type": "date", "time": False}, "time"),
    ],
)
def test_what_cards_hold_already_stays_what_it_is(was: dict[str, Any], now: dict[str, Any], member: str) -> None:
    assert judged(with_more(**now), with_more(**was))[1] == [
        f"attributes[1].{member}: can't change: cards hold values of the other form."
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ({**VIEW, "nameAttribute": "title"}, "nameAttribute: There is no attribute title."),
        (
            {**with_more(type="string", multiValue=True), "nameAttribute": "x"},
            "nameAttribute: must be an attribute of ",
        ),
        (
            with_more(type="reference", target=["problem", "moon"]),
            "attributes[1].target[1]: There is no template moon.",
        ),
        (with_more(type="string", maxLength=2, default="abc"), "attributes[1].default: X takes at most 2 characters."),
        (with_more(type="number", whole=True, default=1.5), "attributes[1].default: X takes whole numbers only"),
        (with_more(type="date", default="tomorrow"), "attributes[1].default: tomorrow is not a date"),
        (with_more(type="number", default=float("nan")), "attributes[1].default: "),
        (with_more(type="string", default=""), "attributes[1].default: is no value."),
        (
            with_more(type="static-value", values=[{"code": "1", "value": "a"}], default="b"),
            "attributes[1].default: Couldn't find static-value with value: b",
        ),
        (
            with_more(type="static-value", values=[{"value": f"{n}{'x' * 250}"} for n in range(1_000)])
            | {"name": "x" * 40_000},
            ": is larger than 300 kB.",
        ),
    ],
)
def test_a_template_that_can_not_be_laid_down_is_a_fault(content: dict[str, Any], fault: str) -> None:
    _, faults = judged(content)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_a_template_keeps_its_kind() -> None:
    assert judged(VIEW, {**VIEW, "kind": "person"})[1] == ["kind: can't change: the template shows person."]
    assert judged(VIEW, {**VIEW, "kind": None})[1] == ["kind: can't change: the template shows a kind of its own."]


def test_attributes_that_are_there_count() -> None:
    many = [{"code": f"a{number}", "name": "A", "type": "number"} for number in range(200)]
    assert judged(VIEW, {**VIEW, "attributes": many})[1] == ["attributes: would be 201, of at most 200."]


def test_a_built_in_template_that_is_said_as_it_is_is_left_alone() -> None:
    assert judged(OURS["incident"]) == ([], [])


def test_the_core_has_its_say_on_kinds(cloud: None) -> None:
    own = {**VIEW, "kind": None, "attributes": [{"code": "subject", "name": "S", "type": "string"}]}
    kinds.declare(kind=Kind("problem", fields_by_name(Field("subject", FieldType.NUMBER))))
    assert judged(own)[1] == [": Records of problem are stored in another form already."]
    kinds.declare(kind=Kind("other", fields_by_name(Field("subject", unique=True))))
    assert judged({**own, "code": "other"})[1] == [
        "code: is the name of a kind that was declared otherwise, and whose rules would be lost."
    ]
