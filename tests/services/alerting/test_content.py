"""What definitions hold comes back as it was, and is JSON."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from chalicelib.domain.alerting.form import Engine, Form
from chalicelib.domain.alerting.property import Property
from chalicelib.services.alerting import content
from tests.services.alerting.forms import ENGINE, FEED, FORM, MESSAGE, REGION, SEVERITY

PROPERTIES = {each.uuid: each for each in (MESSAGE, SEVERITY, REGION)}


@pytest.mark.parametrize("engine", [ENGINE, replace(ENGINE, bridges=())])
def test_engines_come_back(engine: Engine) -> None:
    assert content.engine(json.loads(json.dumps(content.of_engine(engine)))) == engine


@pytest.mark.parametrize("prop", list(PROPERTIES.values()), ids=lambda prop: prop.type)
def test_properties_come_back(prop: Property) -> None:
    assert content.property_(json.loads(json.dumps(content.of_property(prop, ENGINE.uuid)))) == prop


@pytest.mark.parametrize("form", [FORM, FEED, replace(FEED, device_filter=None), Form("f", "Bare", ENGINE)])
def test_forms_come_back(form: Form) -> None:
    kept = json.loads(json.dumps(content.of_form(form)))
    assert content.form(kept, {ENGINE.uuid: ENGINE}, PROPERTIES) == form


def test_every_member_of_a_form_is_kept() -> None:
    said = content.of_form(FORM).keys() | content.of_form(replace(FEED, active=False)).keys()
    assert said == {each.name for each in fields(Form)}


def test_what_is_usual_is_left_out() -> None:
    assert content.of_form(Form("f", "Bare", ENGINE)) == {"uuid": "f", "name": "Bare", "engine": ENGINE.uuid}
    assert content.of_property(SEVERITY, "e") == {
        "engine": "e",
        "uuid": SEVERITY.uuid,
        "name": "severity",
        "type": "Combo",
        "values": ["LOW", "HIGH"],
        "defaults": ["LOW"],
    }
