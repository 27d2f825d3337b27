from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec

from chalicelib.dialects.matrix42.wire.manual import ReleaseNote
from chalicelib.domain.api import State
from chalicelib.services import apis
from tests.dialects.matrix42.desk import Desk


def test_there_are_none_in_the_beginning(desk: Desk) -> None:
    assert desk.get("Help/ReleaseNotes").json == []


def test_each_step_is_told_the_newest_first(desk: Desk) -> None:
    first, second = datetime(2026, 9, 1, 9, 30, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)
    apis.move(operation="Entity.Fragments", to=State.DEPRECATED, public=False, at=first, note="Use lists.")
    apis.move(operation="esm.read_card", to=State.DEPRECATED, public=True, at=second, sunset_on=date(2027, 1, 31))
    found = desk.get("Help/ReleaseNotes").json
    assert found == [
        {
            "On": "2026-10-01T00:00:00Z",
            "Service": "esm",
            "Operation": "read_card",
            "From": "Active",
            "To": "Deprecated",
            "SunsetOn": "2027-01-31T00:00:00Z",
            "Note": "",
        },
        {
            "On": "2026-09-01T09:30:00Z",
            "Service": "Entity",
            "Operation": "Fragments",
            "From": "Active",
            "To": "Deprecated",
            "SunsetOn": None,
            "Note": "Use lists.",
        },
    ]
    assert msgspec.to_builtins(msgspec.convert(found, list[ReleaseNote])) == found
