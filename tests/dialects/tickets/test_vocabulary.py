from __future__ import annotations

import pytest

from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary import MESSAGES, NAMES_BY_OTHER_FIELD, RESOURCES, SETTINGS
from chalicelib.errors import PolydeskError

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


def test_every_common_error_has_a_message() -> None:
    def every(error: type[PolydeskError]) -> set[int]:
        return {error.status}.union(*(every(each) for each in error.__subclasses__()))

    assert every(PolydeskError) - set(MESSAGES) == {408, 412}, "a search and a version that is named do not exist here"


@pytest.mark.parametrize("key", ["d5XNMpburJBfJVJd", "A" * 64])
def test_a_key_is_at_least_16_letters_and_digits(key: str) -> None:
    assert SETTINGS["key"].check(key) is None


@pytest.mark.parametrize("key", ["d5XNMpburJBfJVJ", "d5XNMpburJBfJV-d", "ä" * 16, "", None, 1])
def test_anything_else_is_no_key(key: object) -> None:
    assert SETTINGS["key"].check(key) is not None


@pytest.mark.parametrize("type_", ["incident", "request", "problem", "change", "task", "none"])
def test_the_type_of_new_tickets_is_one_of_the_core_or_none(type_: str) -> None:
    assert SETTINGS["type"].check(type_) is None


def test_the_type_of_new_tickets_is_incident_unless_it_is_set() -> None:
    assert SETTINGS["type"].default == "incident"
