"""The catalogue: what is found in it, that it is never stale, and that it costs one read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.errors import Changed, NotFound
from chalicelib.services.alerting import catalogue
from tests.services.alerting.forms import ENGINE, FEED, FORM, REGION, SEVERITY, declare
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def test_an_empty_store_has_an_empty_catalogue() -> None:
    found = catalogue.current()
    assert (found.forms, found.form(FORM.uuid), found.form_named("a", "b"), found.property("x")) == (
        (),
        None,
        None,
        None,
    )


def test_everything_is_found_by_uuid_and_by_name_whatever_the_letter_case() -> None:
    found = declare()
    assert found.forms == (FORM, FEED)
    assert found.form(FORM.uuid.upper()) == FORM
    assert found.form_named("INCIDENT alerts", "new incident") == FORM
    assert found.engine_named("incident ALERTS") == ENGINE
    assert found.property(REGION.uuid.upper()) == REGION
    assert found.properties_of(ENGINE)[1:] == (SEVERITY, REGION)


def test_the_active_subscription_forms_of_its_engine_watch_a_form() -> None:
    other = replace(ENGINE, uuid="other", name="Other")
    of_other = replace(FEED, uuid="3", engine=other, properties=())
    idle = replace(FEED, uuid="4", name="Idle", active=False)
    found = declare()
    found = declare(engines=[other], forms=[of_other, idle, replace(FORM, uuid="5", name="Watches nothing")])
    assert found.forms_watching(FORM) == (FEED,)
    assert found.forms_watching(FEED) == ()


def test_what_is_laid_down_is_there_at_once_and_otherwise_nothing_is_read_but_the_revision() -> None:
    before = declare()
    with Unreliable() as store:
        assert catalogue.current() is before
    assert store.operations == ["GetItem"]
    now = declare(forms=[replace(FORM, priority="low")])
    assert now.forms[0].priority == "low"


def test_a_property_is_changed_for_every_form_that_uses_it() -> None:
    declare()
    catalogue.change_property(uuid=SEVERITY.uuid.upper(), edit=lambda it: replace(it, values=("NONE",), defaults=()))
    found = catalogue.current()
    assert found.forms[1].properties[0].property.values == ("NONE",)
    assert found.forms[0].properties_by_name["severity"].property.values == ("NONE",)
    assert found.properties_of(ENGINE)[1].defaults == ()


def test_a_property_that_is_not_there_is_not_changed() -> None:
    with pytest.raises(NotFound):
        catalogue.change_property(uuid="x", edit=lambda it: it)


def test_nothing_is_laid_down_in_view_of_what_is_no_more() -> None:
    found = declare()
    declare(forms=[replace(FORM, priority="low")])
    with pytest.raises(Changed):
        catalogue.declare(at_revision=found.revision, forms=[FORM])
