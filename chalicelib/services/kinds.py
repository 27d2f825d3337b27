"""Kinds by name: the built-in ones and those that the deployment's owner declared."""

from __future__ import annotations

from typing import Final

from chalicelib import config
from chalicelib.domain.agreement import AGREEMENT
from chalicelib.domain.alerting.event import EVENT
from chalicelib.domain.alerting.notification import NOTIFICATION
from chalicelib.domain.alerting.subscription import SUBSCRIPTION
from chalicelib.domain.asset import ASSET
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind, check
from chalicelib.domain.person import PERSON
from chalicelib.domain.saved_query import SAVED_QUERY
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.time_entry import TIME_ENTRY
from chalicelib.errors import Conflict, Faults, NotFound
from chalicelib.services.caches import Cache
from chalicelib.store import kinds as store

# A name that comes later has a hyphen: those without may be in use for kinds that were declared.
BUILT_IN: Final = {
    kind.name: kind
    for kind in (
        *(TICKET, PERSON, GROUP, SITE, SERVICE, ASSET, EVENT, NOTIFICATION, SUBSCRIPTION),
        *(CATEGORY, TIME_ENTRY, SAVED_QUERY, AGREEMENT),
    )
}

_declared: Final[Cache[dict[str, Kind]]] = Cache(seconds=config.CACHE_SECONDS, size=1)


def get(name: str) -> Kind:
    """The kind of a name; NotFound when there is none."""
    kind = find(name)
    if kind is None:
        raise NotFound(f"There is no kind {name}.")
    return kind


def find(name: str) -> Kind | None:
    """The kind of a name, if there is one."""
    return BUILT_IN.get(name) or declared().get(name)


def exists(name: str) -> bool:
    """Whether there is a kind of this name."""
    return find(name) is not None


def declared() -> dict[str, Kind]:
    """All declared kinds, at most five seconds old."""
    return _declared.get("", lambda: {kind.name: kind for kind in store.all_kinds()})


def declare(*, kind: Kind) -> None:
    """Declare a kind, or declare it anew; records keep values of fields that are gone. Raises what `judge` does."""
    judge(kind=kind)
    store.put(kind)
    _declared.clear()


def judge(*, kind: Kind) -> Kind | None:
    """Whether a kind can be declared; answers the declaration that it would take the place of.

    Raises Conflict for a built-in one and for a field that was of another type before, Invalid for what no store can hold.
    """
    if kind.name in BUILT_IN or "." in kind.name or "#" in kind.name:
        raise Conflict(f"{kind.name} can't be the name of a declared kind.")
    faults = Faults()
    check(kind, faults)
    faults.raise_any()
    former = {each.name: each for each in store.all_kinds()}.get(kind.name)
    if former is not None and (former.space != kind.space or _retyped(former, kind)):
        raise Conflict(f"Records of {kind.name} are stored in another form already.")
    return former


def _retyped(former: Kind, kind: Kind) -> bool:
    pairs = ((field, kind.fields.get(name)) for name, field in former.fields.items())
    return any(now is not None and (was.type, was.day) != (now.type, now.day) for was, now in pairs)
