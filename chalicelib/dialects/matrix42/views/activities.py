"""What becomes of tickets (specification, 9.3)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.parser.body import document
from chalicelib.dialects.matrix42.serializer.answers import empty, shown
from chalicelib.dialects.matrix42.verbs import assigning, scheduling, summary, targets, tracking
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import records


def get(request: Request) -> Response:
    """A ticket in short; `null` where there is none."""
    visit = Visit(request)
    found = targets.ticket(visit, request.params["objectId"], "objectId")
    if found is None:
        return shown(None)
    try:
        whole = records.get(kind=TICKET, number=found.number)
    except NotFound:
        return shown(None)
    return shown(summary.long(visit, whole))


def take_over(request: Request) -> Response:
    """The caller becomes responsible for tickets."""
    assigning.take_over(Visit(request), document(request))
    return empty()


def accept(request: Request) -> Response:
    """The same under another name."""
    return take_over(request)


def forward(request: Request) -> Response:
    """Somebody else becomes responsible for tickets."""
    assigning.forward(Visit(request), document(request))
    return empty()


def return_to_role(request: Request) -> Response:
    """Nobody is responsible for a ticket but its group."""
    assigning.return_to_role(Visit(request), document(request))
    return empty()


def pause(request: Request) -> Response:
    """Put tickets on hold."""
    scheduling.pause(Visit(request), document(request))
    return empty()


def reopen(request: Request) -> Response:
    """Tickets are in progress again."""
    scheduling.reopen(Visit(request), document(request))
    return empty()


def set_deadline(request: Request) -> Response:
    """Say until when tickets shall be resolved."""
    scheduling.set_deadline(Visit(request), document(request))
    return empty()


def track_working_time(request: Request) -> Response:
    """Note how long somebody has worked on tickets."""
    tracking.track(Visit(request), document(request))
    return empty()
