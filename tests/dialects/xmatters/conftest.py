from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.domain import clock
from chalicelib.services import caches
from tests.dialects.xmatters.alarm import Alarm, furnish
from tests.dialects.xmatters.desk import Desk, open_desk
from tests.quick import quick_dynamodb


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk with people, groups and sites, on a quick DynamoDB; moto keeps the keys."""
    caches.clear()
    clock.reset()
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}), quick_dynamodb():
        yield open_desk()
    caches.clear()
    clock.reset()


@pytest.fixture
def alarm(desk: Desk) -> Alarm:
    """A desk that alerts."""
    return furnish(desk)
