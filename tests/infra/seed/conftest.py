"""An empty store that all tests of a module share: sowing takes a second, looking at what was sown no time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from chalicelib.services import caches
from chalicelib.store import aws, tuning
from infra import resources
from tests.bucket import make_bucket


@pytest.fixture(scope="module")
def shared_cloud() -> Iterator[None]:
    with mock_aws():
        _forget()
        for table in resources.tables():
            aws.client("dynamodb").create_table(**table.definition)
        make_bucket()
        yield
    _forget()


def _forget() -> None:
    tuning.forget()
    caches.clear()
