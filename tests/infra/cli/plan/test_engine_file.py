from __future__ import annotations

from infra.cli.plan import engine_file, plan_file
from tests.infra.cli.plan.test_values import read
from tests.services.alerting.forms import ENGINE, FEED, FORM, MESSAGE, REGION, SEVERITY


def test_what_is_written_is_read_without_fault() -> None:
    written = plan_file.write([engine_file.write(ENGINE, (MESSAGE, SEVERITY, REGION), (FORM, FEED))])
    said, faults = read(plan_file.read, written)
    assert faults == ["engines[0].forms[0].responses[1].uuid: must be a UUID."]  # the one of the example is none
    assert [each.said["name"] for each in said.engines[0].said["forms"]] == ["New Incident", "Feed"]
    assert said.engines[0].said["bridges"][1].said == {"name": "WebEx", "needsNumber": True}


def test_an_event_form_is_written_without_what_is_of_subscriptions_and_the_other_way_round() -> None:
    event, feed = engine_file.write(ENGINE, (), (FORM, FEED))["forms"]
    assert event.keys() & {"watches", "deviceFilter", "notificationDelay"} == set()
    assert feed.keys() & {"responses", "recipients", "callbacks", "priority", "webService"} == set()
