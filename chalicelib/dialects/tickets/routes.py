"""The views: parse, call a service, serialize. The four resources have the same five verbs, so each view serves them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from chalicelib.dialects import admission
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.route import Route
from chalicelib.dialects.tickets import callback, errors, front_page, operations, targets, translation, wire
from chalicelib.dialects.tickets.negotiation import MEDIA_TYPES
from chalicelib.dialects.tickets.parser import body, entities, paging
from chalicelib.dialects.tickets.parser.entities import Content
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.serializer import answers
from chalicelib.dialects.tickets.serializer.entities import entity
from chalicelib.dialects.tickets.vocabulary import RESOURCES, SETTINGS, TICKETS, VERBS_BY_METHOD
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults, Forbidden, NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import pages, records, references, settings
from chalicelib.services.jobs import Announce

View = Callable[[Resource, Request], Response]


def list_all(resource: Resource, request: Request) -> Response:
    """The entities of a resource, by ascending id."""
    wanted = paging.read(request.query)
    page = pages.page(kind=resource.kind, cls=resource.cls, after=wanted.after, skip=wanted.skip, limit=wanted.top)
    names = references.names(records=page.records, fields=resource.references)
    shapes = (entity(resource, record, names) for record in page.records)
    return answers.entities(request, resource, shapes, more=page.more, paging=wanted)


def create(resource: Resource, request: Request) -> Response:
    """A new entity."""
    faults = Faults()
    content = entities.creation(resource, body.read(request, resource), faults)
    targets.check_new(content, faults)
    values = translation.creation(resource, content, settings.get(section=dialect.name, declared=SETTINGS))
    record = records.create(
        kind=resource.kind,
        values=values,
        caller=request.caller,
        faults=faults,
        announce=_announce(resource, content, {}),
    )
    return answers.created(request, resource, _shape(resource, record))


def read(resource: Resource, request: Request) -> Response:
    """One entity."""
    return answers.entity(request, resource, _shape(resource, _find(resource, entities.number(request.params["id"]))))


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


def delete(resource: Resource, request: Request) -> Response:
    """An entity as it was, which is gone from here on."""
    record = _find(resource, entities.number(request.params["id"]))
    shape = _shape(resource, record)
    records.trash(kind=resource.kind, number=record.number, before=record, caller=request.caller)
    return answers.entity(request, resource, shape)


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


def _say_no_cache(_: Request, response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _typed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Bodies of other types are refused only where a body is read."""
    return admission.typed(dialect, request, route) if request.method in ("POST", "PUT") else request


dialect = Dialect(
    __name__,
    name="tickets",
    title="Tickets API",
    speaks_as="the Tickets, Customers, Services and Operators API",
    description=front_page.SUMMARY,
    example="curl '{base}/Tickets?key=KEY'",
    errors=errors.render,
    accepts=frozenset({CredentialKind.KEY}),
    folds_case=True,
    media_types=frozenset(MEDIA_TYPES),
    admission=(admission.identified, admission.counted, _typed, admission.weighed),
    finish=_say_no_cache,
    settings=SETTINGS,
)

_VERBS: Final[tuple[tuple[str, str, View], ...]] = (
    ("GET", "", list_all),
    ("POST", "", create),
    ("GET", "/{id}", read),
    ("PUT", "/{id}", replace),
    ("DELETE", "/{id}", delete),
)


def _register(resource: Resource, method: str, path: str, view: View) -> None:
    verb = VERBS_BY_METHOD[method]

    def serve(request: Request) -> Response:
        if not request.caller.permissions.may(verb, resource.kind.name):
            raise Forbidden
        return view(resource, request)

    serve.__name__ = f"{view.__name__}_{resource.collection.lower()}"
    serve.__doc__ = view.__doc__
    operation = operations.operation(resource, method, is_list=not path)
    dialect.route(f"/{resource.collection}{path}", methods=(method,), operation=operation)(serve)


for _resource in RESOURCES:
    for _verb in _VERBS:
        _register(_resource, *_verb)


@dialect.route("", public=True)
def describe(request: Request) -> Response:
    """What this API is, for people."""
    return front_page.page(request)
