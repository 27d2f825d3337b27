from __future__ import annotations

import pytest

from tests.dialects.xmatters.alarm import Alarm, furnish
from tests.dialects.xmatters.desk import Desk, open_desk


@pytest.fixture
def desk(cloud: None) -> Desk:
    """A desk with people, groups and sites."""
    return open_desk()


@pytest.fixture
def alarm(desk: Desk) -> Alarm:
    """A desk that alerts."""
    return furnish(desk)
