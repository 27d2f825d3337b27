from __future__ import annotations

from pathlib import Path

import pytest

from chalicelib.services import limits
from tests.bucket import make_bucket
from tests.dialects.esm import layout
from tests.dialects.esm.desk import BASE, Desk

EXCHANGES = sorted((Path(__file__).parent / "wire").glob("*.json"))


@pytest.mark.parametrize("path", EXCHANGES, ids=lambda path: path.stem)
def test_recorded_exchanges_come_out_the_same(desk: Desk, path: Path) -> None:
    make_bucket()
    layout.lay_out(desk, path.stem)
    desk.client.known["esm"] = BASE
    for login in ("full", "reader", "restricted"):
        desk.client.known[login] = desk.log_in(login)
    if path.stem == "limits":
        limits.override(requests_per_minute=3)
    desk.client.play(path, headers={"Authorization": "{{full}}"})
