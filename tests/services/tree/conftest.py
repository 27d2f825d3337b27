"""Tests of the tree of assets begin with a root folder, and wait for nothing when they begin anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.store import guard
from tests.quick import furnished, quick_cloud
from tests.services.tree import forest


@pytest.fixture
def cloud() -> Iterator[None]:
    with quick_cloud():
        furnished("root", forest.plant_root)
        yield


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is overtaken tries again at once: what overtakes is certain in these tests."""
    monkeypatch.setattr(guard, "FIRST_PAUSE", 0.0)
