"""Tickets judged and changed, each in a transaction of its own, with an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any
from chalicelib.dialects.matrix42.schema.measures import ticket_number
from chalicelib.dialects.matrix42.verbs import targets
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import states, verbs
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from chalicelib.services.jobs import Announce
from chalicelib.services.records import Beside

Judge = Callable[[Record], Refused | None]
"""What is against doing something with a ticket as it stands."""


def is_closed(ticket: Record) -> bool:
    """Whether a ticket is closed."""
    return bool(ticket.get("state") == "closed")


def must_be_open(ticket: Record) -> Refused | None:
    """What all verbs but one have against a closed ticket."""
    return Refused(verbs.CLOSED, number=ticket_number(ticket)) if is_closed(ticket) else None


def note(action: str, text: str | None) -> Note:
    """An entry for a verb. Whether requesters may read it is said of the action."""
    return Note(text or "", format="html", public=verbs.VISIBLE[states.ACTIONS[action]], action=action)


@dataclass(frozen=True)
class Deed:
    """What is done with each of some tickets.

    `edit`: writes it into a draft; it may run several times. `judge`: see there. `passes`: which tickets stay as they are.
    `beside`: what is written in the same moment.
    """

    edit: Callable[[Draft], None]
    note: Note | None = None
    judge: Judge = must_be_open
    passes: Callable[[Record], bool] = lambda ticket: False
    announce: Announce | None = None
    beside: Beside = ()

    def judged(self, tickets: Iterable[Record]) -> list[Refused]:
        """What is against it."""
        left = (ticket for ticket in tickets if not self.passes(ticket))
        return [refused for ticket in left if (refused := self.judge(ticket)) is not None]

    def do(self, visit: Visit, number: int) -> Record:
        """Do it with one ticket, which is judged as it is by now. Refused, NotFound; Invalid for what the core refuses."""
        return records.change(
            kind=TICKET,
            number=number,
            edit=self._change,
            caller=visit.caller,
            announce=self.announce,
            beside=self.beside,
        )

    def _change(self, stands: Record) -> Change:
        if self.passes(stands):
            return Change()
        raise_any(filter(None, [self.judge(stands)]))
        draft = Draft(stands)
        self.edit(draft)
        return draft.change if self.note is None else replace(draft.change, notes=(self.note,))


def carry_out(visit: Visit, members: Members, named: Mapping[UUID, str], deed: Deed) -> None:
    """Do it with all tickets that ids name, or with none: what is wrong with the body or with a ticket is told first."""
    for ticket in judged(visit, members, named, deed):
        deed.do(visit, ticket.number)


def judged(visit: Visit, members: Members, named: Mapping[UUID, str], deed: Deed) -> list[Record]:
    """The tickets that ids name. Raises Refused for what is wrong with the body, and what is against it."""
    tickets = targets.tickets(visit, named, members.refused)
    members.refused += deed.judged(tickets)
    members.check()
    return tickets
