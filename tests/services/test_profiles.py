from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.services import caches, people, profiles, records

pytestmark = pytest.mark.usefixtures("cloud")
ADA = {"first_name": "Ada", "last_name": "Moss", "login": "ada.moss", "language": "de"}


def test_a_person_is_active_until_switched_off_or_in_the_trash(caller: Caller) -> None:
    number = people.create(values=ADA, account=Account("ada.web"), caller=caller).number
    assert profiles.is_active(number=number)
    assert not profiles.is_active(number=number + 1)
    for active in (False, True):
        records.change(kind=PERSON, number=number, edit=lambda _, to=active: Change({"active": to}), caller=caller)  # type: ignore[misc]
        caches.clear()
        assert profiles.is_active(number=number) == active
    records.trash(kind=PERSON, number=number, caller=caller)
    assert profiles.is_active(number=number)  # for five seconds more
    caches.clear()
    assert not profiles.is_active(number=number)


def test_a_person_has_a_language_and_groups(caller: Caller) -> None:
    ada = people.create(values=ADA, account=Account("ada.web"), caller=caller)
    group = records.create(kind=GROUP, values={"name": "Integrators", "members": (ada.ref,)}, caller=caller)
    assert profiles.language(number=ada.number) == "de"
    assert profiles.groups(number=ada.number) == {group.number}
    assert (profiles.language(number=99), profiles.groups(number=99)) == (None, frozenset())


def test_a_person_is_read_once(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    number = people.create(values=ADA, account=Account("ada.web"), caller=caller).number
    assert profiles.known(number=number) is not None
    monkeypatch.setattr("chalicelib.store.records.get", None)
    assert profiles.is_active(number=number)
    assert profiles.language(number=number) == "de"
