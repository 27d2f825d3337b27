from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.esm.cards.draft import Mode
from chalicelib.dialects.esm.templates.attribute import MAX_LENGTH, Static
from chalicelib.domain.reference import Ref
from tests.dialects.esm.shelf import TEMPLATES, attribute_of, make_card, shown, write

STATUS = attribute_of("ServiceRequest", "status")


def test_a_finer_value_is_kept_beside_what_the_field_holds_and_forgotten_with_it() -> None:
    card = make_card("ServiceRequest", status="02")
    assert (card.get("state"), card.extra("esm")) == ("on_hold", {"state:status": "02"})
    write(card, STATUS, [{"value": "05"}])
    assert (card.get("state"), card.extra("esm")) == ("on_hold", {})
    person, status = make_card("person", status="Deleted"), attribute_of("person", "status")
    assert (person.get("active"), person.extra("esm")) == (False, {"active:status": "Deleted"})
    write(person, status, [])
    assert ("active" in person.fields, person.extra("esm")) == (False, {})
    assert STATUS.required, "a ticket always has a state"


def test_a_finer_value_is_back_when_another_dialect_goes_back_to_its_meaning() -> None:
    card = make_card("ServiceRequest", status="08")
    card.fields["state"] = "new"
    assert shown(card, STATUS) == [{"value": "01 - Not started", "code": "01"}]
    card.fields["state"] = "closed"
    assert shown(card, STATUS) == [{"value": "08 - Rejected", "code": "08"}]


def test_a_meaning_that_no_value_has_is_shown_as_it_is() -> None:
    card = make_card("incident")
    card.fields["priority"] = "blazing"
    assert shown(card, attribute_of("incident", "priority")) == [{"value": "blazing", "code": None}]


@pytest.mark.parametrize(
    ("text", "written"),
    [("plain", "text"), ("1 < 2 > 1", "text"), ("a <br/> b", "html"), ("<P class='x'>a</P>", "html")],
)
def test_a_rich_text_says_what_it_is_by_whether_it_holds_a_tag(text: str, written: str) -> None:
    card = make_card("incident", description=text)
    assert (card.get("description"), card.get("description_format")) == (text, written)


def test_of_a_field_with_several_values_the_first_is_shown_and_replaced() -> None:
    email, service = attribute_of("person", "email"), attribute_of("incident", "service")
    person, incident = make_card("person"), make_card("incident")
    person.fields["email"] = ("a@x.test", "b@x.test")
    incident.fields["services"] = (Ref("service", 7), Ref("service", 8))
    assert shown(person, email) == [{"value": "a@x.test"}]
    assert service.read(incident) == (Ref("service", 7),)
    assert not write(person, email, [{"value": "a@x.test"}])
    write(person, email, [{"value": "b@x.test"}])
    assert person.many("email") == ("b@x.test",)
    person.fields["email"] = ("a@x.test", "b@x.test")
    write(person, email, [{"value": "c@x.test"}])
    assert person.many("email") == ("c@x.test", "b@x.test")
    write(person, email, [])
    assert person.many("email") == ()


def test_what_has_no_field_is_kept_for_this_dialect_alone() -> None:
    card = make_card("ServiceRequest", AdditionalInformation="x")
    assert (card.extra("esm"), shown(card, attribute_of("ServiceRequest", "AdditionalInformation"))) == (
        {"AdditionalInformation": ["x"]},
        [{"value": "x"}],
    )
    write(card, attribute_of("ServiceRequest", "AdditionalInformation"), [])
    assert card.extra("esm") == {}


def test_limits_are_the_strictest_of_template_field_and_dialect() -> None:
    longest = {code: each.max_length for code, each in TEMPLATES["incident"].attributes.items()}
    assert (longest["subject"], longest["description"]) == (MAX_LENGTH, MAX_LENGTH)
    assert attribute_of("person", "first_name").max_length == 255
    assert attribute_of("company", "company_name").max_length == 255
    assert attribute_of("support_group", "group_name").required


def test_values_are_added_behind_those_that_are_there() -> None:
    card, tags = make_card("rest_example", tags=[{"value": "a"}]), attribute_of("rest_example", "tags")
    write(card, tags, [{"value": "b"}, {"value": "a"}], Mode.ADD)
    assert [each["value"] for each in shown(card, tags)] == ["a", "b", "a"]


@pytest.mark.parametrize(("static", "key"), [(Static("a"), "a"), (Static("a", "1"), "1"), (Static("a", ""), "")])
def test_a_static_value_is_told_apart_by_its_code_or_what_it_shows(static: Any, key: str) -> None:
    assert static.key == key
