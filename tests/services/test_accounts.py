from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain import password
from chalicelib.domain.account import Account
from chalicelib.domain.password import Cost
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.services import accounts, caches
from chalicelib.store import accounts as store
from tests.access import PASSWORD, Hashing, make_account
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def may_come_in(login: str = "bsmith", password: str = PASSWORD) -> bool:
    return accounts.authenticate(login=login, password=password) is not None


def test_a_new_account_may_log_in_at_once_though_it_was_asked_for_before() -> None:
    assert not may_come_in("new", "secret")
    assert accounts.get(key="new") is None
    made = accounts.create(account=Account("New"), password="secret")
    assert accounts.authenticate(login=" NEW", password="secret") == made
    assert not may_come_in("new", "Secret")


def test_a_password_is_never_kept_in_clear(honest_cost: Cost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(password, "COST", honest_cost)
    made = accounts.create(account=Account("new"), password="plain-text")
    assert "plain-text" not in str(store.get("new"))
    assert "plain-text" not in repr(vars(accounts))
    assert made.password is not None
    assert made.password.startswith("scrypt$16384$8$5$")


def test_an_account_without_password_is_never_let_in() -> None:
    accounts.create(account=Account("machine"))
    assert not may_come_in("machine", "")
    assert not may_come_in("machine", "None")


def test_a_login_in_use_is_a_conflict() -> None:
    accounts.create(account=Account("one"))
    with pytest.raises(Conflict, match="in use"):
        accounts.create(account=Account("ONE "))


@pytest.mark.parametrize("login", ["", "  ", "x" * 1025, "\ud800"])
def test_what_can_be_no_login_is_invalid_to_create_and_unknown_to_ask(login: str) -> None:
    with pytest.raises(Invalid) as caught:
        accounts.create(account=Account(login))
    assert [fault.path for fault in caught.value.faults] == [("login",)]
    assert accounts.get(key=login) is None


@pytest.mark.parametrize("login", ["", "nobody", "x" * 5_000_000, "a\0b", "\ud800"])
def test_an_unknown_login_costs_a_hash_like_a_known_one_and_is_refused(login: str) -> None:
    with Hashing() as hashing:
        assert not may_come_in(login, "x")
    assert hashing.count == 1


def test_what_callers_send_is_not_remembered_when_it_can_be_no_login() -> None:
    before = len(accounts._accounts._values)
    accounts.get(key="x" * 5_000_000)
    assert len(accounts._accounts._values) == before


def test_a_password_is_hashed_once_a_minute_and_not_once_a_request() -> None:
    make_account()
    with Hashing() as hashing:
        for _ in range(5):
            assert may_come_in()
            assert not may_come_in(password="wrong")
    assert hashing.count == 2


def test_a_known_caller_costs_no_call_to_the_store() -> None:
    make_account()
    may_come_in()
    with Unreliable() as store:
        assert may_come_in()
    assert store.calls == []


def test_the_verdict_on_a_password_ends_with_the_password() -> None:
    account = make_account()
    assert may_come_in()
    make_account(password="other")
    assert not may_come_in()
    assert may_come_in(password="other")
    accounts.save(account=account)
    assert may_come_in()


def test_the_verdicts_remember_neither_passwords_nor_logins() -> None:
    make_account()
    may_come_in()
    may_come_in(password="battery staple")
    kept = repr(accounts._verdicts._values)
    assert not any(word in kept for word in (PASSWORD, "battery", "bsmith"))


def test_two_accounts_of_one_password_are_told_apart() -> None:
    make_account("a", "same")
    make_account("b", "same")
    make_account("c", "other")
    assert [may_come_in(login, "same") for login in "abc"] == [True, True, False]


def test_a_new_password_is_good_at_once_and_the_former_one_no_more() -> None:
    make_account()
    assert may_come_in()
    accounts.set_password(key="bsmith", password="new")
    assert may_come_in(password="new")
    assert not may_come_in()


def test_nobody_gets_no_password() -> None:
    with pytest.raises(NotFound):
        accounts.set_password(key="nobody", password="x")


def test_a_change_elsewhere_is_seen_when_what_is_known_is_too_old() -> None:
    account = make_account()
    assert accounts.get(key="bsmith") == account
    store.put(replace(account, enabled=False), new=False)
    assert accounts.get(key="bsmith") == account
    caches.clear()
    assert accounts.get(key="bsmith") == replace(account, enabled=False)
