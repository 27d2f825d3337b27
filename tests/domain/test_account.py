from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.account import Account, Credential, fold
from chalicelib.domain.caller import CredentialKind


@pytest.mark.parametrize("login", ["bsmith", "BSmith", " bsmith ", "BSMITH"])
def test_a_login_is_the_same_in_every_letter_case(login: str) -> None:
    assert Account(login).key == "bsmith"


@given(st.text())
def test_folding_twice_changes_nothing(login: str) -> None:
    assert fold(fold(login)) == fold(login)


def test_an_account_keeps_its_password_hash_out_of_its_repr() -> None:
    assert "scrypt" not in repr(Account("a", password="scrypt$1"))


def test_a_credential_keeps_its_digest_out_of_its_repr() -> None:
    assert "d1gest" not in repr(Credential("key:1", CredentialKind.KEY, "d1gest", "a"))
