"""People (specification, 8.1 and 8.2)."""

from __future__ import annotations

from chalicelib.dialects.xmatters import company, people, wire
from chalicelib.dialects.xmatters.parser import body, query
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.people import new_person
from chalicelib.dialects.xmatters.serializer import answers
from chalicelib.dialects.xmatters.serializer.people import person as shape
from chalicelib.dialects.xmatters.views.call import READ, needs, version
from chalicelib.dialects.xmatters.vocabulary.people import SUPERVISES
from chalicelib.domain.record import Record
from chalicelib.errors import Fault, Faults, Invalid
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import references


@needs(READ, to="view people")
def find_person(request: Request) -> Response:
    """The person with a user id."""
    name = (query.value(request.query, "targetName") or "").strip()
    if not name:
        raise Invalid([Fault(("targetName",), "required", words.REQUIRED)])
    return _show(people.find(name, by_guid=False), request)


@needs(READ, to="view people")
def read_person(request: Request) -> Response:
    """The person with a UUID or a user id."""
    return _show(people.find(request.params["id"]), request)


@needs(SUPERVISES, to="create people")
def create_person(request: Request) -> Response:
    """A new person."""
    faults = Faults()
    new = new_person(body.read_object(request), company.current(), faults)
    person = people.create(new, request.caller, faults)
    return answers.respond(wire.PersonId(str(person.guid)), 201)


def _show(person: Record, request: Request) -> Response:
    site = references.names(records=[person], fields=["site"]).get(person.get("site"))
    return answers.respond(
        shape(
            person,
            site=site,
            web_login=people.web_login(person),
            version=version(request),
            company=company.current(),
            request=request,
        )
    )
