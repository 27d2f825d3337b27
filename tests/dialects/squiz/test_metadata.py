from __future__ import annotations

from typing import Any

import pytest

from tests.dialects.squiz.desk import FIELDS, HOME, SCHEMA, Desk, faults

ASSIGNED = [{"id": str(SCHEMA), "granted": True, "cascades": True}]
UNSET = {"keywords": None, "description": None, "show-heading": None}


def text(value: str) -> dict[str, str]:
    return {"type": "metadata_field_text", "value": value}


def select(value: Any) -> dict[str, Any]:
    return {"type": "metadata_field_select", "value": value}


def patch(desk: Desk, query: str = "", **body: Any) -> Any:
    """The metadata of the home page after an update."""
    answer = desk.send("PATCH", f"assets/{HOME}{query}", body)
    assert answer.status == 200, answer.text
    return answer.json["metadata_values"]


def test_without_a_schema_there_is_none(desk: Desk) -> None:
    assert desk.get(f"assets/{HOME}").json["metadata_values"] is None
    assert patch(desk, metadata_values={}) is None
    assert patch(desk, metadata_values=None) is None
    assert faults(desk.send("PATCH", f"assets/{HOME}", {"metadata_values": {"keywords": "sport"}})) == [
        ("$.metadata_values.keywords", "must be a field of a metadata schema")
    ]


def test_a_schema_and_values_can_come_in_one_request(desk: Desk) -> None:
    assert patch(desk, metadata_schemas=[{"id": str(SCHEMA)}], metadata_values={"description": {"value": "d"}}) == {
        **UNSET, "description": text("d")
    }  # fmt: skip
    assert desk.get(f"assets/{HOME}").json["metadata_schemas"] == ASSIGNED
    assert patch(desk, metadata_schemas=[{"id": SCHEMA, "granted": "deny", "cascades": False}]) == {}
    assert desk.get(f"assets/{HOME}").json["metadata_schemas"] == [{"id": "6", "granted": "deny", "cascades": False}]
    assert patch(desk, metadata_schemas=ASSIGNED) == {**UNSET, "description": text("d")}
    assert patch(desk, metadata_schemas=None) is None


def test_a_required_looking_field_is_not_enforced_and_no_default_is_filled_in(desk: Desk) -> None:
    fields = [{"name": "must", "type": "text", "required": True, "default": "x"}]
    schema = desk.make(type="metadata_schema", attributes={"fields": fields})
    assert patch(desk, metadata_schemas=[{"id": schema}]) == {"must": None}


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ({"keywords": ["sport", "news"]}, {"keywords": select(["sport", "news"])}),
        ({"keywords": {"value": ["sport"]}}, {"keywords": select(["sport"])}),
        ({"keywords": {"value": [], "type": "anything"}}, {"keywords": select([])}),
        ({"keywords": "news"}, {"keywords": select("news")}),
        ({"show-heading": "0"}, {"show-heading": select("0")}),
        ({"description": ""}, {"description": text("")}),
        ({"description": {"value": "ä\n"}}, {"description": text("ä\n")}),
        ({"description": None}, {}),
        ({"description": {"value": None}}, {}),
        ({}, {}),
    ],
)
def test_values_are_taken_in_every_form(desk: Desk, sent: Any, shown: Any) -> None:
    assert patch(desk, metadata_schemas=ASSIGNED, metadata_values=sent) == {**UNSET, **shown}


@pytest.mark.parametrize(
    "sent",
    [
        {"keywords": ["music"]}, {"keywords": [1]}, {"keywords": 5}, {"keywords": True}, {"keywords": [["sport"]]},
        {"show-heading": ["0"]}, {"show-heading": "2"}, {"show-heading": 0}, {"description": ["x"]}, {"description": 5},
        {"odd": "x"}, {"nothing": "x"}, {"nothing": None},
    ],
)  # fmt: skip
def test_values_that_a_field_can_not_have_are_faults(desk: Desk, sent: Any) -> None:
    body = {"metadata_schemas": ASSIGNED, "metadata_values": sent}
    ((path, _),) = faults(desk.send("PATCH", f"assets/{HOME}", body))
    assert path == f"$.metadata_values.{next(iter(sent))}"
    assert desk.get(f"assets/{HOME}").json["metadata_schemas"] == []


def test_null_unsets_a_field_and_others_stay(desk: Desk) -> None:
    patch(desk, metadata_schemas=ASSIGNED, metadata_values={"description": "d", "show-heading": "1"})
    assert patch(desk, metadata_values={"description": None}) == {**UNSET, "show-heading": select("1")}


def test_the_first_schema_that_has_a_field_counts(desk: Desk) -> None:
    fields = [{"name": "description", "type": "select", "options": ["a"]}, {"name": "more", "type": "text"}]
    other = desk.make(type="metadata_schema", attributes={"fields": fields})
    both = [{"id": other}, {"id": str(SCHEMA)}]
    shown = patch(desk, metadata_schemas=both, metadata_values={"description": "a"})
    assert list(shown) == ["description", "more", "keywords", "show-heading"]
    assert shown["description"] == select("a")
    assert patch(desk, metadata_schemas=both[::-1])["description"] == text("a")


def test_an_asset_that_was_read_before_its_schema_changed_can_be_sent_back(desk: Desk) -> None:
    patch(desk, metadata_schemas=ASSIGNED, metadata_values={"show-heading": "1", "keywords": ["news"]})
    read = desk.get(f"assets/{HOME}").json
    fields = [{**each, "options": []} if isinstance(each, dict) else each for each in FIELDS]
    assert desk.send("PATCH", f"assets/{SCHEMA}", {"attributes": {"fields": fields}}).status == 200
    assert desk.send("PATCH", f"assets/{HOME}", read).status == 200
    answer = desk.send("PATCH", f"assets/{HOME}", {"metadata_values": {"show-heading": "0"}})
    assert [path for path, _ in faults(answer)] == ["$.metadata_values.show-heading"]


def test_a_schema_in_the_trash_has_no_fields_and_can_be_sent_back_but_not_assigned(desk: Desk) -> None:
    patch(desk, metadata_schemas=ASSIGNED, metadata_values={"description": "d"})
    assert desk.send("DELETE", f"assets/{SCHEMA}").status == 204
    read = desk.get(f"assets/{HOME}").json
    assert (read["metadata_schemas"], read["metadata_values"]) == (ASSIGNED, {})
    assert desk.send("PATCH", f"assets/{HOME}", read).status == 200
    answer = desk.send("PATCH", "assets/3", {"metadata_schemas": ASSIGNED})
    assert [path for path, _ in faults(answer)] == ["$.metadata_schemas[0].id"]


@pytest.mark.parametrize("number", ["4", "99", "0", 4, "9" * 40])
def test_what_is_no_schema_can_not_be_assigned(desk: Desk, number: Any) -> None:
    answer = desk.send("PATCH", f"assets/{HOME}", {"metadata_schemas": [{"id": number}]})
    assert faults(answer) == [("$.metadata_schemas[0].id", "must be a metadata schema")]


@pytest.mark.parametrize("sent", [5, "6", {"id": "6"}, [5], [{}], [{"id": None}], [{"id": "6"}, {"id": 6}]])
def test_assignments_have_one_shape(desk: Desk, sent: Any) -> None:
    assert faults(desk.send("PATCH", f"assets/{HOME}", {"metadata_schemas": sent}))


@pytest.mark.parametrize(
    "fields",
    [
        None, 5, "x", {}, [5, None, [], {}], [{"name": 5, "type": "text"}], [{"name": "", "type": "text"}], [{"name": "a"}],
        [{"name": "a", "type": ["text"]}], [{"name": "a", "type": {"text": 1}}],
    ],
)  # fmt: skip
def test_a_schema_that_says_nothing_sensible_has_no_fields(desk: Desk, fields: Any) -> None:
    schema = desk.make(type="metadata_schema", attributes={"fields": fields})
    assert patch(desk, metadata_schemas=[{"id": schema}]) == {}


@pytest.mark.parametrize("options", [None, 5, {}, [5, None], "ab"])
def test_options_that_are_none_are_passed_over(desk: Desk, options: Any) -> None:
    fields = [{"name": "a", "type": "select", "options": options, "multiple": "yes"}]
    schema = desk.make(type="metadata_schema", attributes={"fields": fields})
    assert patch(desk, metadata_schemas=[{"id": schema}]) == {"a": None}
    assert faults(desk.send("PATCH", f"assets/{HOME}", {"metadata_values": {"a": "a"}}))
    assert faults(desk.send("PATCH", f"assets/{HOME}", {"metadata_values": {"a": []}}))


def test_a_context_lies_over_the_default_one(desk: Desk) -> None:
    patch(desk, metadata_schemas=ASSIGNED, metadata_values={"description": "d", "show-heading": "1"})
    mobile = {"description": "m", "show-heading": None}
    assert patch(desk, "?contextid=1", metadata_values=mobile) == {**UNSET, "description": text("m")}
    desk.send("PATCH", f"assets/{HOME}?contextid=1", {"attributes": {"name": "Mobile", "only": 1}})
    assert desk.get(f"assets/{HOME}?contextid=1").json["attributes"] == {"name": "Mobile", "only": 1}
    usual = desk.get(f"assets/{HOME}").json
    assert usual["attributes"] == {"name": "Home"}
    assert usual["metadata_values"] == {**UNSET, "description": text("d"), "show-heading": select("1")}
    assert desk.get(f"assets/{HOME}?contextid=2").json == usual
    desk.send("PATCH", f"assets/{HOME}", {"attributes": {"name": "New", "more": 2}})
    assert desk.get(f"assets/{HOME}?contextid=1").json["attributes"] == {"name": "Mobile", "more": 2, "only": 1}
    assert desk.send("PATCH", f"assets/{HOME}?contextid=2", {"type": "page_other"}).json["type"] == "page_other"
    assert desk.get(f"assets/{HOME}").json["type"] == "page_other"


@pytest.mark.parametrize("number", ["3", "-1", "x", "01", ""])
def test_a_context_must_be_there(desk: Desk, number: str) -> None:
    assert [path for path, _ in faults(desk.get(f"assets/{HOME}?contextid={number}"))] == ["?contextid"]
    answer = desk.send("PATCH", f"assets/{HOME}?contextid={number}", {"external_id": 5})
    assert [path for path, _ in faults(answer)] == ["?contextid", "$.external_id"]
