from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.squiz.routes import dialect
from chalicelib.openapi import describe
from tests.dialects.squiz.desk import BASE, Desk

VERBS = {
    "/assets": {"post"},
    "/assets/{assetId}": {"get", "patch", "delete"},
    "/assets/{assetId}/links": {"get"},
    "/assets/{assetId}/children": {"get"},
    "/links": {"post"},
    "/links/{linkId}": {"get", "patch", "delete"},
    "/files/{assetId}/{secret}/{name}": {"get"},
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return describe(dialect, BASE)


def test_the_document_has_every_path_relative_to_the_version(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Asset Management Api"
    assert {path: set(verbs) for path, verbs in document["paths"].items()} == VERBS
    assert document["components"]["securitySchemes"] == {"bearer": {"type": "http", "scheme": "bearer"}}


def test_every_operation_names_its_refusals_and_the_switch_of_triggers(document: dict[str, Any]) -> None:
    for path, verbs in document["paths"].items():
        for operation in verbs.values():
            refusals = {"404", "405"} if path.startswith("/files") else {"400", "401", "403", "404", "405", "429"}
            assert refusals <= operation["responses"].keys()
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            assert ("disable-triggers" in names) == (not path.startswith("/files"))
    assert document["paths"]["/files/{assetId}/{secret}/{name}"]["get"]["security"] == []


def test_examples_of_the_document_are_taken(desk: Desk, document: dict[str, Any]) -> None:
    def example(path: str, verb: str) -> Any:
        return document["paths"][path][verb]["requestBody"]["content"]["application/json"]["example"]

    assert desk.send("POST", "assets", example("/assets", "post")).status == 201
    assert desk.send("PATCH", "assets/4", example("/assets/{assetId}", "patch")).status == 200
    link = {**example("/links", "post"), "minor_id": "4"}
    made = desk.send("POST", "links", link)
    assert made.status == 201
    assert desk.send("PATCH", f"links/{made.json['link_id']}", example("/links/{linkId}", "patch")).status == 200


def test_the_documentation_is_open_to_all(desk: Desk) -> None:
    page = desk.client.send("GET", f"{BASE}/docs")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Asset Management Api" in page.text
    answer = desk.client.send("GET", "/__management-api/docs/openapi.json")
    assert (answer.status, answer.json["servers"]) == (200, [{"url": "/__management-api"}])
