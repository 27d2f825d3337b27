from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain import zone


def test_a_zone_has_its_iana_name() -> None:
    assert zone.find("Europe/Helsinki") == ZoneInfo("Europe/Helsinki")
    assert zone.named("UTC") is UTC


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "a\0b", "ä", None, 3]
)
def test_what_names_no_zone_finds_none_and_stands_for_utc(name: object) -> None:
    assert zone.find(name) is None
    assert zone.named(name) is UTC
