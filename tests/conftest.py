"""What all tests share: the environment, the store in process, and factories of plain values."""

from __future__ import annotations

import os

# Before anything of the project is imported: config reads the environment once.
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION="eu-central-1",
    POLYDESK_STAGE="local",
)
os.environ.pop("AWS_ENDPOINT_URL", None)

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.role import Permissions, administrator
from chalicelib.services import caches
from chalicelib.store import aws

settings.register_profile("fast", deadline=None, max_examples=40)
settings.load_profile("fast")


@pytest.fixture
def cloud() -> Iterator[None]:
    """An empty store: DynamoDB, SSM, SQS and S3 in process, tables made, nothing remembered.

    Clients stay from test to test: moto stands between them and the network, and making them takes a quarter of a second.
    """
    with mock_aws():
        caches.clear()
        clock.reset()
        _lay_tables()
        yield
    caches.clear()
    clock.reset()


@pytest.fixture
def quick_cloud() -> Iterator[None]:
    """The same with a DynamoDB that is quicker, for tests of many writes; moto keeps the rest.

    A module whose tests all want it says so in a fixture `cloud` of its own.
    """
    from tests.quick import quick_dynamodb

    caches.clear()
    clock.reset()
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}), quick_dynamodb():
        yield
    caches.clear()
    clock.reset()


_tables: dict[str, Any] = {}
"""The tables as moto keeps them: making them takes longer than most tests, emptying them no time."""


def _lay_tables() -> None:
    from moto.dynamodb.models import dynamodb_backends

    from chalicelib.store.tables import MODELS

    kept = dynamodb_backends[DEFAULT_ACCOUNT_ID][os.environ["AWS_DEFAULT_REGION"]].tables
    if not _tables:
        for model in MODELS:
            model.create_table(wait=False)
        _tables.update(kept)
    for name, table in _tables.items():
        table.items.clear()
        kept[name] = table


@pytest.fixture
def queues(cloud: None) -> None:
    """The queues beside the empty store, for tests of what leaves."""
    from chalicelib.outbound import queue
    from infra import resources

    queue.forget()
    resources.create_queues(aws.client("sqs"))


@pytest.fixture
def caller() -> Caller:
    """Somebody who may do everything."""
    return make_caller()


def make_caller(dialect: str = "tickets", login: str = "tester") -> Caller:
    return Caller(
        account=login,
        login=login,
        credential="key:test",
        kind=CredentialKind.KEY,
        dialect=dialect,
        permissions=Permissions((administrator("everything"),)),
    )
