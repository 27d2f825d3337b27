from __future__ import annotations

from typing import Any

import pytest

from chalicelib import config
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.setting import Setting
from chalicelib.errors import Conflict, Faults, Invalid
from chalicelib.services import caches, credentials, limits, settings
from chalicelib.store import settings as store
from chalicelib.store import tuning
from chalicelib.store.credentials import all_credentials

pytestmark = pytest.mark.usefixtures("cloud")

DECLARED = {
    "title": Setting("Desk", "The title."),
    "limit": Setting(30, "The limit.", minimum=0, maximum=100),
    "calls": Setting(30, "Calls a minute.", is_limit=True),
    "hook": Setting(None, "The address."),
    "key": Setting(None, "The key.", pattern="[A-Za-z0-9]{16,}", secret_credential=True),
}
SECRET = "d5XNMpburJBfJVJd"


def change(**values: Any) -> None:
    settings.change(section="tickets", values=values, declared=DECLARED)


def everything_stored() -> str:
    pages = tuning.connection().client.get_paginator("scan").paginate(TableName=config.DESK_TABLE)
    return str([page["Items"] for page in pages])


def test_what_nobody_set_is_as_declared_and_secrets_are_never_shown() -> None:
    change(key=SECRET)
    assert settings.get(section="tickets", declared=DECLARED) == {
        "title": "Desk",
        "limit": 30,
        "calls": 30,
        "hook": None,
    }


def test_what_is_set_is_in_force_at_once_and_the_rest_stays() -> None:
    change(title="Help", hook="https://example.org/")
    change(limit=0, hook=None)
    assert settings.get(section="tickets", declared=DECLARED) == {
        "title": "Help",
        "limit": 0,
        "calls": 30,
        "hook": None,
    }


def test_all_faults_are_raised_at_once_and_nothing_is_set() -> None:
    with pytest.raises(Invalid) as caught:
        change(title=3, limit=101, colour="red", key="short", hook="https://example.org/")
    assert {(fault.path, fault.code) for fault in caught.value.faults} == {
        (("tickets", "title"), "format"),
        (("tickets", "limit"), "format"),
        (("tickets", "colour"), "unknown"),
        (("tickets", "key"), "format"),
    }
    assert store.get("tickets") == {}
    assert not list(all_credentials())


def test_a_secret_becomes_the_key_of_the_section_and_is_stored_nowhere() -> None:
    change(key=SECRET, title="Help")
    found = credentials.find(presented=SECRET)
    assert found is not None
    assert (found.account, found.kind) == ("tickets", CredentialKind.KEY)
    assert SECRET not in everything_stored()
    change(key=SECRET[::-1])
    assert credentials.find(presented=SECRET) is None


def test_a_secret_of_somebody_else_is_a_conflict_and_nothing_is_set() -> None:
    credentials.issue(kind=CredentialKind.KEY, account="other", presented=SECRET)
    with pytest.raises(Conflict):
        change(key=SECRET, title="Help")
    assert store.get("tickets") == {}


def test_a_refused_secret_is_in_no_fault() -> None:
    faults = Faults()
    settings.check(section="tickets", values={"key": "hush-hush"}, declared=DECLARED, faults=faults)
    assert len(faults) == 1
    assert "hush-hush" not in repr(faults)


def test_a_change_elsewhere_is_seen_when_what_is_known_is_too_old() -> None:
    assert settings.get(section="tickets", declared=DECLARED)["limit"] == 30
    store.change("tickets", lambda stands: {**stands, "limit": 5})
    assert settings.get(section="tickets", declared=DECLARED)["limit"] == 30
    caches.clear()
    assert settings.get(section="tickets", declared=DECLARED)["limit"] == 5


def limit_in_force() -> tuple[int, int]:
    """As a setting and as the meter has it."""
    shown = settings.get(section="tickets", declared=DECLARED)["calls"]
    return shown, limits.take(dialect="tickets", who="tester", default=30)


def test_the_limit_of_calls_is_one_number_whoever_sets_it() -> None:
    assert limit_in_force() == (30, 30)
    change(calls=5, title="Help")
    assert limit_in_force() == (5, 5)
    limits.override(requests_per_minute=7)
    assert limit_in_force() == (7, 7)
    settings.reset(section="tickets", names=["calls", "title"], declared=DECLARED)
    assert limit_in_force() == (30, 30)
    assert store.get("tickets") == {}


def test_setting_the_limit_of_calls_begins_the_minute_anew() -> None:
    change(calls=1)
    limits.take(dialect="tickets", who="tester", default=30)
    change(calls=1)
    assert limit_in_force() == (1, 1)


def test_what_follows_a_section_knows_what_was_set_and_can_not_harm_it() -> None:
    seen: list[object] = []

    def stumble() -> None:
        raise RuntimeError

    settings.follow(section="followed", then=stumble)
    settings.follow(section="followed", then=lambda: seen.append(settings.get(section="followed").get("title")))
    for title in ("Help", "Desk"):
        settings.change(section="followed", values={"title": title}, declared=DECLARED)
    settings.reset(section="followed", names=["title"], declared=DECLARED)
    assert seen == ["Help", "Desk", None]
