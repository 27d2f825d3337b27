"""The store's own tests run on moto's DynamoDB: what all others run on is the local cloud's, and two see more than one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.services import caches
from chalicelib.store.tables import MODELS
from tests import quick


@pytest.fixture
def cloud() -> Iterator[None]:
    """An empty store: DynamoDB, SSM, SQS and S3 of moto, tables made, nothing remembered."""
    with mock_aws():
        caches.clear()
        clock.reset()
        _lay_tables()
        yield
    caches.clear()
    clock.reset()


@pytest.fixture
def quick_cloud() -> Iterator[None]:
    """The same with the quicker DynamoDB, for tests of many writes.

    A module whose tests all want it says so in a fixture `cloud` of its own.
    """
    with quick.quick_cloud():
        yield


_tables: dict[str, Any] = {}
"""The tables as moto keeps them: making them takes longer than most tests, emptying them no time."""


def _lay_tables() -> None:
    kept = dynamodb_backends[DEFAULT_ACCOUNT_ID][config.REGION].tables
    if not _tables:
        for model in MODELS:
            model.create_table(wait=False)
        _tables.update(kept)
    for name, table in _tables.items():
        table.items.clear()
        kept[name] = table
