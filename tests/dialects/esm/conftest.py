from __future__ import annotations

import pytest

from tests.dialects.esm.desk import Desk, open_desk


@pytest.fixture
def desk(cloud: None) -> Desk:
    """A desk with folders, a custom template, and accounts of all sorts."""
    return open_desk()
