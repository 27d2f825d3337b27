"""What leaves because of an event: its words, from a trigger to what arrives."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from typing import Any

import pytest

from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS
from chalicelib.outbound import signature
from chalicelib.services import settings
from chalicelib.services.alerting import answers
from tests.dialects.xmatters.alarm import Alarm, callbacks, receiver, reports
from tests.dialects.xmatters.forms import ACKNOWLEDGE, BRIDGE_CALL, CLOSE, DECLINE, FIRE

SAID = {"message": "Disk <full>", "Room": "12", "Retry Count": 3, "Access Code": "4711", "internal_note": "hush"}
PROPERTIES = [{"Room": "12"}, {"severity": "MEDIUM"}, {"Instruction": ["None"]}, {"Retry Count": 3}]
EMAIL_ONLY = [{"targetName": "bsmith", "devices": ["Work Email"]}]


def without(report: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in report.items() if name not in names}


def test_an_event_goes_out_is_answered_and_reported_in_order(alarm: Alarm) -> None:
    with receiver() as listening:
        number = alarm.trigger(recipients=EMAIL_ONLY, properties=SAID, callbacks=callbacks(listening))
        alarm.work()
        answers.answer(alarm.link(), option=DECLINE.uuid, comment="On my way")
        alarm.work()
        alarm.put(number, "suspended")
        alarm.work()
        alarm.put(number, "active")
        alarm.work()
        alarm.put(number, "terminated")
        alarm.work()
    told = reports(listening)
    [device] = [each for each in alarm.people["bsmith"].extra("xmatters")["devices"] if each["name"] == "Work Email"]
    to = {"recipient": "bsmith", "device": "Work Email", "deviceId": device["uuid"]}
    last = {"eventProperties": PROPERTIES}
    accepted = {"message": "Accepted by the e-mail service", "eventType": "DELIVERED"}
    assert [list(without(each, "date").items()) for each in told] == [
        list({"eventIdentifier": number, **core, **last}.items())
        for core in (
            {"status": "active", "username": "full"},
            {"deliveryStatus": "Delivered", **to, **accepted},
            {"response": "Decline", **to, "annotation": "On my way"},
            {"status": "suspended", "username": "full"},
            {"status": "active", "username": "full"},
            {"status": "terminated_external", "username": "full"},
        )
    ]


def test_a_report_arrives_as_receivers_read_it(alarm: Alarm) -> None:
    basic = {"authType": "basic", "authUserName": "ann", "authPassword": "gehäim"}
    with receiver() as listening:
        url = f"{listening.url}?a=b%20c"
        alarm.trigger(callbacks=[{"url": url, "type": "status", **basic}], recipients=EMAIL_ONLY)
        alarm.work()
    [request] = listening.requests
    headers = request.headers
    assert request.line == "POST /callback?a=b%20c HTTP/1.1"
    assert headers["authorization"] == "Basic " + b64encode("ann:gehäim".encode()).decode()
    assert (headers["content-type"], headers["user-agent"]) == ("application/json", "Polydesk-xMatters")
    assert headers["content-length"] == str(len(request.body))
    assert b", " not in request.body
    assert len(json.loads(request.body)["date"]) == len("2017-10-03 20:58:47.120")


def test_a_mail_says_what_is_visible_and_where_to_answer(alarm: Alarm) -> None:
    number = alarm.trigger(recipients=EMAIL_ONLY, properties=SAID, conferences=[{"name": "P1M1"}], priority="HIGH")
    alarm.work()
    [mail] = alarm.mails
    assert mail.subject == f"New Incident: Disk <full> (#{number})"
    assert mail.body == (
        "message: Disk <full>\n"
        "Room: 12\n"
        "severity: MEDIUM\n"
        "Instruction: None\n"
        "Retry Count: 3\n"
        "Access Code: ********\n"
        "Priority: high\n"
        "Conference: P1M1\n"
        "\n"
        "Acknowledge\nDecline\nClose\n"
        "\n"
        f"https://desk.test/respond/{alarm.link()}\n"
    )


def test_a_text_message_is_short(alarm: Alarm) -> None:
    number = alarm.trigger(
        recipients=[{"targetName": "bsmith|SMS Phone"}], properties={"message": "x" * 71}, responses=[CLOSE.uuid]
    )
    alarm.work()
    [(to, text)] = alarm.texts
    said, _, link = text.rpartition(" ")
    assert (to, said) == ("+12505550101", f"New Incident #{number}: {'x' * 70}")
    assert link.startswith("https://desk.test/respond/")


def test_a_form_without_answers_gets_no_link(alarm: Alarm) -> None:
    alarm.trigger("bsmith|SMS Phone", form=BRIDGE_CALL, conferences=[{"name": "P1M1"}], properties={"message": "Call"})
    alarm.work()
    [(_, text)] = alarm.texts
    assert text.endswith(": Call")


def test_only_the_answers_that_were_asked_for_are_offered(alarm: Alarm) -> None:
    alarm.trigger(recipients=EMAIL_ONLY, responses=[CLOSE.uuid, ACKNOWLEDGE.uuid])
    alarm.work()
    assert "\nClose\nAcknowledge\n\n" in alarm.mails[0].body


def test_a_password_leaves_nowhere(alarm: Alarm, caplog: pytest.LogCaptureFixture) -> None:
    with receiver() as listening:
        callback = {"authType": "basic", "authUserName": "ann", "authPassword": "hunter2"}
        told = [{**each, **callback} for each in callbacks(listening, "status", "deliveryStatus")]
        number = alarm.trigger("bsmith", form=FIRE, properties={"Panel code": "s3cr3t", "Note": "n"}, callbacks=told)
        alarm.work()
    kept = f"{alarm.event(number)}{alarm.deliveries()}{alarm.mails[0].body}{alarm.texts}{caplog.text}"
    assert "s3cr3t" not in kept + "".join(each.raw.decode() for each in listening.requests)
    assert "hunter2" not in kept


def test_without_own_callbacks_those_of_the_form_go_out_and_an_empty_list_means_none(alarm: Alarm) -> None:
    with receiver() as listening:
        alarm.trigger(recipients=EMAIL_ONLY, callbacks=[{}])
        alarm.trigger(recipients=EMAIL_ONLY)
        alarm.work()
    assert reports(listening) == []
    assert [each.message.channel.value for each in alarm.deliveries()] == ["email", "email"]


def test_callbacks_are_signed_once_a_secret_is_set(alarm: Alarm) -> None:
    secret = "whsec_" + b64encode(b"k" * 32).decode()
    settings.change(section="xmatters", values={"signing_secret": secret}, declared=SETTINGS)
    assert secret not in str(settings.get(section="xmatters"))
    assert "signing_secret" not in settings.get(section="xmatters", declared=SETTINGS)
    with receiver() as listening:
        alarm.trigger(recipients=EMAIL_ONLY, properties=SAID, callbacks=callbacks(listening, "status"))
        alarm.work()
    [came] = listening.requests
    headers = {name.lower(): value for name, value in came.headers.items()}
    assert signature.is_genuine(headers, came.body, secret, now=time.time())
