from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.store import aws, vault


@pytest.fixture
def vault_key(cloud: None) -> Iterator[None]:
    """The key of the vault beside the store of the test."""
    vault.forget()
    kms = aws.client("kms")
    kms.create_alias(AliasName=config.VAULT_KEY, TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    yield
    vault.forget()
