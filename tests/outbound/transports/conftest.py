"""A vault that works, for callbacks with secrets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib import config
from chalicelib.store import aws, vault


@pytest.fixture(scope="module")
def sealing() -> Iterator[None]:
    """A vault with its key."""
    with mock_aws():
        kms = aws.client("kms")
        kms.create_alias(AliasName=config.VAULT_KEY, TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
        yield
    vault.forget()
