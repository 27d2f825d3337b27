from __future__ import annotations

import pytest

from tests.bucket import make_bucket
from tests.dialects.matrix42.desk import Desk, open_desk


@pytest.fixture
def desk(queues: None) -> Desk:
    """A desk with some people, groups, categories and accounts."""
    made = open_desk()
    make_bucket()
    return made
