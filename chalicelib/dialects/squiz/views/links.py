"""Links."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.dialects.squiz import access, callback
from chalicelib.dialects.squiz.parser import links as parser
from chalicelib.dialects.squiz.parser import query
from chalicelib.dialects.squiz.serializer import answers
from chalicelib.dialects.squiz.serializer.links import link as shown
from chalicelib.domain.role import Verb
from chalicelib.errors import Faults
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.tree import linking, places


def create(request: Request) -> Response:
    """A new link between two assets."""
    access.require_writing(request.caller, Verb.CREATE)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    wanted = parser.creation(request, faults)
    faults.raise_any()
    assert wanted is not None  # noqa: S101  there is a fault otherwise
    ends = places.find_all(numbers=[number for number in (wanted.major, wanted.minor) if number])
    access.require_there(ends, zip(wanted.ends, (wanted.major, wanted.minor), strict=True))
    access.require(request.caller, Verb.CREATE, ends[wanted.major])
    access.require(request.caller, Verb.READ, ends[wanted.minor])
    link = linking.create(
        major=wanted.major,
        minor=wanted.minor,
        tie=wanted.tie,
        caller=request.caller,
        announce=callback.linked(request.caller, wanted=triggers),
    )
    return answers.created(request, f"links/{link.number}", shown(link))


def read(request: Request) -> Response:
    """One link."""
    link = access.link(request, Verb.READ)
    faults = Faults()
    query.triggers(request.query, faults)
    faults.raise_any()
    return answers.written(shown(link))


def change(request: Request) -> Response:
    """A link that says something else. Its ends stay."""
    link = access.link(request, Verb.EDIT)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    said = parser.change(request, faults)
    faults.raise_any()
    changed = linking.change(
        number=link.number,
        edit=lambda tie: replace(tie, **said),
        caller=request.caller,
        announce=callback.relinked(request.caller, wanted=triggers),
    )
    return answers.written(shown(changed))


def delete(request: Request) -> Response:
    """A link that is no more."""
    link = access.link(request, Verb.EDIT)
    faults = Faults()
    triggers = query.triggers(request.query, faults)
    faults.raise_any()
    announce = callback.unlinked(request.caller, wanted=triggers)
    linking.remove(number=link.number, caller=request.caller, announce=announce)
    return answers.done()
