"""What reading about the interface costs at DynamoDB: the same for one operation and for all."""

from __future__ import annotations

import pytest

from chalicelib.dialects.matrix42 import ids
from chalicelib.domain.api import Audience, State
from chalicelib.services import apis, caches
from chalicelib.store import dynamo
from tests.dialects.matrix42.desk import Desk

PATHS = (
    "Help/Services",
    f"Help/ServiceOperation/{ids.operation('Ticket', 'Create')}",
    f"Help/ServiceOperation/{ids.operation('Ticket', 'Create')}/CodeExample",
    "Help/OpenApi",
    "data/fragments/PLSLWebServiceOperation",
)


FEW = 16
"""Of the account, its person and role, settings, definitions; of what was laid down of operations."""


@pytest.mark.parametrize("path", PATHS)
def test_standings_are_read_once_and_not_for_each_operation(house: Desk, path: str) -> None:
    apis.move(operation="Task.Search", to=State.DEPRECATED, public=False)
    apis.set_audience(of="Objects", wanted=Audience(groups=frozenset({5})))
    caches.clear()
    anew = dynamo.reset_meter()
    assert house.get(path, login="full").status == 200
    assert 0 < anew.calls <= FEW
    again = dynamo.reset_meter()
    assert house.get(path, login="full").status == 200
    assert again.calls == 0, "within five seconds nothing is read again"
