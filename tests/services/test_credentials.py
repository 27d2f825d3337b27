from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Conflict
from chalicelib.services import credentials
from chalicelib.store import credentials as store
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_new_secret_is_good_at_once_though_it_was_tried_before() -> None:
    assert credentials.find(presented="my-own-secret-of-some-length") is None
    made, shown = credentials.issue(
        kind=CredentialKind.BEARER, account="a", presented="my-own-secret-of-some-length", roots=(3,), read_only=True
    )
    assert credentials.find(presented=shown) == made
    assert (made.roots, made.read_only, made.enabled, made.trashed) == ((3,), True, True, False)


def test_a_secret_is_minted_unless_it_is_given_and_kept_as_a_digest_only() -> None:
    made, shown = credentials.issue(kind=CredentialKind.KEY, account="a")
    assert len(shown) == 40
    assert shown not in str(store.get(made.digest))
    assert made.id.startswith("key:")
    assert shown not in made.id


def test_a_secret_in_use_is_a_conflict() -> None:
    credentials.issue(kind=CredentialKind.KEY, account="a", presented="same-secret-twice")
    with pytest.raises(Conflict):
        credentials.issue(kind=CredentialKind.KEY, account="b", presented="same-secret-twice")


@pytest.mark.parametrize("presented", ["", "\0", "\ud800", "x" * 5_000_000])
def test_garbage_is_no_credential(presented: str) -> None:
    assert credentials.find(presented=presented) is None


def test_a_known_credential_costs_no_call_to_the_store_nor_does_a_known_wrong_one() -> None:
    _, shown = credentials.issue(kind=CredentialKind.KEY, account="a")
    credentials.find(presented=shown)
    credentials.find(presented="wrong")
    with Unreliable() as calls:
        credentials.find(presented=shown)
        credentials.find(presented="wrong")
    assert calls.calls == []


def test_a_credential_that_is_switched_off_is_off_at_once() -> None:
    made, shown = credentials.issue(kind=CredentialKind.BEARER, account="a")
    credentials.find(presented=shown)
    credentials.save(credential=replace(made, enabled=False))
    found = credentials.find(presented=shown)
    assert found is not None
    assert not found.enabled


def test_a_replaced_key_dies_and_other_credentials_do_not() -> None:
    _, key = credentials.issue(kind=CredentialKind.KEY, account="a")
    _, bearer = credentials.issue(kind=CredentialKind.BEARER, account="a")
    _, foreign = credentials.issue(kind=CredentialKind.KEY, account="b")
    assert all(credentials.find(presented=each) for each in (key, bearer, foreign))
    made = credentials.replace_key(account="a", presented="the-new-key-of-a")
    assert credentials.find(presented=key) is None
    assert credentials.find(presented="the-new-key-of-a") == made
    assert credentials.find(presented=bearer)
    assert credentials.find(presented=foreign)


def test_a_key_may_be_replaced_by_itself() -> None:
    credentials.replace_key(account="a", presented="the-new-key-of-a")
    made = credentials.replace_key(account="a", presented="the-new-key-of-a")
    assert credentials.find(presented="the-new-key-of-a") == made


def test_a_key_is_not_replaced_by_the_key_of_another_account() -> None:
    _, foreign = credentials.issue(kind=CredentialKind.KEY, account="b")
    _, mine = credentials.issue(kind=CredentialKind.KEY, account="a")
    with pytest.raises(Conflict):
        credentials.replace_key(account="a", presented=foreign)
    owners = [found.account for each in (foreign, mine) if (found := credentials.find(presented=each))]
    assert owners == ["b", "a"]
