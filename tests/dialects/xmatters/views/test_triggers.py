from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.dialects.xmatters.routes import dialect
from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS
from chalicelib.domain import clock
from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.form import Engine, FormProperty
from chalicelib.services import limits, settings
from tests.access import make_account
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.forms import BUILDING, INCIDENT, MESSAGE, lay_down
from tests.wire import Answer

BODY: dict[str, Any] = {"recipients": [{"targetName": "mmcbride"}], "properties": {"message": "x"}}
ADDRESSES = (
    f"/reapi/2015-04-01/forms/{INCIDENT.uuid}/triggers",
    f"/reapi/2012-03-01/engines/forms/{INCIDENT.uuid}/triggers",
    "/reapi/2013-12-01/engines/Incident%20Alerts/New%20Incident/events",
    "/reapi/2014-06-01/engines/Incident%20Alerts/New%20Incident",
)


def limit_of(answer: Answer) -> tuple[str | None, str | None]:
    return answer.headers.get("x-rate-limit-limit"), answer.headers.get("x-rate-limit-resource")


def limit(number: int) -> None:
    limits.override(requests_per_minute=number, dialect=dialect.name)


def test_all_addresses_count_together_whatever_comes_of_the_call(alarm: Alarm) -> None:
    limit(6)
    statuses = [alarm.desk.send("POST", path, BODY).status for path in ADDRESSES]
    statuses += [alarm.desk.send("POST", ADDRESSES[0], body).status for body in (b"{", {}, BODY, BODY)]
    assert statuses == [200] * 4 + [400] * 2 + [429] * 2
    assert alarm.desk.get("events").status == 200


def test_one_too_many_is_told_when_to_come_again(alarm: Alarm) -> None:
    limit(1)
    alarm.post(**BODY)
    answer = alarm.post(**BODY)
    seconds = answer.headers["retry-after"]
    assert 0 < int(seconds) <= 60
    assert limit_of(answer) == ("1", "FormEventPost")
    assert answer.text == (
        f'{{"type":"RATE_LIMIT","message":"Too many requests. Try again in {seconds} seconds.",'
        '"code":429,"reason":"Too Many Requests"}'
    )
    clock.advance(61)
    assert alarm.post(**BODY).status == 200


def test_the_limit_is_counted_before_permissions_are_asked_for(alarm: Alarm) -> None:
    limit(1)
    assert [alarm.post(login="reader", **BODY).status for _ in range(2)] == [403, 429]
    assert alarm.post(**BODY).status == 200


def test_without_a_limit_the_header_still_names_the_documented_one(alarm: Alarm) -> None:
    limit(0)
    assert {limit_of(alarm.post(**BODY)) for _ in range(3)} == {("60", "FormEventPost")}
    answer = alarm.desk.client.send("POST", ADDRESSES[0], BODY)
    assert (answer.status, limit_of(answer)) == (401, (None, None))


def test_a_form_may_narrow_who_sends_it(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, senders=("Standard User", "CAROL")))
    make_account("terry", roles=("Standard User",))
    make_account("carol", roles=("Supervisor",))
    make_account("sue", roles=("Supervisor",))
    statuses = {login: alarm.post(login=login, **BODY).status for login in ("terry", "carol", "sue", "full", "reader")}
    assert statuses == {"terry": 200, "carol": 200, "sue": 403, "full": 403, "reader": 403}
    refused = alarm.post(login="sue", **BODY)
    assert refused.headers["x-error-message"] == "User sue does not have permission to send events from this form."


def test_an_engine_may_be_called_forms(alarm: Alarm) -> None:
    lay_down(
        replace(
            INCIDENT,
            uuid="00000000-0000-4000-8000-000000000099",
            engine=Engine("00000000-0000-4000-8000-000000000098", "Forms"),
        )
    )
    base = "/reapi/2015-04-01/engines/forms"
    paths = (f"{base}/New%20Incident/events", f"{base}/new%20incident", f"{base}/{INCIDENT.uuid}/triggers")
    assert [alarm.desk.send("POST", path, BODY).status for path in paths] == [200] * 3
    assert alarm.desk.send("POST", f"{base}/New%20Incident/triggers", BODY).status == 404


def test_what_is_switched_off_is_not_there(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, active=False))
    assert {alarm.desk.send("POST", path, BODY).status for path in ADDRESSES} == {404}


def test_how_many_people_are_reached_is_told_above_a_number(alarm: Alarm) -> None:
    assert list(alarm.post(**BODY).json) == ["id"]
    settings.change(section=dialect.name, values={"fast_resolution_above": 1}, declared=SETTINGS)
    to = [{"targetName": "Operations"}, {"targetName": "bsmith"}]
    answer = alarm.post(recipients=to, properties={"message": "x"})
    assert answer.text == f'{{"id":"{answer.json["id"]}","numberResolvedPeople":"2"}}'


def test_ids_rise_and_are_digits(alarm: Alarm) -> None:
    ids = [alarm.post(**BODY).json["id"] for _ in range(3)]
    assert ids == sorted(ids, key=int)
    assert all(isinstance(each, str) and each.isdecimal() for each in ids)


@pytest.mark.parametrize(
    ("callbacks", "agents"),
    [(None, ["demo-ia-1"] * 3), ([{"url": "ia://s", "type": "status"}], ["ia-7"])],
)
def test_an_agent_that_calls_is_the_one_that_is_meant(
    alarm: Alarm, callbacks: list[dict[str, str]] | None, agents: list[str]
) -> None:
    sent = {"User-Agent": "xMattersIntegrationAgent (ia-7)"}
    body = {"recipients": [{"targetName": "bsmith"}], "callbacks": callbacks}
    answer = alarm.desk.send("POST", f"forms/{BUILDING.uuid}/triggers", body, headers=sent)
    assert [each.agent for each in events.callbacks(alarm.event(int(answer.json["id"])))] == agents


def test_bodies_may_have_a_mebibyte_and_not_a_byte_more(alarm: Alarm) -> None:
    body = b'{"recipients":[{"targetName":"mmcbride"}],"properties":{"message":"x"},"more":"%s"}'
    room = (1 << 20) - len(body) + 2
    path = f"forms/{INCIDENT.uuid}/triggers"
    assert alarm.desk.send("POST", path, body % (b"x" * room)).status == 200
    answer = alarm.desk.send("POST", path, body % (b"x" * (room + 1)))
    assert (answer.status, answer.json["type"]) == (413, "REQUEST_TOO_LARGE")
    assert alarm.desk.send("POST", "forms/x/triggers", b"x" * (1 << 21)).status == 404


def test_thousands_of_recipients_are_looked_up_in_few_calls_and_what_is_unknown_is_told_within_bounds(
    alarm: Alarm,
) -> None:
    answer = alarm.post(
        recipients=[{"targetName": f"nobody{index}"} for index in range(20_000)], properties={"message": "x"}
    )
    assert answer.status == 400
    assert len(answer.body) < 4 << 20
    assert len(answer.json["details"]) == len(answer.json["errorDetails"]) > 1_000


def test_as_much_is_kept_of_an_event_as_its_parts_may_hold(alarm: Alarm) -> None:
    bridges = [{"name": f"{index}{'x' * 254}"} for index in range(10)]
    basic = {"type": "status", "authType": "basic", "authUserName": "ä" * 255, "authPassword": "\U0001f525" * 255}
    callbacks = [{"url": f"https://host.example/{'x' * 1_970}{index}", **basic} for index in range(20)]
    answer = alarm.post(**BODY, conferences=bridges, callbacks=callbacks)
    assert answer.status == 200, answer.text


def test_more_than_is_kept_of_an_event_is_refused(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, properties=(FormProperty(replace(MESSAGE, max_length=200_000)),)))
    answer = alarm.post(recipients=BODY["recipients"], properties={"message": "x" * 150_000})
    assert (answer.status, answer.json["errorDetails"][0]["jsonPath"]) == (400, "properties")
