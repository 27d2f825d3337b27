"""An empty store that all tests of a module share: sowing takes a second, looking at what was sown no time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bucket import make_bucket
from tests.quick import quick_cloud


@pytest.fixture(scope="module")
def shared_cloud() -> Iterator[None]:
    with quick_cloud():
        make_bucket()
        yield
