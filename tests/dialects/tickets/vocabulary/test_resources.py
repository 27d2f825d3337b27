from __future__ import annotations

import pytest

from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary.resources import NAMES_BY_OTHER_FIELD, RESOURCES

STAMPS = {"created_at"}


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_property_stands_for_a_field_that_exists(resource: Resource) -> None:
    assert {each.field for each in resource.properties if each.field} - STAMPS <= set(resource.kind.fields)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_bodies_and_tables_know_the_same_properties(resource: Resource) -> None:
    spelled_twice = {each.name for each in resource.properties if each.stands_for}
    assert (
        set(resource.creation.__struct_fields__)
        == {each.name for each in resource.properties if each.post} - spelled_twice
    )
    assert set(resource.replacement.__struct_fields__) == {each.name for each in resource.properties if each.put} | {
        "Id"
    }


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_what_is_shown_by_reference_is_a_reference(resource: Resource) -> None:
    assert set(resource.references) <= {field.name for field in resource.kind.reference_fields}


def test_other_fields_exist_somewhere() -> None:
    known = {name for resource in RESOURCES for name in resource.kind.fields}
    assert set(NAMES_BY_OTHER_FIELD) <= known
