from __future__ import annotations

from pathlib import Path

import pytest

from chalicelib.services.alerting import answers
from tests.dialects.xmatters.alarm import furnish
from tests.dialects.xmatters.desk import Desk, make_group
from tests.dialects.xmatters.forms import DECLINE
from tests.services.alerting import forms

EXCHANGES = sorted((Path(__file__).parent / "wire").glob("*.json"))


@pytest.mark.parametrize("path", EXCHANGES, ids=lambda path: path.stem)
def test_recorded_exchanges_come_out_the_same(desk: Desk, path: Path) -> None:
    if path.stem == "groups":
        make_group("Operations", description="Keeps things running")
        make_group("Retired Team", active=False, external_key="fa66b7c0-d188-11e3-9c1a-0800200c9a66")
    if path.stem == "properties":
        forms.declare()
    if path.stem in ("triggers", "events", "feeds", "notifications"):
        alarm = furnish(desk)
    if path.stem == "notifications":
        alarm.trigger(recipients=[{"targetName": "bsmith", "devices": ["Work Email", "Work Phone"]}])
        alarm.work()
        answers.answer(alarm.link(), option=DECLINE.uuid)
    desk.client.play(path, headers={"Authorization": "{{full}}"})
