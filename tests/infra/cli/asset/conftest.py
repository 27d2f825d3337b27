from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from tests.bucket import make_bucket
from tests.infra.cli.asset.grove import Grove


@pytest.fixture
def bucket(cloud: None) -> None:
    """The bucket of files beside the store of the test."""
    make_bucket()


@pytest.fixture
def grove(queues: None, caller: Caller) -> Grove:
    """A tree that is nothing but its root."""
    return Grove(caller)
