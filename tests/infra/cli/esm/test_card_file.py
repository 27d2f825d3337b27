from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli.esm import card_file
from infra.cli.refusals import path

CARD: dict[str, Any] = {"dataCardId": "123", "templateCode": "company", "folderCode": "companies", "data": {}}


def read(**said: Any) -> tuple[card_file.Row | None, list[str]]:
    faults = Faults()
    row = card_file.read({**CARD, **said}, (), faults)
    return row, [f"{path(fault.path)}: {fault.message}" for fault in faults]


def test_a_card_is_read_as_it_is_answered() -> None:
    row, faults = read(created="2020-01-02T03:04:05.678+02:00", hidden=True, deleted=False, name="x", templateId="9")
    assert faults == []
    assert row == card_file.Row(123, "company", "companies", {}, datetime(2020, 1, 2, 1, 4, 5, tzinfo=UTC), hidden=True)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"dataCardId": "0"}, "dataCardId: must be an id from 1 to 2147483647."),
        ({"dataCardId": 2**31}, "dataCardId: must be an id from 1 to 2147483647."),
        ({"dataCardId": "12a"}, "dataCardId: must be an id from 1 to 2147483647."),
        ({"dataCardId": None}, "dataCardId: must be an id from 1 to 2147483647."),
        ({"created": "2020-01-02"}, "created: must be a moment since 1970"),
        ({"created": "1969-12-31T00:00:00Z"}, "created: must be a moment since 1970"),
        ({"created": "9999-01-01T00:00:00Z"}, "created: must be a moment since 1970"),
        ({"created": 5}, "created: must be a moment since 1970"),
        ({"data": []}, "data: must be an object."),
        ({"deleted": True}, "deleted: must be false"),
        ({"folder": "f"}, "folder: is not known"),
    ],
)
def test_a_card_that_makes_no_sense_is_a_fault(said: dict[str, Any], fault: str) -> None:
    row, faults = read(**said)
    assert row is None
    assert len(faults) == 1
    assert faults[0].startswith(fault)
