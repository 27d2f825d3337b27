from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.account import Credential
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict
from chalicelib.store import credentials

pytestmark = pytest.mark.usefixtures("cloud")

AT = datetime(2026, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)
FULL = Credential("bearer:1", CredentialKind.BEARER, "d1", "bsmith", "CI", False, True, True, (4, 5), AT, AT)


@pytest.mark.parametrize("credential", [FULL, Credential("key:2", CredentialKind.KEY, "d2", None)])
def test_a_credential_is_read_back_as_it_was_written(credential: Credential) -> None:
    credentials.put(credential, new=True)
    assert credentials.get(credential.digest) == credential
    assert list(credentials.all_credentials()) == [credential]


def test_a_secret_in_use_is_a_conflict() -> None:
    credentials.put(FULL, new=True)
    with pytest.raises(Conflict):
        credentials.put(replace(FULL, id="bearer:2"), new=True)


def test_a_replacement_is_there_and_the_former_ones_are_gone() -> None:
    former = [replace(FULL, digest=f"d{n}") for n in range(120)]
    for each in (former[0], former[-1]):
        credentials.put(each)
    new = replace(FULL, digest="new")
    credentials.replace(new, former)
    assert list(credentials.all_credentials()) == [new]


def test_a_replacement_by_the_same_secret_stays() -> None:
    credentials.put(FULL)
    credentials.replace(replace(FULL, id="bearer:2"), [FULL])
    assert [each.id for each in credentials.all_credentials()] == ["bearer:2"]


def test_a_replacement_does_not_take_over_the_secret_of_another_account() -> None:
    credentials.put(FULL)
    mine = replace(FULL, digest="mine", account="ada")
    credentials.put(mine)
    with pytest.raises(Conflict):
        credentials.replace(replace(FULL, account="ada"), [mine])
    assert credentials.get("d1") == FULL
    assert credentials.get("mine") == mine


def test_a_removed_credential_is_gone() -> None:
    credentials.put(FULL)
    credentials.remove(FULL)
    assert credentials.get(FULL.digest) is None
