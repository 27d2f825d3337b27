from __future__ import annotations

import pytest

from app import app
from tests.dialects.matrix42.desk import Desk
from tests.wire import Client


@pytest.fixture
def house(desk: Desk) -> Desk:
    """The same desk in the app that serves all dialects."""
    client = Client(app)
    client.known |= desk.client.known
    return Desk(client)
