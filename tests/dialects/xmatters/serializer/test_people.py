from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from chalicelib.dialects.xmatters.company import Company
from chalicelib.dialects.xmatters.serializer.people import person
from chalicelib.dialects.xmatters.vocabulary.versions import VERSIONS
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.request import Request

COMPANY = Company("en", "US/Pacific", {"en": "English"})
AT = datetime(2026, 1, 1, tzinfo=UTC)
GUID = "c04d43ef-2153-41de-b3f9-1be359509681"
REQUEST = Request.from_event({"path": "/"}, prefix="/reapi", params={"version": "2013-12-01"})


@pytest.mark.parametrize("version", VERSIONS)
def test_somebody_of_another_dialect_lacks_much(version: str) -> None:
    record = Record(PERSON, 7, UUID(GUID), 1, AT, AT, fields={"language": "fi-FI", "first_name": "Ada"})
    shape = person(record, site=None, web_login=None, version=VERSIONS[version], company=COMPANY, request=REQUEST)
    shown = msgspec.to_builtins(shape)
    assert shown["identifier"] == (None if version < "2014" else GUID)
    assert (shown["shortName"], shown["lastName"], shown["webLogin"], shown["phoneLogin"], shown["site"]) == (None,) * 5
    assert (shown["status"], shown["language"], shown["timezone"]) == ("active", "fi", "US/Pacific")
    assert shown["profiles"] == {"href": f"/reapi/2013-12-01/people/{GUID}/profiles"}
    assert ("targetName" in shown, "externalKey" in shown) == (version == "2015-04-01",) * 2
