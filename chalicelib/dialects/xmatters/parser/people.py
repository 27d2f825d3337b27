"""A new person, as the body says it shall be (specification, 8.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.xmatters.company import Company
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.dialects.xmatters.vocabulary.people import MAX_ENTRIES, MAX_LENGTH, ROOT, STATUSES
from chalicelib.domain import zone as zones
from chalicelib.errors import Faults

_DIGITS: Final = re.compile(r"[0-9]+", re.ASCII)
_MAX_ZONE: Final = 64

Ids = dict[int, str]  # by position in the list; those that are wrong in themselves are not there


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be created. What is missing or wrong is None, or empty, and noted elsewhere.

    `supervisors`: None when the body does not say any.
    """

    target_name: str | None
    first_name: str | None
    last_name: str | None
    active: bool
    language: str
    time_zone: str
    externally_owned: bool
    web_login: str | None
    phone_login: str | None
    roles: Ids
    site: str | None
    supervisors: Ids | None


def new_person(content: Mapping[str, Any], company: Company, faults: Faults) -> NewPerson:
    """What a body says; what is wrong with it is added to `faults`."""
    said = Members(content, faults, (ROOT,))
    target_name = said.text("targetName", most=MAX_LENGTH, required=True)
    return NewPerson(
        target_name=target_name and target_name.strip(),
        first_name=said.text("firstName", most=MAX_LENGTH, required=True),
        last_name=said.text("lastName", most=MAX_LENGTH, required=True),
        active=STATUSES[said.choice("status", STATUSES) or "active"],
        language=_language(said, company),
        time_zone=time_zone(said, company),
        externally_owned=bool(said.boolean("externallyOwned", required=True)),
        web_login=_web_login(said, target_name),
        phone_login=_phone_login(said),
        roles=_ids(said, "roles", required=True) or {},
        site=_site(said),
        supervisors=_ids(said, "supervisors"),
    )


def time_zone(said: Members, company: Company) -> str:
    """The time zone that an object names, by default the company's."""
    name = said.text("timezone", most=MAX_LENGTH)
    if name is None:
        return company.time_zone
    if len(name) > _MAX_ZONE or zones.find(name) is None:
        said.wrong("timezone", f"Timezone {words.shown(name)} is not defined.")
    return name


def _language(said: Members, company: Company) -> str:
    code = said.text("language", most=MAX_LENGTH)
    if code is None:
        return company.language
    if code.lower() not in company.languages:
        said.wrong("language", f"Language {words.shown(code)} is not defined.")
    return code.lower()


def _web_login(said: Members, target_name: str | None) -> str | None:
    login = said.text("webLogin", most=MAX_LENGTH) if said.says("webLogin") else target_name
    if login is not None and ":" in login:
        said.wrong("webLogin", "Value must not contain a colon")  # which ends a login where HTTP sends it
        return None
    return login and login.strip()


def _phone_login(said: Members) -> str | None:
    login = said.text("phoneLogin", most=MAX_LENGTH)
    if login is not None and _DIGITS.fullmatch(login) is None:
        said.wrong("phoneLogin", words.NO_DIGITS)
        return None
    return login


def _site(said: Members) -> str | None:
    content = said.get("site")
    site = None if content is None else said.member("site", content)
    return site.text("id", most=MAX_LENGTH, required=True) if site else None


def _ids(said: Members, key: str, *, required: bool = False) -> Ids | None:
    entries = said.entries(key, most=MAX_ENTRIES, required=required)
    if entries is None:
        return None
    parts = {index: said.member(key, entry, index) for index, entry in enumerate(entries)}
    ids = {index: part.text("id", most=MAX_LENGTH, required=True) for index, part in parts.items() if part}
    return {index: each for index, each in ids.items() if each is not None}
