from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.dialects.esm.access import Access
from chalicelib.domain.role import ALL_VERBS, FieldRight, Permissions, Role, Verb
from chalicelib.errors import NotFound
from tests.dialects.esm.desk import make_admin
from tests.dialects.esm.shelf import ACCESS, CATALOGUE, TEMPLATES, make_card
from tests.domain.filters.shelf import make_record

READ = frozenset({Verb.READ})
INCIDENT = TEMPLATES["incident"]


def access(**more: Any) -> Access:
    role = Role("r", **{"kinds": {"*": READ}, "folders": {"*": READ}, **more})
    return Access(replace(make_admin(), permissions=Permissions((role,))), CATALOGUE)


def test_templates_stand_in_the_order_of_their_names() -> None:
    names = [each.name for each in ACCESS.templates()]
    assert names == sorted(names)
    assert len(names) == len(TEMPLATES)


@pytest.mark.parametrize("code", ["nosuch", "Incident", "", "person"])
def test_a_template_that_is_not_there_or_not_to_be_seen_is_missed_in_the_same_words(code: str) -> None:
    with pytest.raises(NotFound, match=f"^No template with code {code}\\.$"):
        access(kinds={"incident": READ}).template(code)


def test_a_record_is_seen_where_its_template_and_its_folder_are() -> None:
    card = make_card("incident")
    assert access().sees(card)
    assert not access(kinds={"person": READ}).sees(card)
    assert not access(folders={"security_incidents": READ}).sees(card)
    card.extras = {"esm": {"folder": "security_incidents"}}
    place = access(folders={"security_incidents": READ}).place(card)
    assert place is not None
    assert (place.template.code, place.folder.code) == ("incident", "security_incidents")
    assert not access().sees(make_record(INCIDENT.kind, type="problem")), "it is a card of no template"


def test_template_and_folder_have_to_agree() -> None:
    folder = CATALOGUE.folders["incident_management"]
    both = access(kinds={"incident": ALL_VERBS}, folders={"incident_management": ALL_VERBS})
    assert both.may(Verb.EDIT, INCIDENT, folder)
    assert [each.code for each in both.folders_for(Verb.CREATE, INCIDENT)] == ["incident_management"]
    assert not access(kinds={"incident": ALL_VERBS}).may(Verb.EDIT, INCIDENT, folder)
    assert not access(folders={"*": ALL_VERBS}).may(Verb.EDIT, INCIDENT, folder)
    assert access().folders_for(Verb.CREATE, INCIDENT) == []


def test_a_folder_that_is_not_named_has_the_rights_of_the_one_above() -> None:
    archive = CATALOGUE.folders["archive"]
    assert access(folders={"rest_examples": READ}).in_folder(Verb.READ, archive)
    assert not access(folders={"rest_examples": READ, "archive": frozenset()}).in_folder(Verb.READ, archive)
    assert not access(folders={"companies": READ}).in_folder(Verb.READ, archive)


def test_an_attribute_that_no_role_names_may_be_written() -> None:
    subject = INCIDENT.attributes["subject"]
    assert access().right(INCIDENT, subject) is FieldRight.WRITE
    narrowed = access(fields={"incident": {"subject": FieldRight.READ}})
    assert narrowed.right(INCIDENT, subject) is FieldRight.READ
    assert narrowed.can_read(INCIDENT, subject)
    assert not access(fields={"incident": {"subject": FieldRight.NONE}}).can_read(INCIDENT, subject)
