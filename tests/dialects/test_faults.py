from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
import pytest

from chalicelib.dialects.faults import fault, meaning
from chalicelib.errors import Invalid, Malformed


class Device(msgspec.Struct, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(max_length=3, pattern="^[a-z]*$")]
    delay: Annotated[int, msgspec.Meta(ge=0)] = 0


class Body(msgspec.Struct):
    devices: Annotated[list[Device], msgspec.Meta(max_length=2)] = []
    by_name: dict[str, Device] = {}
    id: UUID | None = None
    kind: Annotated[str, msgspec.Meta(min_length=1)] = "x"


@pytest.mark.parametrize(
    ("body", "path", "code"),
    [
        ('{"devices":[{"name":1}]}', ("devices", 0, "name"), "type"),
        ('{"devices":[{"name":"a"},{}]}', ("devices", 1, "name"), "required"),
        ('{"devices":[{"name":"a","x":1}]}', ("devices", 0, "x"), "unknown"),
        ('{"devices":[{"name":"abcd"}]}', ("devices", 0, "name"), "too_long"),
        ('{"devices":[{"name":"A"}]}', ("devices", 0, "name"), "format"),
        ('{"devices":[{"name":"a","delay":-1}]}', ("devices", 0, "delay"), "range"),
        ('{"devices":[{"name":"a"},{"name":"a"},{"name":"a"}]}', ("devices",), "count"),
        ('{"by_name":{"a":{"name":1}}}', ("by_name", "name"), "type"),
        ('{"id":"x"}', ("id",), "format"),
        ("[]", (), "type"),
    ],
)
def test_a_complaint_names_place_and_kind(body: str, path: tuple[str | int, ...], code: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(body, type=Body)
    found = fault(caught.value)
    assert (found.path, found.code) == (path, code)


def test_what_is_no_json_is_malformed() -> None:
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(b"{")
    assert isinstance(meaning(caught.value), Malformed)


def test_wrong_content_is_invalid() -> None:
    assert isinstance(meaning(msgspec.ValidationError("Expected `int`, got `str` - at `$.a`")), Invalid)


def test_our_own_faults_are_not_the_callers() -> None:
    assert meaning(ValueError("x")) is None
    assert meaning(msgspec.EncodeError("x")) is None
