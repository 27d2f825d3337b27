from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.domain import clock
from chalicelib.services import caches
from tests.dialects.esm.desk import Desk, open_desk
from tests.quick import quick_dynamodb


@pytest.fixture
def desk(cloud: None) -> Desk:
    """A desk with folders, a custom template, and accounts of all sorts."""
    return open_desk()


@pytest.fixture
def quick_desk() -> Iterator[Desk]:
    """The same on a quick DynamoDB, for tests of hundreds of calls; moto keeps the files and the keys."""
    caches.clear()
    clock.reset()
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}), quick_dynamodb():
        yield open_desk()
    caches.clear()
    clock.reset()
