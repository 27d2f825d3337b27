from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialects.squiz.desk import Desk

EXCHANGES = sorted((Path(__file__).parent / "wire").glob("*.json"))


@pytest.mark.parametrize("path", EXCHANGES, ids=lambda path: path.stem)
def test_recorded_exchanges_come_out_the_same(desk: Desk, path: Path) -> None:
    desk.client.play(path, headers={"Authorization": "Bearer {{full_token}}"})
