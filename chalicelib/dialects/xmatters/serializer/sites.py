"""Sites (specification, 8.3)."""

from __future__ import annotations

from decimal import Decimal

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.company import DIALECT, Company
from chalicelib.dialects.xmatters.vocabulary.versions import Version
from chalicelib.domain.record import Record


def site(record: Record, version: Version, company: Company) -> wire.Site:
    """A site as a version shows it."""
    return wire.Site(
        identifier=identifier(record, version),
        name=record.get("name") or "",
        status="INACTIVE" if record.get("active") is False else "ACTIVE",
        language=company.name_of(record.get("language")),
        timezone=record.get("time_zone") or company.time_zone,
        address1=record.get("street") or "",
        address2=record.get("street2") or "",
        city=record.get("city") or "",
        state=record.get("state") or "",
        country=record.get("country") or "",
        postal_code=record.get("postal_code") or "",
        latitude=_coordinate(record, "latitude"),
        longitude=_coordinate(record, "longitude"),
    )


def identifier(record: Record, version: Version) -> str:
    """What a version calls a site by."""
    return str(record.guid) if version.links_by_guid else str(record.number)


def created(record: Record, version: Version) -> wire.SiteId:
    """A new site."""
    if version.links_by_guid:
        return wire.SiteId(str(record.guid))
    return wire.SiteId(str(record.guid), str(record.number))


def _coordinate(record: Record, name: str) -> str:
    """Degrees as they were sent, as long as they are still the same."""
    value, sent = record.get(name), record.extra(DIALECT).get(name)
    if value is None:
        return ""
    if isinstance(sent, str) and float(sent) == float(value):
        return sent
    return format(Decimal(str(value)), "f")
