"""The vault's key in the KMS of this process."""

from __future__ import annotations

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.kms.models import Key, kms_backends

from chalicelib import config
from chalicelib.store import aws, vault

_made: list[Key] = []


def make_vault_key() -> None:
    """The key under the name that the vault knows it by; the vault remembers nothing.

    Made once in a process: whatever a key is for, moto makes an RSA key for it, too, which takes a tenth of a second.
    """
    vault.forget()
    client = aws.client("kms")
    keys = kms_backends[DEFAULT_ACCOUNT_ID][config.REGION].keys
    if not _made:
        _made.append(keys[client.create_key()["KeyMetadata"]["KeyId"]])
    [key] = _made
    key.aliases.clear()
    keys[key.id] = key
    client.create_alias(AliasName=config.VAULT_KEY, TargetKeyId=key.id)
