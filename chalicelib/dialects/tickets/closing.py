"""How the two times of a PUT close and reopen a ticket.

A client usually sends back the whole object that it read, with one value added, so that a time which is merely echoed must
not count as a wish. Pure: no record, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Course:
    """Where a ticket stands.

    `closed_at`: None while it is open. `reopened_at`: its last reopening, if there was any; stays when it is closed again.
    `last_closed_at`: the closing that the last reopening ended, as far as this dialect knows; clients echo it.
    """

    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    last_closed_at: datetime | None = None


def follow(course: Course, closed: datetime | None, reopened: datetime | None) -> Course:
    """Where the ticket stands after a PUT with these two times (None: nothing said); `course` itself if nothing differs.

    The later of two new times decides and the other is dropped; at the same instant closing wins.
    """
    reopened_differs = reopened is not None and reopened != course.reopened_at
    closed_differs = closed is not None and closed != course.closed_at and not _is_echo(course, closed, reopened)
    if closed_differs and reopened_differs and closed is not None and reopened is not None:
        closed_differs = closed >= reopened
        reopened_differs = not closed_differs
    if closed_differs:
        return replace(course, closed_at=closed, last_closed_at=None)
    if reopened_differs:
        return Course(None, reopened, course.closed_at or course.last_closed_at)
    return course


def _is_echo(course: Course, closed: datetime, reopened: datetime | None) -> bool:
    return closed == course.last_closed_at and reopened is not None and reopened == course.reopened_at
