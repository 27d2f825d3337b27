from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.domain.kind import FieldType
from chalicelib.domain.ticket import TICKET
from tests.dialects.esm.shelf import TEMPLATES, make_card


def test_a_template_of_its_own_is_a_kind_with_a_field_for_all_that_is_no_link() -> None:
    fields = TEMPLATES["rest_example"].kind.fields
    assert set(TEMPLATES["rest_example"].attributes) - set(fields) == {
        *("link", "links", "efecte_id", "created", "updated", "creator", "last_update_by"),
    }
    types = {name: (field.type, field.multiple, field.indexed) for name, field in fields.items()}
    assert types["tags"] == (FieldType.TEXT, True, False)
    assert types["choices"] == (FieldType.CHOICE, True, True)
    assert types["friend"] == (FieldType.REFERENCE, False, True)
    assert types["files"] == (FieldType.FILE, True, False)
    assert types["log"] == (FieldType.JOURNAL, True, False)
    assert (fields["count"].whole, fields["ratio"].whole) == (True, False)
    assert (fields["day"].day, fields["moment"].day) == (True, False)
    assert fields["choice"].choices == ("first", "second", "third")
    assert fields["fixed_day"].choices == ("01.01.2011", "02.02.2011")
    assert (fields["friend"].target, fields["group"].target) == (("rest_example", "person"), ("group",))


def test_a_view_shows_a_kind_that_is_there() -> None:
    assert TEMPLATES["incident"].kind is TICKET
    assert (TEMPLATES["incident"].cls, TEMPLATES["ServiceRequest"].cls) == ("incident", "request")


@pytest.mark.parametrize(("code", "name"), [("asset", "asset-card"), ("ticket", "ticket-card"), ("laptop", "laptop")])
def test_a_template_may_be_called_like_something_of_the_core_and_is_not_it(code: str, name: str) -> None:
    said = {"code": code, "name": "X", "prefix": "X", "nameAttribute": "n"}
    content = {**said, "attributes": [{"code": "n", "name": "Name", "type": "string"}]}
    assert contents.kind_name(content) == name
    made = contents.template(content, 7, {code: name})
    assert made.kind.name == name
    assert list(made.kind.fields) == ["n"]


def test_a_card_shows_only_in_the_template_of_its_class() -> None:
    card = make_card("incident")
    assert [code for code, each in TEMPLATES.items() if each.shows(card)] == ["incident"]
    card.fields["type"] = "problem"
    assert [code for code, each in TEMPLATES.items() if each.shows(card)] == []


@pytest.mark.parametrize(
    ("template", "said", "name"),
    [
        ("rest_example", {"text": "A"}, "A"),
        ("rest_example", {}, "REST example 1"),
        ("incident", {"subject": "B"}, "B"),
        ("incident", {}, "Incident 1"),
        ("person", {"first_name": "Ada", "last_name": "Moss"}, "Ada Moss"),
        ("person", {"last_name": "Moss"}, "Moss"),
        ("person", {"email": "a@x.test"}, "Person 1"),
        ("support_group", {}, "Support group 1"),
    ],
)
def test_a_card_is_called_by_its_name_else_by_its_template_and_id(template: str, said: Any, name: str) -> None:
    assert TEMPLATES[template].title(make_card(template, **said)) == name


def test_the_name_that_another_dialect_gave_a_person_counts() -> None:
    card = make_card("person", first_name="Ada", last_name="Moss")
    card.fields["display_name"] = "Dr Ada"
    assert TEMPLATES["person"].title(card) == "Dr Ada"


def test_static_values_may_share_a_meaning_and_one_of_them_is_usual() -> None:
    content: Any = {
        "code": "x",
        "name": "X",
        "prefix": "X",
        "nameAttribute": "a",
        "kind": "ticket",
        "class": None,
        "attributes": [
            {"code": "a", "name": "A", "type": "string", "field": "subject"},
            {
                "code": "s",
                "name": "S",
                "type": "static-value",
                "field": "state",
                "values": [
                    {"code": "1", "value": "one", "means": "new"},
                    {"code": "2", "value": "two", "means": "new"},
                    {"code": "3", "value": "three", "means": "closed"},
                    {"code": "4", "value": "four", "means": "closed", "usual": True},
                ],
            },
        ],
    }
    attribute = contents.template(content, 1, {"x": "ticket"}).attributes["s"]
    assert [(each.key, each.usual) for each in attribute.values] == [
        ("1", True),
        ("2", False),
        ("3", False),
        ("4", True),
    ]


def test_a_folder_knows_the_way_up_also_where_the_way_is_a_circle() -> None:
    parents = {"a": "b", "b": "c", "c": "a", "d": None}
    made = contents.folder({"code": "a", "name": "A", "parent": "b", "templates": ["x"]}, parents)
    assert made.path == ("a", "b", "c")
    assert contents.folder({"code": "d", "name": "D", "parent": None, "templates": []}, parents).path == ("d",)


def test_every_type_of_the_dialect_has_one_of_the_core() -> None:
    assert set(contents.TYPES) == set(AttributeType)
