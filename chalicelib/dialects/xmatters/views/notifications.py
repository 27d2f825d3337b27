"""Notifications: listed (specification, 6)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.parser import notifications as parser
from chalicelib.dialects.xmatters.serializer import answers, links
from chalicelib.dialects.xmatters.serializer.notifications import notification
from chalicelib.dialects.xmatters.views.call import READ, needs
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting import notifications

PAGE: Final = 100
_COLLECTION: Final = "notifications"


@needs(READ, to="view notifications")
def list_notifications(request: Request) -> Response:
    """A page of notifications, the highest number first."""
    wanted = parser.listed(request.query)
    page = notifications.page(
        course=wanted.course, since=wanted.since, until=wanted.until, after=wanted.after, limit=PAGE
    )
    following = ""
    if len(page.notifications) == PAGE:
        cursor = (parser.CURSOR, str(page.notifications[-1].number))
        following = links.following(request, _COLLECTION, wanted.filters, cursor)
    shown = [notification(each) for each in page.notifications]
    return answers.respond(wire.Notifications(str(page.total), following, shown))
