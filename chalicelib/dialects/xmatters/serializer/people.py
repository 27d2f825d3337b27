"""Persons, with the keys of the version (specification, 8.1)."""

from __future__ import annotations

from msgspec import UNSET

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.company import DIALECT, Company
from chalicelib.dialects.xmatters.serializer import links
from chalicelib.dialects.xmatters.vocabulary.people import EXTERNALLY_OWNED
from chalicelib.dialects.xmatters.vocabulary.versions import Version
from chalicelib.domain.record import Record
from chalicelib.request import Request


def person(
    record: Record, *, site: Record | None, web_login: str | None, version: Version, company: Company, request: Request
) -> wire.Person:
    """A person as a version shows it."""
    user, guid = record.get("login"), str(record.guid)
    link = guid if version.links_by_guid else user or guid
    return wire.Person(
        identifier=guid if version.people_by_guid else user,
        short_name=user,
        target_name=user if version.target_names else UNSET,
        first_name=record.get("first_name"),
        last_name=record.get("last_name"),
        status="inactive" if record.get("active") is False else "active",
        language=company.code_of(record.get("language")),
        timezone=record.get("time_zone") or company.time_zone,
        externally_owned=bool(record.extra(DIALECT).get(EXTERNALLY_OWNED)),
        external_key=record.get("external_key") if version.target_names else UNSET,
        web_login=web_login,
        phone_login=record.get("phone_login"),
        site=_site(site, version, request) if site else None,
        profiles=wire.ProfilesLink(links.path(request, "people", link, "profiles")),
    )


def _site(site: Record, version: Version, request: Request) -> wire.SiteLink:
    link = str(site.guid) if version.links_by_guid else str(site.number)
    return wire.SiteLink(site.get("name") or "", links.path(request, "sites", link))
