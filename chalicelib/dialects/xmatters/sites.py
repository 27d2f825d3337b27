"""Sites: found, listed, created and changed (specification, 8.3)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.dialects.xmatters.parser.query import integer
from chalicelib.dialects.xmatters.parser.sites import SiteContent
from chalicelib.dialects.xmatters.people import uuid
from chalicelib.dialects.xmatters.vocabulary.sites import KEYS, ROOT, TAKEN
from chalicelib.dialects.xmatters.vocabulary.versions import Version
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import TRUE, Compare, Comparison, Condition, Like
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Literal, Stored
from chalicelib.domain.filters.patterns import Part, Pattern, Wild
from chalicelib.domain.record import Change, Record
from chalicelib.domain.site import SITE
from chalicelib.errors import Fault, Faults, Invalid, NotFound, Taken
from chalicelib.services import counts, identities, records
from chalicelib.services.pages import Page
from chalicelib.services.search import search

PAGE: Final = 100
_FOLDING: Final = Logic(folds_case=True)
_BUDGET: Final = 20.0  # seconds
_NAME: Final = Stored("name")


def find(named: str, *, trashed: bool = False) -> Record:
    """The site with a UUID or a number. Raises NotFound. `trashed`: also one in the trash."""
    number = integer(named)
    if number is not None:
        return _numbered(number, named)
    guid = uuid(named)
    site = identities.by_guid(kind=SITE, named=[guid], trashed=trashed).get(guid) if guid else None
    if site is None:
        raise _unknown(named)
    return site


def to_change(named: str, version: Version) -> Record:
    """The site that a version's address of a change names. Raises NotFound."""
    if version.sites_by_name:
        return identities.by_value(kind=SITE, field="name", value=named) or find(named)
    if uuid(named) is None:
        raise _unknown(named)
    return find(named)


def page(name: str | None, after: int | None) -> Page:
    """Sites with a name, or all of them, the highest number first."""
    return search(
        kind=SITE, where=_named(name), logic=_FOLDING, after=after, limit=PAGE, descending=True, budget=_BUDGET
    )


def count(name: str | None) -> int:
    """How many sites have a name, or there are."""
    return counts.count(kind=SITE, where=_named(name), logic=_FOLDING, budget=_BUDGET)


def create(content: SiteContent, caller: Caller, faults: Faults) -> Record:
    """A new site. Raises Invalid with everything that is wrong, `faults` included."""
    _check(content, None, faults)
    try:
        return records.create(
            kind=SITE, values=content.values, extras={DIALECT: dict(content.coordinates)}, caller=caller
        )
    except Taken:  # by somebody who came at the same moment
        raise Invalid([_taken()]) from None


def change(site: Record, content: SiteContent, caller: Caller, faults: Faults) -> Record:
    """Change a site, and answer it as it is then. Raises Invalid with everything that is wrong, `faults` included."""
    _check(content, site, faults)
    wanted = Change(content.values, {DIALECT: dict(content.coordinates)})
    try:
        return records.change(kind=SITE, number=site.number, edit=lambda _: wanted, caller=caller, before=site)
    except Taken:
        raise Invalid([_taken()]) from None


def _check(content: SiteContent, site: Record | None, faults: Faults) -> None:
    holder = identities.by_value(kind=SITE, field="name", value=content.name) if content.name else None
    if holder is not None and (site is None or holder.number != site.number):
        faults.append(_taken())
    if faults:
        raise Invalid(sorted(faults, key=lambda fault: KEYS.index(str(fault.path[1]))))


def _taken() -> Fault:
    return Fault((ROOT, "name"), "unique", TAKEN)


def _numbered(number: int, named: str) -> Record:
    try:
        return records.get(kind=SITE, number=number)
    except NotFound:
        raise _unknown(named) from None


def _unknown(named: str) -> NotFound:
    return NotFound(f"Site {named} is not found.")


def _named(name: str | None) -> Condition:
    """Sites whose whole name it is; `*` stands for any run of characters."""
    if not name:
        return TRUE
    if "*" not in name:
        return Compare(_NAME, Comparison.EQUAL, Literal(name))
    parts: list[Part] = []
    for index, run in enumerate(name.split("*")):
        if index:
            parts.append(Wild.ANY)
        if run:
            parts.append(run)
    return Like(_NAME, Pattern(tuple(parts)))
