"""Triggers: changes of assets and links, posted to one address (specification, section 9).

What is announced is small, and made in the transaction of the change; the worker words it, for the address of that moment.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from chalicelib.dialects import signing
from chalicelib.dialects.squiz.vocabulary import words
from chalicelib.dialects.squiz.vocabulary.settings import DIALECT, SETTINGS, TRIGGER_URL
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.delivery import Channel, Message, Outgoing
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link
from chalicelib.services import settings
from chalicelib.services.jobs import Announce

AGENT: Final = "Polydesk-Squiz"


def created(caller: Caller, *, wanted: bool) -> Callable[[Record], Announcement] | None:
    """What a new asset announces; nothing where triggers are not wanted, or nobody is told."""
    if not _is_heard(wanted):
        return None
    return lambda asset: _assets(words.ASSET_CREATED, caller, [asset.number], asset.created_at)


def updated(caller: Caller, *, wanted: bool) -> Announce | None:
    """What a changed asset announces."""
    if not _is_heard(wanted):
        return None
    return lambda _, asset: _assets(words.ASSET_UPDATED, caller, [asset.number], asset.updated_at)


def trashed(caller: Caller, *, wanted: bool) -> Callable[[Sequence[int]], Announcement] | None:
    """What assets announce that have gone to the trash together."""
    if not _is_heard(wanted):
        return None
    return lambda numbers: _assets(words.ASSET_TRASHED, caller, numbers, clock.now())


def linked(caller: Caller, *, wanted: bool) -> Callable[[Link], Announcement] | None:
    """What a new link announces."""
    return _of_link(words.LINK_CREATED, caller, wanted)


def relinked(caller: Caller, *, wanted: bool) -> Callable[[Link], Announcement] | None:
    """What a changed link announces."""
    return _of_link(words.LINK_UPDATED, caller, wanted)


def unlinked(caller: Caller, *, wanted: bool) -> Callable[[Link], Announcement] | None:
    """What a link announces that is no more."""
    return _of_link(words.LINK_REMOVED, caller, wanted)


def messages(job: Job, *, after: str | None) -> Iterator[Outgoing]:
    """One message for each asset, by rising number; none when there is no address any more."""
    url = _url()
    if url is None:
        return
    secret = signing.sealed(dialect=DIALECT)
    for number in sorted(job.facts["assets"]):
        key = f"{number:010d}"
        if after is None or key > after:
            yield Outgoing(key, _message(url, _body(job, number), secret))


def _of_link(event: str, caller: Caller, wanted: bool) -> Callable[[Link], Announcement] | None:
    if not _is_heard(wanted):
        return None
    return lambda link: _announcement(event, caller, [link.minor], clock.now(), link=link.number)


def _assets(event: str, caller: Caller, numbers: Sequence[int], at: datetime) -> Announcement:
    return _announcement(event, caller, numbers, at, link=None)


def _announcement(
    event: str, caller: Caller, numbers: Sequence[int], at: datetime, *, link: int | None
) -> Announcement:
    user = caller.person.number if caller.person else None
    return Announcement(event, {"assets": list(numbers), "link": link, "user": user, "at": int(at.timestamp())})


def _is_heard(wanted: bool) -> bool:
    return wanted and _url() is not None


def _url() -> str | None:
    url: str | None = settings.get(section=DIALECT, declared=SETTINGS)[TRIGGER_URL]
    return url


def _body(job: Job, number: int) -> dict[str, Any]:
    facts = job.facts
    return {
        "event": job.event,
        "asset_id": str(number),
        "link_id": _text(facts["link"]),
        "user_id": _text(facts["user"]),
        "at": facts["at"],
    }


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _message(url: str, body: dict[str, Any], secret: str | None) -> Message:
    return Message(
        channel=Channel.CALLBACK,
        to=url,
        body=json.dumps(body, separators=(",", ":")),
        media_type="application/json",
        headers={"User-Agent": AGENT},
        secret=secret,
    )
