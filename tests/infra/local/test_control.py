from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from app import DIALECTS
from chalicelib.domain import clock
from chalicelib.domain.setting import Setting
from chalicelib.errors import TooManyRequests
from chalicelib.services import limits, settings
from infra.local.authorizers import Authorizers
from infra.local.control import Answer, Control
from infra.local.outbox import Outbox

DECLARED: Mapping[str, Mapping[str, Setting]] = {
    "squiz": {"asset_management_api": Setting(False, "Whether the interface is there.")},
    "esm": {"requests": Setting(30, "Calls a minute.", is_limit=True)},
}
pytestmark = pytest.mark.usefixtures("cloud")


@pytest.fixture
def control() -> Control:
    return Control(Authorizers(), Outbox(), DECLARED)


def post(control: Control, path: str, content: Any) -> Answer:
    return control.answer(
        "POST", f"/_local/{path}", content if isinstance(content, bytes) else json.dumps(content).encode()
    )


def test_the_clock_moves_forward(control: Control) -> None:
    answer = post(control, "clock", {"advance_seconds": 3600})
    moved = datetime.fromisoformat(answer.content["now"]) - datetime.now(UTC)
    assert answer.status == 200
    assert 3590 < moved.total_seconds() <= 3600


def test_whoever_waits_for_the_clock_is_told() -> None:
    told: list[float] = []
    control = Control(Authorizers(), Outbox(), DECLARED, clock_moved=lambda: told.append(clock.offset()))
    post(control, "clock", {"advance_seconds": -1})
    post(control, "clock", {"advance_seconds": 60})
    assert told == [60]


@pytest.mark.parametrize("seconds", [-1, "60", True, None, float("inf"), float("nan"), 1e12, [1]])
def test_the_clock_takes_seconds_only(control: Control, seconds: Any) -> None:
    answer = post(control, "clock", {"advance_seconds": seconds})
    assert (answer.status, clock.offset()) == (400, 0)


def test_a_new_limit_holds_at_once_and_its_window_starts_anew(control: Control) -> None:
    post(control, "limits", {"requests_per_minute": 1})
    limits.take(dialect="tickets", who="tester", default=30)
    with pytest.raises(TooManyRequests):
        limits.take(dialect="tickets", who="tester", default=30)
    assert post(control, "limits", {"requests_per_minute": 1}).status == 200
    limits.take(dialect="tickets", who="tester", default=30)


@pytest.mark.parametrize("number", [-1, 1.5, "3", True, None, 10**12])
def test_a_limit_is_a_whole_number(control: Control, number: Any) -> None:
    assert post(control, "limits", {"requests_per_minute": number}).status == 400


def test_settings_change_and_what_is_left_out_stays(control: Control) -> None:
    assert post(control, "settings", {"squiz": {"asset_management_api": True}, "esm": {}}).status == 200
    assert settings.get(section="squiz", declared=DECLARED["squiz"]) == {"asset_management_api": True}
    assert settings.get(section="esm", declared=DECLARED["esm"]) == {"requests": 30}


def test_every_dialect_has_its_section() -> None:
    declared = {mount.dialect.name: mount.dialect.settings for mount in DIALECTS}
    control = Control(Authorizers(), Outbox(), declared)
    answer = post(
        control, "settings", {"matrix42": {"access_token_minutes": 2, "custom_prefix": "Zz_"}, "xmatters": {}}
    )
    assert answer.status == 200
    values = settings.get(section="matrix42", declared=declared["matrix42"])
    assert (values["access_token_minutes"], values["custom_prefix"], values["max_rows"]) == (2, "Zz_", 10_000)
    for wrong in ({"access_token_minutes": 1}, {"origins": "everywhere"}, {"custom_prefix": "Zz"}, {"colour": 1}):
        assert post(control, "settings", {"matrix42": wrong}).status == 400
    post(control, "limits", {"requests_per_minute": 7})
    assert settings.get(section="matrix42", declared=declared["matrix42"])["requests_per_minute"] == 7


def test_the_limit_of_a_dialect_is_the_number_of_limits_and_settings(control: Control) -> None:
    post(control, "limits", {"requests_per_minute": 7})
    assert settings.get(section="esm", declared=DECLARED["esm"]) == {"requests": 7}
    assert post(control, "settings", {"esm": {"requests": 5}}).status == 200
    assert (limits.in_force(dialect="esm", default=30), limits.in_force(dialect="tickets", default=0)) == (5, 7)


def test_all_faults_are_told_and_nothing_changes(control: Control) -> None:
    wrong = {"esm": {"requests": 5, "colour": 1}, "squiz": {"asset_management_api": "yes"}, "acme": {}, "tickets": 1}
    answer = post(control, "settings", wrong)
    assert answer.status == 400
    paths = {fault["path"] for fault in answer.content["faults"]}
    assert paths == {"esm.colour", "squiz.asset_management_api", "acme", "tickets"}
    assert settings.get(section="esm", declared=DECLARED["esm"]) == {"requests": 30}


@pytest.mark.parametrize("path", ["clock", "limits", "settings"])
@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"null", b"\xff", b'{"a":1', b"[" * 100_000])
def test_a_body_that_is_no_object_is_400_with_a_sentence(control: Control, path: str, body: bytes) -> None:
    answer = post(control, path, body)
    assert answer.status == 400
    assert answer.content["message"].endswith(".")


@pytest.mark.parametrize(("path", "body"), [("clock", {}), ("limits", {"requests_per_minute": 1, "more": 2})])
def test_missing_and_unknown_members_are_400(control: Control, path: str, body: Any) -> None:
    assert post(control, path, body).status == 400


@pytest.mark.parametrize(("method", "path", "verb"), [("GET", "clock", "POST"), ("DELETE", "outbox", "GET")])
def test_a_wrong_verb_is_405_and_names_the_right_one(control: Control, method: str, path: str, verb: str) -> None:
    answer = control.answer(method, f"/_local/{path}", b"")
    assert (answer.status, answer.headers) == (405, {"Allow": verb})


@pytest.mark.parametrize("path", ["", "other", "clock/more", "../health"])
def test_an_unknown_address_is_404(control: Control, path: str) -> None:
    assert control.answer("GET", f"/_local/{path}", b"").status == 404


def test_an_empty_outbox_is_an_empty_list(control: Control) -> None:
    assert control.answer("GET", "/_local/outbox", b"") == Answer(200, [])
