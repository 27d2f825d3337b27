from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from chalicelib.dialects.esm import bodies, wire

STAMP = "2022-10-13T10:14:15Z"
URL = "https://host/rest-api/itsm/v1/dc/incident/data"
CARD = wire.InfoElement("123", "Mouse is not working.", "/dc/incident/data/123")


def encoded(shape: wire.Shape) -> str:
    return msgspec.json.encode(shape).decode()


def test_a_token_is_there_only_when_there_is_one() -> None:
    assert encoded(wire.ApiResponse(200, "hello", STAMP)) == f'{{"code":200,"message":"hello","timestamp":"{STAMP}"}}'
    assert encoded(wire.ApiResponse(200, "", STAMP, "Bearer x")).endswith(f'"timestamp":"{STAMP}","token":"Bearer x"}}')


def test_a_refusal_stands_in_the_order_of_the_sample() -> None:
    refusal = wire.ApiException(404, "Not Found", "No template with code nosuch.", URL, STAMP)
    assert encoded(refusal) == (
        '{"code":404,"error":"Not Found","message":"No template with code nosuch.",'
        f'"url":"{URL}","timestamp":"{STAMP}"}}'
    )


def test_the_last_page_has_links_without_a_next() -> None:
    assert encoded(wire.DataCardList(wire.ListMeta(0, 50, wire.Links()), [])) == (
        '{"meta":{"count":0,"limit":50,"links":{}},"data":[]}'
    )
    assert encoded(wire.Links(next=URL)) == f'{{"next":"{URL}"}}'


def test_a_card_stands_in_the_order_of_the_sample() -> None:
    data = {
        "subject": wire.DataCardElement("Subject", "string", [wire.StringValue("Display is not working.")]),
        "customer": wire.DataCardElement("Customer", "reference", []),
    }
    card = wire.DataCard(
        "Display is not working.",
        "34567",
        "Incident",
        "incident",
        "12",
        "Incident management",
        "incident_management",
        data,
        hidden=False,
        deleted=False,
    )
    assert encoded(card) == (
        '{"name":"Display is not working.","dataCardId":"34567","templateName":"Incident","templateCode":"incident",'
        '"templateId":"12","folderName":"Incident management","folderCode":"incident_management",'
        '"data":{"subject":{"name":"Subject","type":"string","values":[{"value":"Display is not working."}]},'
        '"customer":{"name":"Customer","type":"reference","values":[]}},"hidden":false,"deleted":false}'
    )


def test_a_write_always_names_both_lists() -> None:
    answer = wire.DataCardResponse(wire.ResponseMeta(STAMP, URL, [], []), CARD)
    assert encoded(answer) == (
        f'{{"meta":{{"timestamp":"{STAMP}","url":"{URL}","errors":[],"createdReferences":[]}},'
        '"dataCard":{"dataCardId":"123","name":"Mouse is not working.","url":"/dc/incident/data/123"}}'
    )


def test_an_import_counts_its_rows_and_keeps_a_place_for_failed_ones() -> None:
    error = wire.UpdateError(None, None, "No such folder.", "Bad Request")
    meta = wire.ListResponseMeta(STAMP, URL, [], [], wire.ImportResult(1, 0, 1))
    assert encoded(wire.DataCardListResponse(meta, [wire.ImportedRow(None, [error])])) == (
        f'{{"meta":{{"timestamp":"{STAMP}","url":"{URL}","errors":[],"createdReferences":[],'
        '"importResult":{"handledDataCards":1,"savedDataCards":0,"notSavedDataCards":1}},'
        '"data":[{"dataCard":null,"errors":[{"attributeCode":null,"attributeType":null,'
        '"message":"No such folder.","error":"Bad Request"}]}]}'
    )


def test_a_template_stands_in_the_order_of_the_sample() -> None:
    status = wire.TemplateAttribute("Status", "static-value", False, False, [wire.StaticChoice("01", "01 - New")], [])
    folder = wire.Folder("Incident management", "incident_management")
    assert encoded(wire.TemplateInfo("Incident", "incident", [folder], {"status": status})) == (
        '{"name":"Incident","code":"incident",'
        '"allowedFolders":[{"folderName":"Incident management","folderCode":"incident_management"}],'
        '"attributes":{"status":{"name":"Status","type":"static-value","multiValue":false,"file":false,'
        '"values":[{"code":"01","value":"01 - New"}],"target":[]}}}'
    )
    assert encoded(wire.TemplateInfoElement("Incident", "incident", "/dc/incident")) == (
        '{"name":"Incident","templateCode":"incident","url":"/dc/incident"}'
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (wire.NumberValue(42), '{"value":42}'),
        (wire.StaticValue("02.02.2011", None), '{"value":"02.02.2011","code":null}'),
        (
            wire.ReferenceValue("Ada", "7", "Person", "person", False, False, "/dc/person/data/7"),
            (
                '{"name":"Ada","dataCardId":"7","templateName":"Person","templateCode":"person",'
                '"deleted":false,"hidden":false,"url":"/dc/person/data/7"}'
            ),
        ),
        (wire.FileValue("a.png", "x1", "/dc/y/file/x1"), '{"name":"a.png","location":"x1","download":"/dc/y/file/x1"}'),
        (wire.WorklogEntry("Ada", "Done.", STAMP), f'{{"author":"Ada","value":"Done.","date":"{STAMP}"}}'),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, wire.Shape) else "",
)
def test_values_stand_in_the_order_of_the_samples(value: wire.Shape, expected: str) -> None:
    assert encoded(value) == expected


def test_what_the_document_refers_to_by_hand_is_there() -> None:
    shapes = [wire.DataCardList, *wire.CHOICES, bodies.NewCard, bodies.CardChange, bodies.ImportRow]
    _, components = msgspec.json.schema_components(shapes, ref_template="#/components/schemas/{name}")
    assert {target.removeprefix("#/components/schemas/") for target in references(components)} <= set(components)


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from references(child)
