"""Recorded exchanges, sent as `agent` unless they say otherwise: `{"Authorization": "{{reader}}"}`, null for nobody.

Placeholders beside the logins: `ada`, `bela`, `chen` (ids of users), `ada_object` (of the person), `integrators` (of a security
role), `integrators_role`, `email` (of a service), `root`, `it`, `hardware` (of categories), `head_office` (of a location).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from tests.dialects.matrix42.desk import Desk, fragment, record, user

EXCHANGES = sorted((Path(__file__).parent / "wire").glob("*.json"))
CATEGORY_CLASS = "SPSScCategoryClassBase"


def known() -> dict[str, str]:
    """Ids of what the desk is furnished with. Numbers are counted for all kinds together."""
    return {
        "ada": user(1),
        "bela": user(2),
        "chen": user(3),
        "ada_object": str(record(PERSON, 1).guid),
        "integrators": fragment(GROUP, 5, "SPSSecurityClassRole"),
        "integrators_role": fragment(GROUP, 5, "SPSScRoleClassBase", 3),
        "head_office": fragment(SITE, 7, "SPSLocationClassBase"),
        "email": fragment(SERVICE, 8, "SPSServiceClassBase"),
        "root": fragment(CATEGORY, 9, CATEGORY_CLASS),
        "it": fragment(CATEGORY, 10, CATEGORY_CLASS),
        "hardware": fragment(CATEGORY, 11, CATEGORY_CLASS),
    }


@pytest.mark.parametrize("path", EXCHANGES, ids=lambda path: path.stem)
def test_recorded_exchanges_come_out_the_same(desk: Desk, path: Path) -> None:
    desk.client.known |= known()
    desk.client.play(path, headers={"Authorization": "{{agent}}"})
