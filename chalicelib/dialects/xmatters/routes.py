"""The dialect and its routes; beside it the queue of agents and the page of answers, under addresses of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.dialects import late
from chalicelib.dialects.admission import counted, identified, weighed
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS
from chalicelib.domain.caller import CredentialKind
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import limits

if TYPE_CHECKING:
    from chalicelib.dialects.operation import Operation
    from chalicelib.dialects.route import View
    from chalicelib.dialects.xmatters import admission, errors, operations
    from chalicelib.dialects.xmatters.serializer import questions
    from chalicelib.dialects.xmatters.views import (
        callbacks,
        events,
        feeds,
        groups,
        notifications,
        people,
        properties,
        replies,
        sites,
        triggers,
    )
else:  # imported when they are first used
    admission, errors, operations, questions = late.rooms(
        __package__, "admission", "errors", "operations", "serializer.questions"
    )
    callbacks, events, feeds, groups, notifications, people, properties, replies, sites, triggers = late.rooms(
        f"{__package__}.views",
        *("callbacks", "events", "feeds", "groups", "notifications", "people", "properties", "replies", "sites"),
        "triggers",
    )

TRIGGERS_PER_MINUTE: Final = 60
_CACHE_CONTROL: Final = "no-cache,no-store,max-age=0"
_MAX_REPLY: Final = 64 << 10  # bytes


def _uncached(_: Request, response: Response) -> Response:
    response.headers.setdefault("Cache-Control", _CACHE_CONTROL)
    return response


def _finish(request: Request, response: Response) -> Response:
    """No answer is kept; those of limited routes tell the limit to whom it is for (specification, 1.6 and 1.9)."""
    if request.is_identified and _is_limited(request):
        limit = limits.in_force(dialect=dialect.name, default=TRIGGERS_PER_MINUTE) or TRIGGERS_PER_MINUTE
        response.headers |= {"X-Rate-Limit-Limit": str(limit), "X-Rate-Limit-Resource": "FormEventPost"}
    return _uncached(request, response)


def _is_limited(request: Request) -> bool:
    return any(
        route.limited and request.method in route.methods and request.route.endswith(route.path)
        for route in dialect.routes
    )


dialect = Dialect(
    __name__,
    name=DIALECT,
    title="xMatters REST API",
    speaks_as="the xMatters REST API (reapi)",
    description="Alert events from forms, told to people on their devices, answered, and reported back; people, groups, sites.",
    example="curl -u LOGIN:PASSWORD '{base}/2015-04-01/people?targetName=LOGIN'",
    errors=errors.render,
    accepts=frozenset({CredentialKind.BASIC}),
    requests_per_minute=TRIGGERS_PER_MINUTE,
    admission=(identified, admission.placed, counted, governed),
    finish=_finish,
    options=None,
    hides_unknown=True,
    settings=SETTINGS,
)


def _serve(method: str, path: str, view: View, operation: Operation, *, limited: bool = False) -> None:
    """Register a view below the version. `limited`: its calls count against the caller's minute."""
    dialect.route(f"/{{version}}{path}", methods=(method,), operation=operation, limited=limited)(view)


_serve("GET", "/events", events.list_events, operations.LIST_EVENTS)
_serve("PUT", "/events/{event}", events.change_event, operations.CHANGE_EVENT)
_serve("POST", "/feeds", feeds.create_feed, operations.CREATE_FEED)
_serve("GET", "/groups", groups.list_groups, operations.LIST_GROUPS)
_serve("GET", "/notifications", notifications.list_notifications, operations.LIST_NOTIFICATIONS)
_serve("GET", "/people", people.find_person, operations.FIND_PERSON)
_serve("GET", "/people/{id}", people.read_person, operations.READ_PERSON)
_serve("POST", "/people", people.create_person, operations.CREATE_PERSON)
_serve("PUT", "/properties/{uuid}/values", properties.replace_property_values, operations.REPLACE_VALUES)
_serve("GET", "/sites", sites.list_sites, operations.LIST_SITES)
_serve("GET", "/sites/{id}", sites.read_site, operations.READ_SITE)
_serve("POST", "/sites", sites.create_site, operations.CREATE_SITE)
_serve("POST", "/sites/{id}", sites.change_site, operations.CHANGE_SITE)
for _path, _view, _operation in (
    ("/forms/{form}/triggers", triggers.trigger, operations.TRIGGER),
    ("/engines/forms/{form}/triggers", triggers.trigger_below_engines, operations.TRIGGER),
    ("/engines/{engine}/{form}/events", triggers.create_event, operations.CREATE_EVENT),
    ("/engines/{engine}/{form}", triggers.create_event_by_older_address, operations.CREATE_EVENT),
    ("/engines/forms/{form}/events", triggers.create_event_of_engine_forms, operations.CREATE_EVENT_OF_FORMS),
    ("/engines/forms/{form}", triggers.create_event_of_engine_forms_by_older_address, operations.CREATE_EVENT_OF_FORMS),
):
    _serve("POST", _path, _view, _operation, limited=True)

agent = Dialect(
    __name__,
    name="xmatters-agent",
    title="xMatters integration agents",
    errors=errors.render,
    accepts=frozenset({CredentialKind.BASIC}),
    admission=(identified, admission.placed, admission.fetching),
    finish=_uncached,
    options=None,
    hides_unknown=True,
    documented=False,
)
agent.route("/callbacks")(callbacks.fetch_callbacks)
agent.route("/callbacks/{receipt}", methods=("DELETE",))(callbacks.acknowledge_callback)

respond = Dialect(
    __name__,
    name="xmatters-respond",
    title="Answers to alerts",
    errors=questions.refusal,
    accepts=frozenset(),
    max_body=_MAX_REPLY,
    admission=(weighed,),
    options=None,
    documented=False,
)
respond.route("/{token}", public=True, authorizer=False, limited=False)(replies.show_question)
respond.route("/{token}", methods=("POST",), public=True, authorizer=False, limited=False)(replies.take_answer)
