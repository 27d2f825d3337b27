"""What is said about tickets (specification, 9.2)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.parser.body import document
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.verbs import noting, reading, targets
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.request import Request
from chalicelib.response import Response


def add(request: Request) -> Response:
    """A new entry; answers its id."""
    return shown({"JournalId": str(noting.add(Visit(request), document(request)))})


def get_list(request: Request) -> Response:
    """The entries of a ticket, newest first. `timeOffset` has no effect: moments are in UTC, and say so."""
    visit, query = Visit(request), Query(request)
    if query.text("objectLinkTemplate") is None:
        raise Refused(verbs.REQUIRED, name="objectLinkTemplate")
    start = query.whole("start") or 0
    count = query.whole("count")
    ticket = targets.ticket(visit, query.text("objectId"), "objectId")
    if ticket is None:
        raise Refused(verbs.NO_SUCH_TICKET, name="objectId", value=query.text("objectId"))
    return shown(reading.entries(visit, ticket, start=start, count=reading.USUAL_COUNT if count is None else count))
