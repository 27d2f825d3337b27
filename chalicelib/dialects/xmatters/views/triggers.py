"""New events from forms, by UUID and by names (specification, 3)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters import company, wire
from chalicelib.dialects.xmatters.parser import body
from chalicelib.dialects.xmatters.parser.trigger.order import order
from chalicelib.dialects.xmatters.serializer import answers
from chalicelib.dialects.xmatters.views.call import SEND, forbidden, needs
from chalicelib.dialects.xmatters.vocabulary.messages import NO_FORM
from chalicelib.domain.alerting.form import Form, FormKind
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services.alerting import catalogue, events

_FORMS: Final = "forms"  # also the name that an engine may have


@needs(SEND, to="send events")
def trigger(request: Request) -> Response:
    """A new event from the form of a UUID."""
    forms = catalogue.current()
    return _create(request, forms.form(request.params["form"]), forms)


def trigger_below_engines(request: Request) -> Response:
    """The same."""
    return trigger(request)


@needs(SEND, to="send events")
def create_event(request: Request) -> Response:
    """A new event from the form of a name in the engine of a name."""
    forms = catalogue.current()
    return _create(request, forms.form_named(request.params.get("engine", _FORMS), request.params["form"]), forms)


def create_event_by_older_address(request: Request) -> Response:
    """The same."""
    return create_event(request)


def create_event_of_engine_forms(request: Request) -> Response:
    """The same, where the engine is called as another address begins."""
    return create_event(request)


def create_event_of_engine_forms_by_older_address(request: Request) -> Response:
    """The same."""
    return create_event(request)


def _create(request: Request, form: Form | None, forms: catalogue.Catalogue) -> Response:
    if form is None or not form.active or form.kind is not FormKind.EVENT or not form.web_service:
        raise NotFound(NO_FORM)
    if form.senders and not form.names(request.caller):
        raise forbidden(request, "send events from this form")
    wanted = order(
        body.read_object(request, exact=True),
        form,
        watched=bool(forms.forms_watching(form)),
        user_agent=request.headers.get("user-agent", ""),
    )
    placed = events.create(order=wanted, caller=request.caller, base_url=request.base_url)
    shape = wire.EventId(str(placed.event.number))
    if placed.people > company.fast_resolution_above():
        shape = wire.EventId(shape.id, str(placed.people))
    return answers.respond(shape)
