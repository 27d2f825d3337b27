"""Events: listed, suspended, reactivated, ended (specification, 2)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters import events, wire
from chalicelib.dialects.xmatters.parser import body
from chalicelib.dialects.xmatters.parser import events as parser
from chalicelib.dialects.xmatters.serializer import answers, links
from chalicelib.dialects.xmatters.views.call import READ, SEND, needs
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting.events import set_standing

_COLLECTION: Final = "events"


@needs(READ, to="view events")
def list_events(request: Request) -> Response:
    """A page of events, the highest number first."""
    wanted = parser.listed(request.query)
    page = events.page(wanted)
    following = None
    if page.more:
        cursor = (parser.CURSOR, str(page.records[-1].number))
        following = links.following(request, _COLLECTION, wanted.filters, cursor)
    records = [wire.EventLink(links.path(request, _COLLECTION, str(each.number))) for each in page.records]
    return answers.respond(wire.Events(events.count(wanted), following, records))


@needs(SEND, to="change events")
def change_event(request: Request) -> Response:
    """Another standing of an event."""
    event = events.find(request.params["event"])
    standing = parser.standing(body.read_object(request))
    set_standing(number=event.number, standing=standing, caller=request.caller)
    return answers.done()
