from __future__ import annotations

from dataclasses import replace

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.serializer.templates import described, named
from chalicelib.domain.role import Permissions, Role, Verb
from tests.dialects.esm.desk import make_admin
from tests.dialects.esm.shelf import ACCESS, CATALOGUE, TEMPLATES


def test_a_template_is_named_by_its_path() -> None:
    shape = named(TEMPLATES["ServiceRequest"])
    assert (shape.name, shape.template_code, shape.url) == ("Service request", "ServiceRequest", "/dc/ServiceRequest")


def test_folders_are_those_in_which_the_caller_may_create() -> None:
    template = TEMPLATES["incident"]
    assert [each.folder_code for each in described(template, ACCESS).allowed_folders] == [
        "incident_management",
        "security_incidents",
    ]
    verbs = frozenset({Verb.READ, Verb.CREATE})
    role = Role("r", kinds={"incident": verbs}, folders={"*": frozenset({Verb.READ}), "security_incidents": verbs})
    access = Access(replace(make_admin(), permissions=Permissions((role,))), CATALOGUE)
    assert [each.folder_code for each in described(template, access).allowed_folders] == ["security_incidents"]
    assert [each.code for each in access.templates()] == ["incident"]


def test_attributes_say_their_type_values_and_targets_in_the_order_of_the_template() -> None:
    attributes = described(TEMPLATES["rest_example"], ACCESS).attributes
    assert list(attributes) == list(TEMPLATES["rest_example"].attributes)
    choice, friend, files = attributes["choices"], attributes["friend"], attributes["files"]
    assert [(each.code, each.value) for each in choice.values] == [("first", "01"), ("second", "02"), ("third", "03")]
    assert (choice.type, choice.multi_value, choice.target) == ("static-value", True, [])
    assert (friend.type, friend.target, friend.values) == ("reference", ["rest_example", "person"], [])
    assert (files.file, attributes["links"].file) == (True, False)
    assert attributes["fixed_day"].values[0].code is None
