from __future__ import annotations

import pytest

from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk


@pytest.fixture
def ticket(desk: Desk) -> Record:
    return records.create(kind=TICKET, values={"subject": "Printer"}, caller=ADMIN)
