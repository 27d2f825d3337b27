"""Local clouds to test against: processes of their own, free ports, data directories that are thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.local_cloud import LocalCloud


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud that all tests share; leave it running, and its limits and clock as they are."""
    cloud = LocalCloud(tmp_path_factory.mktemp("shared") / "data").start()
    yield cloud
    cloud.end()
    cloud.kill()


@pytest.fixture(scope="session")
def spare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud that all tests share who change limits or move the clock; leave it running."""
    cloud = LocalCloud(tmp_path_factory.mktemp("spare") / "data").start()
    yield cloud
    cloud.end()
    cloud.kill()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[LocalCloud]:
    """A local cloud of one's own, not started yet."""
    cloud = LocalCloud(tmp_path / "data")
    yield cloud
    if cloud.process:
        cloud.kill()
