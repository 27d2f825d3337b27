from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chalicelib.dialects.matrix42.parser import ids
from chalicelib.dialects.matrix42.schema.faults import Refused

GUID = UUID("d0f04f85-458f-40bd-aeb0-e97b08b933b5")


@pytest.mark.parametrize("said", [str(GUID), str(GUID).upper(), GUID.hex, f"{{{GUID}}}", f" {GUID} "])
def test_a_guid_has_several_spellings(said: str) -> None:
    assert ids.guid(said, "x") == ids.optional(said, "x") == GUID


@pytest.mark.parametrize("said", [None, ""])
def test_none_may_be_given(said: Any) -> None:
    assert ids.optional(said, "x") is None
    with pytest.raises(Refused):
        ids.guid(said, "x")


def test_nothing_has_the_nil_guid_and_in_bodies_it_means_none() -> None:
    assert ids.guid(str(ids.NIL), "x") == ids.NIL
    assert ids.optional(str(ids.NIL), "x") is None


@pytest.mark.parametrize(
    "said",
    ["x", 5, True, [], {}, str(GUID)[:-1], f"{GUID}0", "urn:uuid:" + str(GUID), "d0f04f85458f-40bd-aeb0-e97b08b933b5"],
)
def test_anything_else_is_refused(said: Any) -> None:
    for read in (ids.guid, ids.optional):
        with pytest.raises(Refused, match=r"^The value of ObjectId is not a GUID\.$"):
            read(said, "ObjectId")
