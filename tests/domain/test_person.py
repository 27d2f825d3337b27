from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.person import PERSON, named
from chalicelib.domain.record import Change, Record

AT = datetime(2026, 1, 1, tzinfo=UTC)


def person(**fields: Any) -> Record:
    return Record(PERSON, 7, UUID(int=1), 1, AT, AT, fields=fields)


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"display_name": "Ada", "first_name": "Augusta", "login": "ada"}, "Ada"),
        ({"first_name": "Augusta", "last_name": "King"}, "Augusta King"),
        ({"last_name": "King"}, "King"),
        ({"login": "ada", "email": ("a@example.org",)}, "ada"),
        ({"email": ("a@example.org", "b@example.org")}, "a@example.org"),
        ({}, "Person 7"),
    ],
)
def test_a_person_is_called_by_the_best_name_there_is(fields: dict[str, Any], title: str) -> None:
    assert person(**fields).title == title


def test_operators_are_a_class_of_their_own() -> None:
    assert PERSON.classify(person(operator=True)) == "operator"
    assert PERSON.classify(person(operator=False)) == "customer"
    assert PERSON.classify(person()) == "customer"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Ada Moss", "Ada", "Moss"), ("Ada de Moss", "Ada de", "Moss"), ("Moss", None, "Moss"), (None,) * 3],
)
def test_a_name_in_one_text_ends_with_the_last_name(name: str | None, first: str | None, last: str | None) -> None:
    assert named(name) == {"display_name": name, "first_name": first, "last_name": last}


@pytest.mark.parametrize(
    ("before", "change", "display_name"),
    [
        ({"display_name": "Ada Moss", "first_name": "Ada", "last_name": "Moss"}, {"last_name": "King"}, "Ada King"),
        ({"display_name": "Dr. Moss", "last_name": "Moss"}, {"phone": "1"}, "Dr. Moss"),
        ({"display_name": "Ada", "first_name": "Ada"}, {"first_name": None}, "Ada"),
        ({"first_name": "Ada"}, {"first_name": "Eve"}, None),
        ({"display_name": "A", "first_name": "A"}, {"first_name": "B", "display_name": "C"}, "C"),
    ],
)
def test_a_person_with_another_name_is_called_by_it(
    before: dict[str, Any], change: dict[str, Any], display_name: str | None
) -> None:
    stands, after = person(**before), person(**before)
    Change(change).apply(after)
    PERSON.settle(stands, after, frozenset(change), AT)
    assert after.get("display_name") == display_name
