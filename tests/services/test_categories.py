from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.category import CATEGORY
from chalicelib.services import caches, categories, records

pytestmark = pytest.mark.usefixtures("cloud")


def test_a_category_is_found_by_its_name_and_of_two_the_first(caller: Caller) -> None:
    first, *_ = [records.create(kind=CATEGORY, values={"name": name}, caller=caller) for name in ("IT", "it", "Food")]
    assert categories.named(name=" It ") == first.ref
    assert categories.named(name="nothing") is None
    records.trash(kind=CATEGORY, number=first.number, caller=caller)
    caches.clear()
    found = categories.named(name="IT")
    assert found is not None
    assert found.number == first.number + 1
