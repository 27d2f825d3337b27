from __future__ import annotations

import pytest

from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates.declaration import declare
from chalicelib.domain.ticket import TICKET
from tests.dialects.esm.desk import COMPANY, EXAMPLE, FOLDERS
from tests.dialects.esm.shelf import CATALOGUE, TEMPLATES, make_card
from tests.domain.filters.shelf import make_record


def test_a_card_lies_where_it_was_put_else_in_the_first_folder_that_accepts_it() -> None:
    template, card = TEMPLATES["incident"], make_card("incident")
    folder = CATALOGUE.folder_of(card, template)
    assert folder is not None
    assert folder.code == "incident_management"
    card.extras = {"esm": {"folder": "security_incidents"}}
    assert CATALOGUE.folder_of(card, template) is CATALOGUE.folders["security_incidents"]
    card.extras = {"esm": {"folder": "gone"}}
    assert CATALOGUE.folder_of(card, template) is folder


def test_a_template_that_no_folder_accepts_has_no_place() -> None:
    nowhere = catalogue.Catalogue(TEMPLATES, {})
    assert nowhere.folder_of(make_card("incident"), TEMPLATES["incident"]) is None


def test_a_record_is_a_card_of_the_template_that_shows_its_class() -> None:
    assert CATALOGUE.template_of(make_card("ServiceRequest")) is TEMPLATES["ServiceRequest"]
    assert CATALOGUE.template_of(make_card("rest_example")) is TEMPLATES["rest_example"]
    assert CATALOGUE.template_of(make_record(TEMPLATES["incident"].kind, type="change")) is None
    assert CATALOGUE.template_of(make_card("person"), among=("incident", "nosuch", "person")) is TEMPLATES["person"]


def test_kinds_are_named_once() -> None:
    assert CATALOGUE.kinds_of(["incident", "ServiceRequest", "nosuch", "company"]) == ("ticket", "company")


@pytest.mark.usefixtures("cloud")
def test_what_was_laid_down_is_read_in_its_order_and_laying_it_down_again_changes_nothing() -> None:
    for _ in range(2):
        declare(templates=[COMPANY, EXAMPLE], folders=FOLDERS)
        found = catalogue.current()
        assert list(found.templates) == list(TEMPLATES)
        assert list(found.folders) == list(CATALOGUE.folders)
        assert found.templates["rest_example"].attributes.keys() == TEMPLATES["rest_example"].attributes.keys()
        assert [each.number for each in found.templates.values()] == [1, 2, 3, 4, 5, 6, 101, 102]


@pytest.mark.usefixtures("cloud")
def test_a_template_that_is_called_like_a_kind_of_all_dialects_has_one_of_its_own() -> None:
    declare(templates=[{**COMPANY, "code": "ticket"}])
    assert catalogue.current().templates["ticket"].kind.name == "ticket-card"
    assert catalogue.current().templates["incident"].kind is TICKET
