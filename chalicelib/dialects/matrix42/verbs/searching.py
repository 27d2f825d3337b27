"""Tickets found by their subject, category, state and people (specification, 9.1).

No index knows subjects, so tickets are looked at from the newest on, until there are enough or the time is over.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.parser import ids
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any
from chalicelib.dialects.matrix42.verbs import summary, targets
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import pickups, verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY, USER
from chalicelib.domain.filters.conditions import FALSE, Compare, Comparison, Condition, Like, Or, every
from chalicelib.domain.filters.operands import Literal, Stored
from chalicelib.domain.filters.patterns import Pattern, Wild
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.services.search import Deadline, search

MOST: Final = 200
MAX_TEXT: Final = 255  # characters of a subject, or of a name


def find(visit: Visit, query: Query, *classes: str) -> list[dict[str, Any]]:
    """The newest tickets that a query asks for in short, of some classes or of all. Raises Refused, SearchTimeout."""
    where = _condition(visit, query)
    found: list[dict[str, Any]] = []
    after, more = None, visit.may(Verb.READ, TICKET.name)
    deadline = Deadline(visit.budget)
    while more and len(found) < MOST:  # a page ends early where its texts weigh a lot
        deadline.check()
        page = search(
            kind=TICKET,
            where=where,
            logic=LOGIC,
            cls=classes,
            after=after,
            limit=MOST - len(found),
            descending=True,
            budget=visit.budget,
            sees=visit.sees,
        )
        found += summary.short(visit, page.records)
        after, more = page.records[-1].number if page.records else None, page.more
    return found


def _condition(visit: Visit, query: Query) -> Condition:
    refused: list[Refused] = []
    subject, category = (_text(query, name, refused) for name in ("Subject", "CategoryName"))
    if subject is None and category is None:
        refused.append(Refused(verbs.NEITHER, name="Subject", other="CategoryName"))
    states = _states(visit, query, refused)
    is_related = query.truth("OnlyRelatedToCurrentUser") or False
    said = ids.optional(query.text("CurrentUserId"), "CurrentUserId")
    raise_any(refused)
    return every(
        _about_people(visit, said) if is_related else None,
        _asql(visit, f"T(SPSCommonClassBase).State IN ({', '.join(map(str, states))})") if states else None,
        _asql(visit, _named(category)) if category is not None else None,
        None if subject is None else Like(Stored("subject"), _pattern(subject)),
    )


def _text(query: Query, name: str, refused: list[Refused]) -> str | None:
    found = query.text(name)
    if found is not None and len(found) > MAX_TEXT:
        refused.append(Refused(verbs.TOO_LONG, name=name, limit=MAX_TEXT))
    return found


def _pattern(said: str) -> Pattern:
    if Wild.ANY.value in said:
        return Pattern.parse(said, escape=None)
    return Pattern((Wild.ANY, said, Wild.ANY))


def _named(category: str) -> str:
    by = "LIKE" if Wild.ANY.value in category else "="
    quoted = category.replace("'", "''")
    return f"Category.Name {by} '{quoted}'"


def _asql(visit: Visit, said: str) -> Condition:
    table = visit.tables.of(visit.catalogue.definition(ACTIVITY))
    return read_where(said, table=table, context=visit.context())


def _states(visit: Visit, query: Query, refused: list[Refused]) -> list[int]:
    """The states of a list, separated by commas."""
    known = visit.catalogue.definition(pickups.STATUS).rows_by_key
    found: list[int] = []
    for said in filter(None, map(str.strip, (query.text("States") or "").split(","))):
        number = int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None
        if number in known and number is not None:
            found.append(number)
        else:
            refused.append(Refused(verbs.WRONG_VALUE, name="States", value=said))
    return [*dict.fromkeys(found)]


def _about_people(visit: Visit, said: UUID | None) -> Condition:
    """What somebody has reported or is responsible for: whoever is named, else the caller."""
    person = visit.person if said is None else _person(visit, said)
    if person is None:
        return FALSE
    return Or(tuple(_is(field, person) for field in ("requester", "assignee")))


def _person(visit: Visit, guid: UUID) -> Ref | None:
    found = targets.fragments(visit, USER, [guid]).get(guid)
    return None if found is None else found.ref


def _is(field: str, ref: Ref) -> Condition:
    return Compare(Stored(field), Comparison.EQUAL, Literal(ref))
