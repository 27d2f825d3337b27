"""Sites (specification, 8.3)."""

from __future__ import annotations

from chalicelib.dialects.pile import MAX_BYTES, Pile
from chalicelib.dialects.xmatters import company, sites, wire
from chalicelib.dialects.xmatters.parser import body, query
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.sites import site as content_of
from chalicelib.dialects.xmatters.serializer import answers, links
from chalicelib.dialects.xmatters.serializer.sites import created, identifier
from chalicelib.dialects.xmatters.serializer.sites import site as shape
from chalicelib.dialects.xmatters.views.call import READ, needs, version
from chalicelib.errors import Fault, Faults, Invalid, NotFound
from chalicelib.request import Request
from chalicelib.response import Response

_CURSOR = "startAfterSite"
_EDIT = "sites.edit"


@needs(READ, to="view sites")
def list_sites(request: Request) -> Response:
    """A page of sites, the highest number first."""
    name, start = query.value(request.query, "name"), query.value(request.query, _CURSOR)
    page = sites.page(name, _number(start))
    pile, more = Pile(MAX_BYTES - wire.HEAD), page.more or len(page.records) == sites.PAGE
    current, of = company.current(), version(request)
    for record in page.records:
        if not pile.add(answers.ENCODER.encode(shape(record, of, current)), forced=not pile):
            more = True
            break
    following = ""
    if more:
        last = identifier(page.records[len(pile) - 1], of)
        following = links.following(request, "sites/", [("name", name)] if name else (), (_CURSOR, last))
    total = "" if start is not None else str(sites.count(name))
    return answers.listed(wire.SitesHead(total, following, following), "sites", pile.parts)


@needs(READ, to="view sites")
def read_site(request: Request) -> Response:
    """A site."""
    return answers.respond(shape(sites.find(request.params["id"]), version(request), company.current()))


@needs(_EDIT, to="edit sites")
def create_site(request: Request) -> Response:
    """A new site."""
    faults = Faults()
    content = content_of(body.read_object(request, exact=True), company.current(), faults, new=True)
    return answers.respond(created(sites.create(content, request.caller, faults), version(request)))


@needs(_EDIT, to="edit sites")
def change_site(request: Request) -> Response:
    """A site as the body says it shall be."""
    site, faults, current = sites.to_change(request.params["id"], version(request)), Faults(), company.current()
    content = content_of(body.read_object(request, exact=True), current, faults, new=False)
    changed = sites.change(site, content, request.caller, faults)
    return answers.respond(shape(changed, version(request), current))


def _number(cursor: str | None) -> int | None:
    """The number behind which a page begins, of a site that may be gone by now. Raises Invalid for what names no site."""
    if cursor is None:
        return None
    number = query.integer(cursor)
    if number is not None:
        return number
    try:
        return sites.find(cursor, trashed=True).number
    except NotFound:
        raise Invalid([Fault((_CURSOR,), "type", words.NO_NUMBER)]) from None
