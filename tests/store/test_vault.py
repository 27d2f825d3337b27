"""Secrets at rest, through a KMS of the process that really encrypts."""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.kms.models import kms_backends

from chalicelib import config
from chalicelib.errors import TooLarge, Unavailable
from chalicelib.store import aws, vault
from tests.lengths import examples
from tests.vault import make_vault_key


@pytest.fixture(scope="module")
def service() -> Iterator[Any]:
    """A KMS with the vault's key."""
    with mock_aws():
        make_vault_key()
        yield aws.client("kms")


@pytest.fixture
def kms(service: Any) -> Iterator[Any]:
    """The same, with a vault that remembers nothing."""
    vault.forget()
    yield service
    vault.forget()


def move_key(kms: Any) -> None:
    kms.update_alias(AliasName=config.VAULT_KEY, TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])


@pytest.fixture
def lose_keys(kms: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it, and KMS knows no key for the rest of the test."""
    return lambda: monkeypatch.setattr(kms_backends[DEFAULT_ACCOUNT_ID][config.REGION], "keys", {})


@pytest.mark.parametrize("text", ["geheim", "", "Grüße ✓", "a" * vault.MAX_BYTES, "\ud800", "\x00\x01"])
def test_what_was_sealed_opens(text: str, kms: Any) -> None:
    assert vault.unseal(vault.seal(text)) == text


def test_a_sealed_secret_does_not_show_and_is_never_the_same_twice(kms: Any) -> None:
    first, second = vault.seal("geheim"), vault.seal("geheim")
    assert first != second
    assert b"geheim" not in b64decode(first.removeprefix("kms1:"))


def test_more_than_kms_takes_is_too_large(kms: Any) -> None:
    with pytest.raises(TooLarge) as refused:
        vault.seal("ü" * 2_048)
    assert refused.value.limit == 4_095


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(st.text() | st.binary().map(lambda blob: "kms1:" + b64encode(blob).decode()))
def test_what_was_not_sealed_here_is_refused_by_its_meaning(kms: Any, sealed: str) -> None:
    with pytest.raises(ValueError, match="not sealed by the vault"):
        vault.unseal(sealed)


def test_what_another_deployment_sealed_does_not_open(kms: Any) -> None:
    foreign = kms.encrypt(KeyId=config.VAULT_KEY, Plaintext=b"\x01x", EncryptionContext={"stage": "other"})
    with pytest.raises(ValueError, match="not sealed by the vault"):
        vault.unseal("kms1:" + b64encode(foreign["CiphertextBlob"]).decode())


def test_a_changed_seal_does_not_open(kms: Any) -> None:
    blob = bytearray(b64decode(vault.seal("geheim").removeprefix("kms1:")))
    blob[-1] ^= 1
    with pytest.raises(ValueError, match="not sealed by the vault"):
        vault.unseal("kms1:" + b64encode(blob).decode())


def test_old_secrets_open_after_the_alias_has_moved_to_a_new_key(kms: Any) -> None:
    sealed = vault.seal("geheim")
    move_key(kms)
    assert vault.unseal(sealed) == "geheim"


def test_a_vault_without_its_key_is_unavailable(lose_keys: Callable[[], None]) -> None:
    lose_keys()
    with pytest.raises(Unavailable):
        vault.seal("geheim")


def test_a_key_that_is_out_of_reach_is_no_broken_secret(lose_keys: Callable[[], None]) -> None:
    sealed = vault.seal("geheim")
    lose_keys()
    with pytest.raises(Unavailable):
        vault.unseal(sealed)


def test_an_opened_secret_is_remembered_for_a_while(lose_keys: Callable[[], None]) -> None:
    sealed = vault.seal("geheim")
    vault.unseal(sealed)
    lose_keys()
    assert vault.unseal(sealed) == "geheim"


def test_a_fault_names_neither_the_secret_nor_what_it_was_sealed_as(kms: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(ValueError, match="vault") as refused:
        vault.unseal("kms1:top-secret")
    assert "top-secret" not in caplog.text + str(refused.value)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class Loads:
    """Opens secrets by turning them round, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, sealed: str) -> str:
        self.count += 1
        return sealed[::-1]


def test_memory_ends_after_its_seconds() -> None:
    clock, load = Clock(), Loads()
    memory = vault.Memory(300, clock=clock)
    for clock.time in (0, 299, 300, 599):
        assert memory.get("abc", load) == "cba"
    assert load.count == 2


def test_memory_is_no_longer_than_five_minutes() -> None:
    assert vault.SECONDS <= 300


def test_a_full_memory_starts_anew() -> None:
    load = Loads()
    memory = vault.Memory(300, size=2)
    for sealed in ("a", "b", "c", "a"):
        memory.get(sealed, load)
    assert load.count == 4


def test_what_is_forgotten_is_opened_anew() -> None:
    load = Loads()
    memory = vault.Memory(300)
    memory.get("a", load)
    memory.forget()
    memory.get("a", load)
    assert load.count == 2


def test_what_can_not_be_opened_is_not_remembered() -> None:
    def fail(sealed: str) -> str:
        raise Unavailable("no")

    memory = vault.Memory(300)
    with pytest.raises(Unavailable):
        memory.get("a", fail)
    assert memory.get("a", Loads()) == "a"
