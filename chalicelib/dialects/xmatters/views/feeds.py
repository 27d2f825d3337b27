"""Feeds: subscriptions to events (specification, 4)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.parser import body
from chalicelib.dialects.xmatters.parser import feeds as parser
from chalicelib.dialects.xmatters.serializer import answers
from chalicelib.dialects.xmatters.views.call import SEND, forbidden
from chalicelib.dialects.xmatters.vocabulary.messages import NO_FORM
from chalicelib.domain.alerting.form import Form, FormKind
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.role import ANY
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import records
from chalicelib.services.alerting import catalogue, subscriptions

_SUBSCRIBE: Final = "create subscriptions"


def create_feed(request: Request) -> Response:
    """A new subscription."""
    forms = catalogue.current()
    if not any(_may(request.caller, each) for each in forms.forms if each.kind is FormKind.SUBSCRIPTION):
        _demand(request, may=request.caller.permissions.has(SEND))
    content = body.read_object(request)
    form = forms.form(parser.form_uuid(content))
    if form is None or form.kind is not FormKind.SUBSCRIPTION or not form.active:
        raise NotFound(NO_FORM)
    _demand(request, may=_may(request.caller, form))
    wanted = parser.feed(content, form, _person(request.caller))
    made = subscriptions.create(
        form=form.uuid,
        name=wanted.name,
        description=wanted.description,
        owner=wanted.owner.ref,
        subscribers=wanted.subscribers,
        devices=wanted.devices,
        criteria=wanted.criteria,
        delay=wanted.delay,
        caller=request.caller,
    )
    return answers.respond(wire.FeedLink(f"/feeds/{made.guid}"), 201)


def _may(caller: Caller, form: Form) -> bool:
    """Whether somebody may subscribe: who may do everything, whom the form names, or, if it names nobody, who may send."""
    if caller.permissions.has(ANY):
        return True
    return form.names(caller) if form.senders else caller.permissions.has(SEND)


def _demand(request: Request, *, may: bool) -> None:
    if not may:
        raise forbidden(request, _SUBSCRIBE)


def _person(caller: Caller) -> Record | None:
    """The person behind a caller, unless it is gone."""
    try:
        return records.get(kind=PERSON, number=caller.person.number) if caller.person else None
    except NotFound:
        return None
