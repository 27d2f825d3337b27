from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.store import aws
from infra.cloud import retained, storage
from infra.cloud.account import Account

WHOLE = {"Description": "Polydesk", "Resources": storage.resources("dev", protected=False)}


@pytest.fixture
def account() -> Iterator[Account]:
    with mock_aws():
        aws.forget()
        yield Account("eu-central-1")


def test_on_a_bare_account_there_is_nothing_to_take_in(account: Account) -> None:
    assert retained.found(account, "dev") == []


def test_what_was_left_is_found_by_its_names_and_the_key_by_its_alias(account: Account) -> None:
    key = account.client("kms").create_key()["KeyMetadata"]["KeyId"]
    account.client("kms").create_alias(AliasName="alias/polydesk-dev", TargetKeyId=key)
    s3 = account.client("s3")
    bucket = f"polydesk-dev-files-{account.number}"
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    table = storage.resources("dev", protected=False)["OutboxTable"]["Properties"]
    wanted = ("TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
    account.client("dynamodb").create_table(**{name: table[name] for name in wanted})
    found = {each["LogicalResourceId"]: each["ResourceIdentifier"] for each in retained.found(account, "dev")}
    assert found == {
        "OutboxTable": {"TableName": "polydesk-dev-outbox"},
        "FilesBucket": {"BucketName": bucket},
        "VaultKey": {"KeyId": key},
        "VaultAlias": {"AliasName": "alias/polydesk-dev"},
    }


def test_a_key_that_is_about_to_be_deleted_is_not_taken_in(account: Account) -> None:
    key = account.client("kms").create_key()["KeyMetadata"]["KeyId"]
    account.client("kms").create_alias(AliasName="alias/polydesk-dev", TargetKeyId=key)
    account.client("kms").schedule_key_deletion(KeyId=key)
    assert retained.found(account, "dev") == []


def test_an_import_has_nothing_in_its_template_but_what_is_taken_in() -> None:
    imports = [{"LogicalResourceId": "DeskTable"}, {"LogicalResourceId": "VaultKey"}]
    made = json.loads(retained.template(WHOLE, imports))
    assert set(made["Resources"]) == {"DeskTable", "VaultKey"}
    assert {each["DeletionPolicy"] for each in made["Resources"].values()} == {"Retain"}
