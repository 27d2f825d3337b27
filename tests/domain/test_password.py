from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.domain import password


@pytest.fixture(autouse=True, scope="module")
def cost(honest_cost: password.Cost) -> Iterator[None]:
    """What a hash costs in production."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "COST", honest_cost)
        yield


@pytest.fixture(scope="module")
def stored() -> str:
    return password.hash_password("Übung\0 macht den Meister")


def test_the_right_password_is_right(stored: str) -> None:
    assert password.verify("Übung\0 macht den Meister", stored)


@pytest.mark.parametrize("given", ["", "Übung", "übung\0 macht den Meister", "\ud800"])
def test_any_other_password_is_wrong(given: str, stored: str) -> None:
    assert not password.verify(given, stored)


def test_without_a_stored_hash_every_password_is_wrong() -> None:
    assert not password.verify("", None)


def test_a_hash_says_how_it_was_made_and_nothing_of_the_password(stored: str) -> None:
    scheme, cost, block, parallel, _, _ = stored.split("$")
    assert (scheme, int(cost), int(block), int(parallel)) == ("scrypt", 2**14, 8, 5)
    assert "Meister" not in stored


def test_each_hash_has_a_salt_of_its_own() -> None:
    assert password.hash_password("same") != password.hash_password("same")


def test_a_hash_of_cheaper_times_still_checks() -> None:
    stored = "scrypt$16$1$1$c2FsdA==$6HAY4+aSNLHpdQFB3Gz/AfPPCCRFPKvKvDf7WnBQh9A="
    assert password.verify("secret", stored)
    assert not password.verify("Secret", stored)


def test_a_scheme_of_another_house_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="bcrypt"):
        password.verify("x", "bcrypt$1$1$1$AA==$AA==")
