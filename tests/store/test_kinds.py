from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.record import Record
from chalicelib.store import kinds

pytestmark = pytest.mark.usefixtures("cloud")

AT = datetime(2026, 1, 1, tzinfo=UTC)
COMPANY = Kind(
    "company",
    fields_by_name(
        Field("name", required=True, max_length=255, unique=True),
        Field("size", FieldType.NUMBER, minimum=0, maximum=1e6, whole=True, indexed=True, default=3),
        Field("founded", FieldType.DATE_TIME, day=True),
        Field("level", FieldType.CHOICE, choices=("a", "b"), default="a"),
        Field("people", FieldType.REFERENCE, multiple=True, max_values=5, target=("person", "group")),
        Field("seal", read_only=True),
    ),
    space="asset",
    name_field="name",
)


def test_a_declared_kind_is_read_back_as_it_was_written() -> None:
    kinds.put(COMPANY)
    kinds.put(Kind("bare", {}))
    assert kinds.all_kinds() == [Kind("bare", {}), COMPANY]


def test_a_declared_kind_calls_its_records_by_their_name() -> None:
    kinds.put(COMPANY)
    (kind,) = kinds.all_kinds()
    assert Record(kind, 7, UUID(int=1), 1, AT, AT, fields={"name": "Acme"}).title == "Acme"
    assert Record(kind, 7, UUID(int=1), 1, AT, AT).title == "7"
