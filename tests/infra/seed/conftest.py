"""An empty store that all tests of a module share: sowing takes a second, looking at what was sown no time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.services import caches
from tests.bucket import make_bucket
from tests.quick import quick_dynamodb


@pytest.fixture(scope="module")
def shared_cloud() -> Iterator[None]:
    caches.clear()
    with mock_aws(config={"core": {"passthrough": {"services": ["dynamodb"]}}}), quick_dynamodb():
        make_bucket()
        yield
    caches.clear()
