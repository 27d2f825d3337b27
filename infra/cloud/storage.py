"""What a stage keeps: tables, queues, files, the key that seals secrets; made from what the local cloud is made from."""

from __future__ import annotations

from typing import Any, Final

from chalicelib import config
from infra import resources as definitions

Resources = dict[str, Any]

RETAINED: Final = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
"""What holds data outlives its stack."""
_DAYS: Final = 30  # that a file stays which was replaced or removed


def resources(stage: str, *, protected: bool) -> Resources:
    """All of it, by logical id. `protected`: tables can't be deleted by anybody before that is switched off."""
    return {
        **{f"{id_of(table.name)}Table": _table(table, stage, protected) for table in definitions.tables()},
        **{name: each for queue in definitions.queues() for name, each in _queue(queue, stage).items()},
        "FilesBucket": {**RETAINED, **bucket(files_bucket(stage), _lives())},
        "FilesBucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {
                "Bucket": {"Ref": "FilesBucket"},
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [only_encrypted("FilesBucket")]},
            },
        },
        "VaultKey": {**RETAINED, **_vault_key()},
        "VaultAlias": {
            **RETAINED,
            "Type": "AWS::KMS::Alias",
            "Properties": {"AliasName": alias(stage), "TargetKeyId": {"Ref": "VaultKey"}},
        },
    }


def kept(stage: str) -> dict[str, tuple[str, dict[str, str]]]:
    """What outlives its stack, by logical id: type and identifier, as an import wants it.

    `{account}` and `{key}` (the key behind the alias) are to be filled in.
    """
    found = {
        f"{id_of(table.name)}Table": ("AWS::DynamoDB::Table", {"TableName": in_stage(table.name, stage)})
        for table in definitions.tables()
    }
    return {
        **found,
        "FilesBucket": ("AWS::S3::Bucket", {"BucketName": f"polydesk-{stage}-files-{{account}}"}),
        "VaultKey": ("AWS::KMS::Key", {"KeyId": "{key}"}),
        "VaultAlias": ("AWS::KMS::Alias", {"AliasName": alias(stage)}),
    }


def alias(stage: str) -> str:
    """What the key is called that seals secrets."""
    return f"alias/polydesk-{stage}"


def files_bucket(stage: str) -> dict[str, str]:
    """The name of the bucket with the files, unique in the world by the account."""
    return {"Fn::Sub": f"polydesk-{stage}-files-${{AWS::AccountId}}"}


def bucket(name: dict[str, str], lifecycle: list[dict[str, Any]]) -> Resources:
    """A private, encrypted bucket that keeps former versions for a while."""
    return {
        "Type": "AWS::S3::Bucket",
        "Properties": {
            "BucketName": name,
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
            },
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "VersioningConfiguration": {"Status": "Enabled"},
            "LifecycleConfiguration": {"Rules": lifecycle},
        },
    }


def only_encrypted(bucket_id: str) -> dict[str, Any]:
    """The statement that refuses whoever comes without TLS."""
    arn = f"arn:${{AWS::Partition}}:s3:::${{{bucket_id}}}"
    return {
        "Sid": "RefuseWithoutTls",
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [{"Fn::Sub": arn}, {"Fn::Sub": f"{arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def id_of(name: str) -> str:
    """The noun of a table or queue as a logical id begins: `polydesk-dev-desk` → `Desk`."""
    return noun(name).capitalize()


def in_stage(name: str, stage: str) -> str:
    """A name of this process's stage as another stage says it."""
    return f"polydesk-{stage}-{noun(name)}"


def noun(name: str) -> str:
    """What a name says beside product and stage. Raises ValueError for one that the environment gave."""
    begins = f"polydesk-{config.STAGE}-"
    if not name.startswith(begins):
        raise ValueError(f"{name} was named by the environment.")
    return name.removeprefix(begins)


def _table(table: definitions.Table, stage: str, protected: bool) -> Resources:
    ttl = {"TimeToLiveSpecification": {"AttributeName": table.ttl, "Enabled": True}} if table.ttl else {}
    return {
        **RETAINED,
        "Type": "AWS::DynamoDB::Table",
        "Properties": {
            **table.definition,
            "TableName": in_stage(table.name, stage),
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            "SSESpecification": {"SSEEnabled": True},
            "DeletionProtectionEnabled": protected,
            **ttl,
        },
    }


def _queue(queue: definitions.Queue, stage: str) -> Resources:
    name = id_of(queue.name)
    dead = f"{name}DeadQueue"
    redrive = {"deadLetterTargetArn": {"Fn::GetAtt": [dead, "Arn"]}, "maxReceiveCount": queue.receives}
    return {
        f"{name}Queue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "QueueName": in_stage(queue.name, stage),
                "VisibilityTimeout": queue.visibility,
                "MessageRetentionPeriod": definitions.TWO_WEEKS,
                "RedrivePolicy": redrive,
                "SqsManagedSseEnabled": True,
            },
        },
        dead: {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "QueueName": in_stage(queue.dead_name, stage),
                "MessageRetentionPeriod": definitions.TWO_WEEKS,
                "SqsManagedSseEnabled": True,
            },
        },
    }


def _lives() -> list[dict[str, Any]]:
    return [
        {
            "Id": "FormerVersions",
            "Status": "Enabled",
            "NoncurrentVersionExpiration": {"NoncurrentDays": _DAYS},
            "ExpiredObjectDeleteMarker": True,
        },
        {
            "Id": "UploadsThatWereGivenUp",
            "Status": "Enabled",
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ]


def _vault_key() -> Resources:
    """A key that IAM decides about, turned over once a year."""
    owner = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
    statement = {"Sid": "LetIamDecide", "Effect": "Allow", "Principal": owner, "Action": "kms:*", "Resource": "*"}
    return {
        "Type": "AWS::KMS::Key",
        "Properties": {
            "Description": "Seals secrets of Polydesk at rest",
            "EnableKeyRotation": True,
            "KeyPolicy": {"Version": "2012-10-17", "Statement": [statement]},
        },
    }
