"""What a stage left behind when its stack was destroyed, and how a new stack takes it in again."""

from __future__ import annotations

import json
from typing import Any, Final

from botocore.exceptions import ClientError

from infra.cloud import storage
from infra.cloud.account import Account
from infra.cloud.base import Template

Imports = list[dict[str, Any]]

_MISSING: Final = frozenset({"ResourceNotFoundException", "NotFoundException", "404", "NoSuchBucket", "NotFound"})


def found(account: Account, stage: str) -> Imports:
    """The resources that are there already, as an import names them."""
    key = _key(account, stage)
    fill = {"account": account.number, "key": key or ""}
    imports = []
    for name, (kind, identifier) in storage.kept(stage).items():
        filled = {attribute: value.format(**fill) for attribute, value in identifier.items()}
        if _is_there(account, kind, *filled.values(), key=key):
            imports.append({"ResourceType": kind, "LogicalResourceId": name, "ResourceIdentifier": filled})
    return imports


def template(whole: Template, imports: Imports) -> bytes:
    """A template of nothing but what is taken in: an import may make nothing else."""
    names = {each["LogicalResourceId"] for each in imports}
    resources = {name: each for name, each in whole["Resources"].items() if name in names}
    made = {"AWSTemplateFormatVersion": "2010-09-09", "Description": whole["Description"], "Resources": resources}
    return json.dumps(made, sort_keys=True).encode()


def _key(account: Account, stage: str) -> str | None:
    """The id of the key behind the stage's alias, if it can still be used."""
    try:
        said = account.client("kms").describe_key(KeyId=storage.alias(stage))["KeyMetadata"]
    except ClientError as error:
        _only_missing(error)
        return None
    usable: str | None = said["KeyId"] if said.get("KeyState", "Enabled") in ("Enabled", "Disabled") else None
    return usable


def _is_there(account: Account, kind: str, identifier: str, *, key: str | None) -> bool:
    try:
        match kind:
            case "AWS::DynamoDB::Table":
                account.client("dynamodb").describe_table(TableName=identifier)
            case "AWS::S3::Bucket":
                account.client("s3").head_bucket(Bucket=identifier, ExpectedBucketOwner=account.number)
            case _:
                return key is not None
    except ClientError as error:
        _only_missing(error)
        return False
    return True


def _only_missing(error: ClientError) -> None:
    if error.response["Error"]["Code"] not in _MISSING:
        raise error
