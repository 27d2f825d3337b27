from __future__ import annotations

import ast
import shlex

import pytest

from app import DIALECTS
from chalicelib.dialects import catalogue
from chalicelib.dialects.catalogue import Entry
from chalicelib.dialects.matrix42 import ids
from tests.dialects.matrix42.desk import Desk
from tests.lengths import sampled
from tests.wire import BASE, Answer

ENTRIES = {entry.name: entry for entry in reversed(list(catalogue.entries(DIALECTS)))}  # the first of a name counts


def example(desk: Desk, name: str, query: str = "") -> Answer:
    service, _, operation = name.rpartition(".")
    return desk.get(f"Help/ServiceOperation/{ids.operation(service, operation)}/CodeExample{query}")


@sampled
@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_operation_has_examples_with_its_verb_and_its_whole_address(house: Desk, entry: Entry) -> None:
    answer = example(house, entry.name)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert answer.headers["content-disposition"] == f'attachment; filename="{entry.name}.txt"'
    for word in ("XMLHttpRequest", "HttpClient", "urllib", "curl", entry.route.methods[0], f"{BASE}{entry.path}"):
        assert word in answer.text
    command = shlex.split(example(house, entry.name, "?language=curl").text)
    assert command[0] == "curl"
    assert any(word.startswith(f"{BASE}{entry.path}") for word in command)
    ast.parse(example(house, entry.name, "?language=Python").text)


def test_an_example_has_headers_and_a_body_but_no_credential(house: Desk) -> None:
    text = example(house, "Ticket.Create", "?language=javascript").text
    assert '"Authorization", "Bearer <access token>"' in text
    assert '"Content-Type", "application/json"' in text
    assert '"Subject": ' in text
    assert "HttpClient" not in text
    assert '"Bearer <API token>"' in example(house, "ApiToken.GenerateAccessTokenFromApiToken").text


def test_required_names_of_the_query_are_in_the_address(house: Desk) -> None:
    text = example(house, "Schema.EvaluateExpression").text
    assert "?entityClass={entityClass}&expr={expr}" in text
    assert "where" not in example(house, "Fragments.GetList").text


def test_a_page_for_people_is_called_without_a_credential(house: Desk) -> None:
    text = example(house, "esm.show_documentation").text
    assert f"{BASE}/rest-api/itsm/v1/docs/swagger/index.html" in text
    assert "Authorization" not in text


def test_the_address_is_below_the_prefix_in_use(house: Desk) -> None:
    path = f"Help/ServiceOperation/{ids.operation('UserInfo', 'Get')}/CodeExample"
    assert f"{BASE}/M42Services/api/userinfo" in house.get(f"/M42Services/api/{path}").text


def test_there_are_no_examples_in_other_languages(house: Desk) -> None:
    answer = example(house, "UserInfo.Get", "?language=cobol")
    assert (answer.status, answer.json["Message"]) == (
        400,
        "There is no example in cobol, only in javascript, csharp, python, curl.",
    )
