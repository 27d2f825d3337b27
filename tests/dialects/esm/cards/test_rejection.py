from __future__ import annotations

import pytest

from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.rejection import RefusedError, Rejection
from chalicelib.errors import Conflict, Fault, Forbidden, Invalid, NotFound, PolydeskError, Taken
from tests.dialects.esm.shelf import TEMPLATES, attribute_of

PERSON = TEMPLATES["person"]


@pytest.mark.parametrize(
    ("status", "error"), [(400, Invalid), (403, Forbidden), (404, NotFound), (409, Conflict), (500, Invalid)]
)
def test_what_refuses_a_part_refuses_a_whole_call_with_the_same_words(status: int, error: type[PolydeskError]) -> None:
    raised = Rejection("a", "string", "why", status).to_error()
    assert (type(raised), raised.message) == (error, "why")


def test_a_row_is_refused_for_all_that_is_wrong_with_it_or_for_the_one_thing() -> None:
    several = [Rejection("a", "string", "one"), Rejection("b", None, "two")]
    assert rejection.of_error(RefusedError("one", several)) == several
    assert rejection.of_error(Forbidden("no")) == [Rejection(None, None, "no", 403)]
    assert rejection.of_error(PolydeskError("")) == [Rejection(None, None, "The row was refused.", 500)]


def test_a_value_in_use_is_blamed_on_the_attribute_before_the_field() -> None:
    found = rejection.by_attribute(Taken("person", "external_key", "E1"), PERSON)
    assert found["external_id"].message == "External ID 'E1' is in use by another data card."
    assert found["external_id"].status == 409
    assert rejection.by_attribute(Taken("person", "nosuch", "x"), PERSON) == {}


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Fault(("first_name",), "required", "x"), "First name is required."),
        (Fault(("first_name",), "too_long", "x", {"limit": 255}), "First name takes at most 255 characters."),
        (Fault(("first_name",), "too_long", "x"), "First name takes at most  characters."),
        (Fault(("first_name",), "odd", "{braces} stay"), "{braces} stay"),
        (Fault(("esm", "first_name", 0), "format", "x"), "A value of First name can't be kept."),
    ],
)
def test_faults_of_the_core_are_said_of_the_attribute(fault: Fault, message: str) -> None:
    assert [each.message for each in rejection.by_attribute(Invalid([fault]), PERSON).values()] == [message]


def test_what_no_attribute_is_to_blame_for_is_blamed_on_none() -> None:
    known, unknown = Fault(("title",), "type", "x"), Fault(("nosuch", "x"), "type", "x")
    assert rejection.by_attribute(Invalid([known, unknown]), PERSON) == {}
    assert rejection.by_attribute(Invalid([Fault((), "type", "x")]), PERSON) == {}
    assert rejection.by_attribute(Forbidden("no"), PERSON) == {}


def test_rejections_name_the_type_of_the_attribute_and_unknown_ones_none() -> None:
    assert rejection.unknown("colour") == Rejection("colour", None, "Unknown attribute: colour")
    assert rejection.read_only(attribute_of("person", "created")).message == "The attribute created is read-only"
    assert rejection.forbidden(attribute_of("person", "site")).status == 403
    assert rejection.forbidden(attribute_of("person", "site")).type == "reference"
