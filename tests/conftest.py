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

import pytest
from hypothesis import settings
from moto import mock_aws

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.role import Permissions, administrator
from chalicelib.services import caches
from chalicelib.store import aws

settings.register_profile("fast", deadline=None, max_examples=60)
settings.load_profile("fast")


@pytest.fixture
def cloud() -> Iterator[None]:
    """An empty store: DynamoDB, SSM, SQS and S3 in process, tables made, nothing remembered.

    Clients stay from test to test: moto stands between them and the network, and making them takes a quarter of a second.
    """
    from chalicelib.store.tables import MODELS

    with mock_aws():
        caches.clear()
        clock.reset()
        for model in MODELS:
            model.create_table(wait=False)
        yield
    caches.clear()
    clock.reset()


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
