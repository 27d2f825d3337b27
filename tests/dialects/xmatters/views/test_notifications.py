from __future__ import annotations

import re

import pytest

from chalicelib.dialects.xmatters.views import notifications
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.forms import FIRE
from tests.services.alerting.test_subscriptions import SAID, feed

STAMP = r"\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d\.\d{3}"


def test_a_full_page_names_the_next_one_even_if_that_is_empty(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "PAGE", 3)
    alarm.trigger("bsmith")
    alarm.expand()
    page = alarm.desk.get("/reapi/2015-01-01/notifications").json
    last = page["notifications"][-1]["identifier"]
    assert (page["total"], len(page["notifications"])) == ("3", 3)
    base = r"/reapi/2015-01-01/notifications\?status=ALL&range="
    assert re.fullmatch(rf"{base}{STAMP}%2F{STAMP}&startAfterNotification={last}", page["nextRecordsUrl"])
    page = alarm.desk.get(page["nextRecordsUrl"]).json
    assert page == {"total": "3", "nextRecordsUrl": "", "notifications": []}


def test_filters_are_repeated_as_they_were_sent(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "PAGE", 1)
    alarm.trigger("bsmith|Work Phone")
    alarm.expand()
    period = alarm.desk.get("notifications").json["nextRecordsUrl"].split("range=")[1].split("&")[0]
    page = alarm.desk.get(f"notifications?status=failed&range={period}").json
    assert page["nextRecordsUrl"].startswith(f"/reapi/2015-04-01/notifications?status=failed&range={period}&")


def test_a_subscription_is_named(alarm: Alarm) -> None:
    uuid = feed(alarm, name="Fire alarm")
    alarm.trigger(form=FIRE, properties=SAID)
    alarm.expand()
    [shown] = alarm.desk.get("notifications").json["notifications"]
    assert (shown["subscription"], shown["subscriptionName"]) == (uuid, "Fire alarm")
