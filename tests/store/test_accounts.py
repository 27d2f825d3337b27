from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.errors import Conflict
from chalicelib.store import accounts
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

FULL = Account("BSmith", "Bob", "scrypt$1", ("a", "b"), 7, "de", enabled=False)


def test_an_account_is_read_back_as_it_was_written() -> None:
    for account in (FULL, Account("bare")):
        accounts.put(account, new=True)
        assert accounts.get(account.key) == account
    assert [account.login for account in accounts.all_accounts()] == ["bare", "BSmith"]


def test_a_login_in_use_is_a_conflict_whatever_its_letter_case() -> None:
    accounts.put(FULL, new=True)
    with pytest.raises(Conflict, match="bsmith"):
        accounts.put(Account("bsmith"), new=True)


def test_an_account_may_be_written_anew_and_removed() -> None:
    accounts.put(FULL, new=True)
    accounts.put(Account("bsmith", "Robert"), new=False)
    assert accounts.get("bsmith") == Account("bsmith", "Robert")
    accounts.remove("bsmith")
    assert accounts.get("bsmith") is None


def test_a_new_account_whose_answer_was_lost_is_sent_again_as_the_same() -> None:
    with Unreliable(unheard={1}) as store:
        accounts.put(FULL, new=True)
    assert len({request["ClientRequestToken"] for _, request in store.calls}) == 1


@pytest.mark.parametrize(("key", "possible"), [("a", True), ("", False), ("a" * 1025, False), ("\ud800", False)])
def test_only_some_texts_can_be_keys(key: str, possible: bool) -> None:
    assert accounts.is_possible(key) is possible


def test_the_accounts_of_a_person_are_those_that_name_it_now() -> None:
    for login in ("second", "first"):
        accounts.put(Account(login, person=7), new=True)
    accounts.put(Account("given away", person=7), new=True)
    accounts.change(Account("given away", person=8))
    accounts.put(Account("gone", person=7), new=True)
    accounts.remove("gone")
    assert [account.login for account in accounts.of_person(7)] == ["first", "second"]
    assert [account.login for account in accounts.of_person(8)] == ["given away"]
    assert accounts.of_person(9) == []
