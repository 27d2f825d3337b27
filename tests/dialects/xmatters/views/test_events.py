from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters import events
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.forms import INCIDENT

RANGE = "2013-03-12T14:45:48.011/2999-12-12T15:00:48.011"


def make(alarm: Alarm, count: int) -> list[int]:
    said = {"message": "x", "severity": "HIGH", "incident_id": "INC 1"}
    return [alarm.trigger("mmcbride", form=INCIDENT, properties=said) for _ in range(count)]


def numbers(listed: Any) -> list[int]:
    return [int(each["href"].rpartition("/")[2]) for each in listed["records"]]


def test_pages_follow_each_other_by_the_addresses_that_they_name(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PAGE", 2)
    made = make(alarm, 5)
    met, path = [], "/reapi/2015-01-01/events"
    while path:
        page = alarm.desk.get(path).json
        assert page["total"] == 5
        met += numbers(page)
        path = page["nextRecordsUrl"]
    assert met == sorted(made, reverse=True)


def test_the_next_address_repeats_the_filters_percent_encoded(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PAGE", 1)
    _, last = make(alarm, 2)
    query = f"properties=incident_id%23en=INC 1,severity=HIGH&properties=message=x&range={RANGE}&status=active&more=1"
    page = alarm.desk.get(f"/reapi/2015-01-01/events/?startAfterEvent={last + 1}&{query}").json
    assert (page["total"], numbers(page)) == (2, [last])
    assert page["nextRecordsUrl"] == (
        "/reapi/2015-01-01/events?status=active&range=2013-03-12T14%3A45%3A48.011%2F2999-12-12T15%3A00%3A48.011"
        "&properties=incident_id%23en%3DINC%201%2Cseverity%3DHIGH&properties=message%3Dx"
        f"&startAfterEvent={last}"
    )
    page = alarm.desk.get(page["nextRecordsUrl"]).json
    assert (page["total"], numbers(page), page["nextRecordsUrl"]) == (2, [last - 1], None)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("status=ACTIVErange=2013-03-12T14:45:48/2999-12-12T15:00:48", None),
        ("range%3D2013-03-12T14%3A45%3A48%2F2999-12-12T15%3A00%3A48&status%3Dactive", 1),
        ("range=2013-03-12T14:45:48+0100/2999-12-12T15:00:48+01:00", 1),
        ("range=2999-12-12T15:00:48/2013-03-12T14:45:48", None),
        ("range=", None),
        ("startAfterEvent=0", 1),
        ("startAfterEvent=99999999999999999999", 1),
        ("startAfterEvent=-1", 1),
        ("&&=&%&status", None),
        ("nonsense", 1),
        ("properties=%00=%00", 0),
    ],
)
def test_no_query_goes_astray(alarm: Alarm, query: str, total: int | None) -> None:
    make(alarm, 1)
    answer = alarm.desk.get(f"events?{query}")
    assert answer.status == (400 if total is None else 200)
    if total is not None:
        assert answer.json["total"] == total
