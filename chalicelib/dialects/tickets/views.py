"""The views: parse, call a service, serialize. The four resources have the same five verbs, so each view serves them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from chalicelib.dialects.tickets import callback, front_page, targets, translation, wire
from chalicelib.dialects.tickets.parser import body, entities, paging
from chalicelib.dialects.tickets.parser.entities import Content
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.serializer import answers
from chalicelib.dialects.tickets.serializer.entities import entity
from chalicelib.dialects.tickets.vocabulary.resources import TICKETS, VERBS_BY_METHOD, of_route
from chalicelib.dialects.tickets.vocabulary.settings import DIALECT, SETTINGS
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults, Forbidden, NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import pages, records, references, settings
from chalicelib.services.jobs import Announce


def _of_resource(view: Callable[[Resource, Request], Response]) -> Callable[[Request], Response]:
    """Hand a view the resource of the path. Raises Forbidden where the role of the key does not allow the verb."""

    @wraps(view)
    def serve(request: Request) -> Response:
        resource = of_route(request.route)
        assert resource  # noqa: S101  these views stand below collections only
        if not request.caller.permissions.may(VERBS_BY_METHOD[request.method], resource.kind.name):
            raise Forbidden
        return view(resource, request)

    return serve


@_of_resource
def list_all(resource: Resource, request: Request) -> Response:
    """The entities of a resource, by ascending id."""
    wanted = paging.read(request.query)
    page = pages.page(kind=resource.kind, cls=resource.cls, after=wanted.after, skip=wanted.skip, limit=wanted.top)
    names = references.names(records=page.records, fields=resource.references)
    shapes = (entity(resource, record, names) for record in page.records)
    return answers.entities(request, resource, shapes, more=page.more, paging=wanted)


@_of_resource
def create(resource: Resource, request: Request) -> Response:
    """A new entity."""
    faults = Faults()
    content = entities.creation(resource, body.read(request, resource), faults)
    targets.check_new(content, faults)
    values = translation.creation(resource, content, settings.get(section=DIALECT, declared=SETTINGS))
    record = records.create(
        kind=resource.kind,
        values=values,
        caller=request.caller,
        faults=faults,
        announce=_announce(resource, content, {}),
    )
    return answers.created(request, resource, _shape(resource, record))


@_of_resource
def read(resource: Resource, request: Request) -> Response:
    """One entity."""
    return answers.entity(request, resource, _shape(resource, _find(resource, entities.number(request.params["id"]))))


@_of_resource
def replace(resource: Resource, request: Request) -> Response:
    """An entity as the body says it shall be."""
    number = entities.number(request.params["id"])
    members = body.read(request, resource)
    entities.require_id(members, number)
    before, faults = _find(resource, number), Faults()
    content = entities.replacement(resource, members, faults)
    names: dict[Ref, Record] = {}

    def edit(record: Record) -> Change:
        names.update(references.names(records=[record], fields=resource.references))
        targets.check_kept(content, record, names, faults)
        return translation.change(resource, content, record, names)

    record = records.change(
        kind=resource.kind,
        number=number,
        before=before,
        edit=edit,
        caller=request.caller,
        faults=faults,
        announce=_announce(resource, content, names),
    )
    record.neighbours.update(names)  # so that they are not read again
    return answers.entity(request, resource, _shape(resource, record))


@_of_resource
def delete(resource: Resource, request: Request) -> Response:
    """An entity as it was, which is gone from here on."""
    record = _find(resource, entities.number(request.params["id"]))
    shape = _shape(resource, record)
    records.trash(kind=resource.kind, number=record.number, before=record, caller=request.caller)
    return answers.entity(request, resource, shape)


def describe(request: Request) -> Response:
    """What this API is, for people."""
    return front_page.page(request)


def _find(resource: Resource, number: int) -> Record:
    """The record of an id. Raises NotFound, also for a record of the same kind that another resource shows."""
    record = records.get(kind=resource.kind, number=number)
    if not resource.shows(record):
        raise NotFound
    return record


def _announce(resource: Resource, content: Content, names: dict[Ref, Record]) -> Announce | None:
    """Tickets send e-mail, unless the body says not to."""
    if resource is not TICKETS or content.get("DoNotSendEmail"):
        return None
    return lambda before, after: callback.announcement(before, after, {**after.neighbours, **names})


def _shape(resource: Resource, record: Record) -> wire.Entity:
    return entity(resource, record, references.names(records=[record], fields=resource.references))
