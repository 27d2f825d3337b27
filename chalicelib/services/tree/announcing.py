"""What a change of the tree announces: a job of the dialect in its transaction."""

from __future__ import annotations

from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement, Job


def job(what: str, announcement: Announcement | None, caller: Caller) -> Job | None:
    """The job of an announcement. `what`: names what is changed, `link.77`."""
    if announcement is None:
        return None
    at = clock.now()
    return Job(f"{what}.{versions.mint(at)}", caller.dialect, announcement.event, announcement.facts, at)
