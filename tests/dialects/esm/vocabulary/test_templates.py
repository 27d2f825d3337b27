"""The tables are sound: what they say can be kept, found and said back."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser import values
from chalicelib.dialects.esm.templates.content import FULL_NAME, TYPES
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.domain.kind import FieldType
from chalicelib.services.kinds import BUILT_IN as KINDS
from tests.dialects.esm.shelf import CATALOGUE, TEMPLATES, make_card, shown, write

VIEWS = [pytest.param(content, id=content["code"]) for content in BUILT_IN]
OWN = {"OrderedBy", "ServiceItem", "AdditionalInformation", "company"}
SYSTEM = ["efecte_id", "created", "updated", "creator", "last_update_by"]


def test_the_built_in_templates_are_those_of_the_specification() -> None:
    named = [(each["code"], each["prefix"], each["kind"], each.get("class")) for each in BUILT_IN]
    assert named == [
        ("incident", "INC", "ticket", "incident"),
        ("ServiceRequest", "SR", "ticket", "request"),
        ("person", "PER", "person", None),
        ("support_group", "GRP", "group", None),
        ("site", "SIT", "site", None),
        ("service", "SER", "service", None),
    ]


@pytest.mark.parametrize("content", VIEWS)
def test_every_template_names_its_cards_by_a_text_of_its_own_and_ends_with_the_attributes_of_the_system(
    content: Any,
) -> None:
    template = TEMPLATES[content["code"]]
    assert template.attributes[template.name_attribute].type is AttributeType.STRING
    codes = [each["code"] for each in content["attributes"]]
    assert len(codes) == len(set(codes))
    assert list(template.attributes) == [*codes, *SYSTEM]
    assert [code for code, each in template.attributes.items() if each.read_only and code != FULL_NAME] == SYSTEM


@pytest.mark.parametrize("content", VIEWS)
def test_every_field_is_there_and_holds_what_the_attribute_says(content: Any) -> None:
    fields = KINDS[content["kind"]].fields
    for each in content["attributes"]:
        if each["field"] in (None, FULL_NAME):
            assert each["code"] in OWN | {FULL_NAME}
            continue
        field, of = fields[each["field"]], AttributeType(each["type"])
        fits = (
            {FieldType.BOOLEAN, FieldType.TEXT, FieldType.CHOICE} if of is AttributeType.STATIC_VALUE else {TYPES[of]}
        )
        assert field.type in fits, each["code"]
        assert not field.read_only, each["code"]
        assert field.multiple or not each.get("multiValue"), each["code"]
        if of is AttributeType.REFERENCE and field.target:
            assert {KINDS[TEMPLATES[code].kind.name].name for code in each["target"]} <= set(field.target)


@pytest.mark.parametrize("template", [pytest.param(each, id=code) for code, each in TEMPLATES.items()])
def test_static_values_differ_and_each_meaning_is_shown_as_one_of_them(template: Any) -> None:
    for attribute in template.attributes.values():
        statics = attribute.values
        assert len({each.key for each in statics}) == len(statics)
        assert len({each.value for each in statics}) == len(statics)
        for meaning in {each.means for each in statics}:
            assert sum(each.usual for each in statics if each.means == meaning) == 1, (attribute.code, meaning)


@pytest.mark.parametrize("content", VIEWS)
def test_every_meaning_is_one_that_the_field_takes_and_no_state_is_left_out(content: Any) -> None:
    fields = KINDS[content["kind"]].fields
    for each in (each for each in content["attributes"] if "values" in each):
        field = fields[each["field"]]
        meanings = {value["means"] for value in each["values"]}
        if field.type is FieldType.CHOICE:
            assert meanings == set(field.choices), each["code"]
        if field.type is FieldType.BOOLEAN:
            assert meanings == {True, False}, each["code"]


@pytest.mark.parametrize("template", [pytest.param(each, id=code) for code, each in TEMPLATES.items()])
def test_every_default_is_a_value_and_every_target_a_template(template: Any) -> None:
    for attribute in template.attributes.values():
        if attribute.default is not None:
            assert len(values.read(attribute, [{"value": attribute.default}], UTC)) == 1
        assert bool(attribute.target) is (attribute.type is AttributeType.REFERENCE)
        assert set(attribute.target) <= CATALOGUE.templates.keys()


STATICS = [
    pytest.param(code, attribute.code, each, id=f"{code}-{attribute.code}-{each.key}")
    for code, template in TEMPLATES.items()
    for attribute in template.attributes.values()
    for each in attribute.values
]


@pytest.mark.parametrize(("template", "code", "static"), STATICS)
def test_every_static_value_is_shown_as_it_was_written_until_another_meaning_is(
    template: str, code: str, static: Any
) -> None:
    attribute = TEMPLATES[template].attributes[code]
    card = make_card(template)
    write(card, attribute, [{"value": static.value}])
    assert shown(card, attribute) == [{"value": static.value, "code": static.code}]
    assert not write(card, attribute, shown(card, attribute))
    if attribute.storage.field is None or template == "rest_example":
        return
    other = next(each for each in attribute.values if each.usual and each.means != static.means)
    card.fields[attribute.storage.field] = other.means
    assert shown(card, attribute) == [{"value": other.value, "code": other.code}], "a change of another dialect"
    card.fields[attribute.storage.field] = static.means
    assert shown(card, attribute)[0]["value"] in {each.value for each in attribute.values if each.means == static.means}
