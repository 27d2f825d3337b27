"""The schema over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.schema import catalogue, declaration
from tests.dialects.matrix42.desk import Desk, set_up
from tests.dialects.matrix42.schema.sample import sample
from tests.lengths import examples


def evaluated(desk: Desk, entity: str, said: str) -> dict[str, Any]:
    path = f"Schema/evaluateParameterExpressionEntityClass?entityClass={quote(entity)}&expr={quote(said)}"
    answer = desk.get(path)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = answer.json
    assert list(found) == ["IsValid", "ErrorMessage", "Parameters"]
    assert found["IsValid"] is (found["ErrorMessage"] == "")
    return found


def test_all_data_definitions_and_configuration_items_are_listed_by_name(desk: Desk) -> None:
    for path in ("classes", "types"):
        names = [each["InternalName"] for each in desk.get(f"Schema/{path}").json]
        assert names == sorted(names, key=str.lower)
        assert len(names) > 10
        for name in names:
            assert desk.get(f"Schema/{path}/{name}").json["InternalName"] == name


def test_declared_definitions_are_there_as_well(desk: Desk) -> None:
    declaration.declare(said=sample())
    catalogue.forget()
    assert desk.get("Schema/classes/ud_softwareclassbase").json["InternalName"] == "Ud_SoftwareClassBase"
    assert desk.get("Schema/types/Ud_SoftwareType").json["MainClass"] == {"InternalName": "Ud_SoftwareClassBase"}
    named = desk.send("POST", "SchemaMetaData/DataDefinitions", {"NameStartsWith": "UD_"}).json
    assert "Ud_SoftwareClassBase" in [each["Name"] for each in named]


def test_the_prefix_is_a_setting(desk: Desk) -> None:
    assert desk.get("Schema/customPrefix").json == "Ud_"
    set_up(custom_prefix="Acme_")
    assert desk.get("Schema/customPrefix").json == "Acme_"


@pytest.mark.parametrize("body", [b"", {}, {"NameStartsWith": None}, {"namestartswith": "", "Options": 7, "x": []}])
def test_names_need_no_beginning(body: Any, desk: Desk) -> None:
    for path, listed in (("DataDefinitions", "classes"), ("ConfigurationItems", "types")):
        named = desk.send("POST", f"SchemaMetaData/{path}", body).json
        assert [each["Name"] for each in named] == [each["InternalName"] for each in desk.get(f"Schema/{listed}").json]
        assert all(list(each) == ["Name", "Description"] for each in named)


@pytest.mark.parametrize("body", [b"[]", b"5", b"{", b'{"NameStartsWith": []}'])
def test_a_body_that_is_none_is_refused(body: bytes, desk: Desk) -> None:
    headers = {"Content-Type": "application/json"}
    assert desk.send("POST", "SchemaMetaData/DataDefinitions", body, headers=headers).status == 400


@pytest.mark.parametrize(
    ("said", "is_valid"),
    [
        ("", True), ("  ", True), ("Subject", True), ("Subject = 'x'", True), ("Initiator.Manager.LastName LIKE 'A%'", True),
        ("State = 1", False), ("Subject =", False), ("(", False), ("Subject IN ()", False), ("Deadline > 'soon'", False),
    ],
)  # fmt: skip
def test_an_expression_is_right_or_wrong(said: str, is_valid: bool, desk: Desk) -> None:
    assert evaluated(desk, "SPSActivityClassBase", said)["IsValid"] is is_valid


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entity=st.sampled_from(["SPSActivityClassBase", "SPSCommonClassBase", "PLSLWebServiceOperation", "Nothing", ""]),
    said=st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.lists(
        st.sampled_from(
            ["Subject", "State", "ID", "T(SPSCommonClassBase)", ".", "=", "<>", "AND", "OR", "NOT", "(", ")", "'x'", "5",
             "NULL", "IS", "LIKE", "IN", "BETWEEN", "DATEADD(day, 1, GETDATE())", "+", "[End]", "Recursive(Parent)"]
        ),
        max_size=9,
    ).map(" ".join),
)  # fmt: skip
def test_every_text_is_right_or_wrong(entity: str, said: str, desk: Desk) -> None:
    evaluated(desk, entity, said)
