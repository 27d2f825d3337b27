from __future__ import annotations

import pytest

from tests.dialects.esm.desk import Desk, open_desk


@pytest.fixture
def desk(cloud: None) -> Desk:
    """A desk with folders, templates, and accounts of all sorts."""
    return open_desk()


@pytest.fixture
def quick_desk(desk: Desk) -> Desk:
    """The same, by the name of what tests of hundreds of calls want of it."""
    return desk
