"""Groups (specification, 5)."""

from __future__ import annotations

from chalicelib.dialects.pile import MAX_BYTES, Pile
from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.parser import query
from chalicelib.dialects.xmatters.serializer import answers, links
from chalicelib.dialects.xmatters.serializer.groups import group
from chalicelib.dialects.xmatters.views.call import READ, needs
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.group import GROUP
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import counts, pages

_PAGE = 100
_BUDGET = 20.0  # seconds


@needs(READ, to="view groups")
def list_groups(request: Request) -> Response:
    """A page of groups, the oldest first."""
    after = query.cursor(request.query, "startAfter")
    total = counts.count(kind=GROUP, logic=Logic(), budget=_BUDGET)
    page = pages.page(kind=GROUP, after=after, limit=_PAGE)
    pile, last, more = Pile(MAX_BYTES - wire.HEAD), after or 0, page.more
    for record in page.records:
        if not pile.add(answers.ENCODER.encode(group(record)), forced=not pile):
            more = True
            break
        last = record.number
    following = links.following(request, "groups", (), ("startAfter", str(last))) if more else None
    head = wire.GroupsHead(total, following and links.absolute(request, following))
    return answers.listed(head, "records", pile.parts)
