from __future__ import annotations

from chalicelib.dialects.esm.cards.filtering import Filtered, is_hidden
from chalicelib.dialects.esm.eql.resolver import LOGIC
from chalicelib.dialects.esm.eql.syntax import Entity
from chalicelib.domain.filters.conditions import FALSE, Compare, Comparison
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.filters.operands import Computed, Extra, Fact, First, Literal, Present, Stored, System
from chalicelib.domain.kind import FieldType
from tests.dialects.esm.shelf import ACCESS, TEMPLATES, make_card
from tests.domain.filters.shelf import Shelf

INCIDENT = Filtered(ACCESS, TEMPLATES["incident"])


def test_what_an_index_knows_is_asked_of_the_index() -> None:
    operands = {code: found.operand for code in TEMPLATES["incident"].attributes if (found := INCIDENT.attribute(code))}
    assert operands["subject"] == Stored("subject")
    assert operands["customer"] == Present(Stored("requester"))
    assert operands["service"] == Present(First(Stored("services")))
    assert operands["updated"] == System(Fact.UPDATED)
    own = Filtered(ACCESS, TEMPLATES["ServiceRequest"]).attribute("OrderedBy")
    assert own is not None
    assert own.operand == Present(Extra("esm", "OrderedBy", FieldType.REFERENCE))


def test_a_static_value_implies_what_its_field_holds() -> None:
    status = Filtered(ACCESS, TEMPLATES["ServiceRequest"]).attribute("status")
    assert status is not None
    implied = {each.code: each.implies for each in status.values}
    assert implied["02"] == implied["05"] == Compare(Stored("state"), Comparison.EQUAL, Literal("on_hold"))
    assert implied["08"] == Compare(Stored("state"), Comparison.EQUAL, Literal("closed"))


def test_members_that_are_groups_are_no_values_of_a_list_of_persons() -> None:
    members = Filtered(ACCESS, TEMPLATES["support_group"]).attribute("members")
    assert members is not None
    assert isinstance(members.operand, Present)
    assert isinstance(members.operand.reference, Computed)


def test_an_id_that_is_said_as_people_say_it_implies_the_number() -> None:
    attribute = INCIDENT.attribute("efecte_id")
    assert attribute is not None
    assert attribute.implies is not None
    assert attribute.implies("INC-000042") == Compare(System(Fact.NUMBER), Comparison.EQUAL, Literal(42))
    for said in ("REX-000042", "INC-", "INC-x", "42", "", f"INC-{2**31}", "INC-" + "9" * 4_000, "INC-４２"):
        assert attribute.implies(said) == FALSE


def test_a_card_shows_its_flags_its_name_and_its_place() -> None:
    card = make_card("incident", 7, subject="A")
    facts = {entity: [*operand.values(card, Shelf())] for entity, operand in INCIDENT.entities.items()}
    assert facts == {
        Entity.HIDDEN: [False],
        Entity.DELETED: [False],
        Entity.ID: [7],
        Entity.NAME: ["A"],
        Entity.FOLDER_CODE: ["incident_management"],
        Entity.FOLDER_NAME: ["Incident management"],
        Entity.TEMPLATE_CODE: ["incident"],
        Entity.TEMPLATE_ID: [1],
        Entity.TEMPLATE_NAME: ["Incident"],
    }
    assert evaluate(INCIDENT.visible, card, Shelf(), LOGIC)
    card.extras = {"esm": {"hidden": True}}
    assert is_hidden(card)


def test_what_is_no_attribute_is_none() -> None:
    assert INCIDENT.attribute("nosuch") is None
    assert INCIDENT.attribute("Subject") is None
