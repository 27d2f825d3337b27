from __future__ import annotations

import pytest

from chalicelib.domain import kind as kinds
from chalicelib.domain import relation
from chalicelib.domain.agreement import AGREEMENT
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.saved_query import SAVED_QUERY
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.time_entry import TIME_ENTRY
from chalicelib.errors import Faults

BUILT_IN = (TICKET, PERSON, GROUP, SITE, SERVICE, CATEGORY, TIME_ENTRY, SAVED_QUERY, AGREEMENT)
every_kind = pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.name)


@every_kind
def test_a_built_in_kind_obeys_what_is_asked_of_declared_ones(kind: Kind) -> None:
    faults = Faults()
    kinds.check(kind, faults)
    assert faults == []


@every_kind
def test_a_reference_of_a_built_in_kind_points_at_built_in_kinds(kind: Kind) -> None:
    names = {each.name for each in BUILT_IN}
    assert all(field.target and set(field.target) <= names for field in kind.reference_fields)


@every_kind
def test_a_kind_is_named_by_one_of_its_fields(kind: Kind) -> None:
    assert kind.name_field is None or kind.name_field in kind.fields


def test_fields_are_sorted_by_what_they_are_for() -> None:
    kind = Kind(
        "thing",
        fields_by_name(Field("a", unique=True), Field("b", indexed=True), Field("c", FieldType.REFERENCE), Field("d")),
    )
    assert [field.name for field in (*kind.unique_fields, *kind.indexed_fields, *kind.reference_fields)] == [
        "a",
        "b",
        "c",
    ]
    assert list(kind.fields) == ["a", "b", "c", "d"]


@every_kind
def test_a_facet_is_about_fields_that_there_are(kind: Kind) -> None:
    assert frozenset[str]().union(*kind.facets.values()) <= set(kind.fields)


@every_kind
def test_an_inverse_of_a_built_in_kind_names_the_field_that_names_it(kind: Kind) -> None:
    kinds_by_name = {each.name: each for each in BUILT_IN}
    for field in kind.mirrored_fields:
        assert any(relation.inverse(kind, field, kinds_by_name[target]) for target in field.target)


@pytest.mark.parametrize("field", [Field("a", inverse="b"), Field("a", FieldType.REFERENCE, inverse="b")])
def test_only_a_list_of_references_has_an_inverse(field: Field) -> None:
    faults = Faults()
    kinds.check(Kind("thing", fields_by_name(field)), faults)
    assert [(fault.path, fault.code) for fault in faults] == [(("fields", "a"), "type")]
