from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record

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
