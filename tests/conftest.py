"""What all tests share: the environment, the store in process, and factories of plain values."""

from __future__ import annotations

import gc
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
from moto import backend_index

from chalicelib.domain import password
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.role import Permissions, administrator
from tests.lengths import examples, left_out

settings.register_profile("house", deadline=None, max_examples=examples(50))
settings.load_profile("house")

# moto holds each request against the addresses of two hundred services, and takes them all down anew for each test.
_SERVICES = frozenset({"dynamodb", "kms", "s3", "ses", "sns", "sqs", "ssm", "sts"})
backend_index.backend_url_patterns[:] = [each for each in backend_index.backend_url_patterns if each[0] in _SERVICES]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The fast suite takes samples of what has many cases, and leaves out what takes long."""
    if gone := set(left_out(items)):
        config.hook.pytest_deselected(items=[item for item in items if item in gone])
        items[:] = [item for item in items if item not in gone]


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays: whoever looks for garbage need not look at it, and not so often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(autouse=True, scope="session")
def honest_cost() -> Iterator[password.Cost]:
    """Passwords are hashed at next to no cost, but where a test asks for the cost that production has: this one."""
    honest = password.COST
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "COST", password.Cost(16, 1, 1))
        yield honest


@pytest.fixture
def cloud() -> Iterator[None]:
    """An empty store: DynamoDB, SSM, SQS and S3 in process, tables made, nothing remembered.

    Clients stay from test to test: making them takes a quarter of a second. The store's own tests have moto's DynamoDB.
    """
    from tests.quick import quick_cloud

    with quick_cloud():
        yield


@pytest.fixture
def queues(cloud: None) -> None:
    """The queues beside the empty store, for tests of what leaves."""
    from tests.queues import make_queues

    make_queues()


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
