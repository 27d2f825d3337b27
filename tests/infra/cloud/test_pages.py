from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from infra.cloud import pages
from infra.cloud.account import Account
from infra.local.assets import Assets

BUCKET = "pages"


@pytest.fixture
def account() -> Iterator[Account]:
    with mock_aws():
        made = Account("eu-central-1")
        s3: Any = made.client("s3")
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        yield made


def test_every_file_that_the_local_gateway_serves_is_brought_with_its_type(account: Account) -> None:
    count = pages.upload(account, BUCKET)
    assert count == len(list(pages.paths()))
    for path in pages.paths():
        said = account.client("s3").get_object(Bucket=BUCKET, Key=path.lstrip("/"))
        asset = Assets().find(path)
        assert asset is not None
        assert (said["Body"].read(), said["ContentType"]) == (asset.content, asset.media_type)


def test_a_second_time_only_what_has_changed_is_brought(account: Account) -> None:
    pages.upload(account, BUCKET)
    assert pages.upload(account, BUCKET) == 0
    key = next(pages.paths()).lstrip("/")
    account.client("s3").put_object(Bucket=BUCKET, Key=key, Body=b"old")
    assert pages.upload(account, BUCKET) == 1


def test_clearing_leaves_nothing_not_even_former_versions(account: Account) -> None:
    pages.upload(account, BUCKET)
    pages.clear(account, BUCKET)
    account.client("s3").delete_bucket(Bucket=BUCKET)  # which S3 refuses while anything is in it
