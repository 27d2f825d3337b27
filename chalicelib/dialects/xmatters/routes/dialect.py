"""The dialect, and how its views are registered: each with the ability that it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Final

from chalicelib.dialects.base import Dialect
from chalicelib.dialects.xmatters import admission, errors
from chalicelib.dialects.xmatters.company import DIALECT
from chalicelib.dialects.xmatters.operations import OPERATIONS
from chalicelib.dialects.xmatters.parser.body import MAX_BODY
from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS
from chalicelib.dialects.xmatters.vocabulary.versions import VERSIONS, Version
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Forbidden
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import limits

if TYPE_CHECKING:
    from chalicelib.dialects.route import View

TRIGGERS_PER_MINUTE: Final = 60
READ: Final = "read"
SEND: Final = "send"
_CACHE_CONTROL: Final = "no-cache,no-store,max-age=0"


def serve(
    method: str, path: str, *, needs: str | None, to: str, limited: bool = False, max_body: int = MAX_BODY
) -> Callable[[View], View]:
    """Register a view below the version.

    `needs`: an ability, None where the view asks itself; `to`: what for, as the refusal of a caller without it says.
    `limited`: calls count against the caller's minute. `max_body`: for the record; the view's parser sees to it.
    """

    def register(view: View) -> View:
        @wraps(view)
        def permitted(request: Request) -> Response:
            if needs is not None and not request.caller.permissions.has(needs):
                raise forbidden(request, to)
            return view(request)

        operation = OPERATIONS[method, path]
        register_at = dialect.route(
            f"/{{version}}{path}", methods=(method,), operation=operation, limited=limited, max_body=max_body
        )
        register_at(permitted)
        return view

    return register


def forbidden(request: Request, to: str) -> Forbidden:
    """The refusal of a caller who may not do something: `create people`."""
    return Forbidden(f"User {request.caller.login} does not have permission to {to}.")


def version(request: Request) -> Version:
    """The version of the request."""
    return VERSIONS[request.params["version"]]


def _finish(request: Request, response: Response) -> Response:
    """No answer is kept; those of limited routes tell the limit to whom it is for (specification, 1.6 and 1.9)."""
    response.headers.setdefault("Cache-Control", _CACHE_CONTROL)
    if request.is_identified and _is_limited(request):
        limit = limits.in_force(dialect=dialect.name, default=TRIGGERS_PER_MINUTE) or TRIGGERS_PER_MINUTE
        response.headers |= {"X-Rate-Limit-Limit": str(limit), "X-Rate-Limit-Resource": "FormEventPost"}
    return response


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
    max_body=MAX_BODY,
    admission=admission.STEPS,
    finish=_finish,
    options=None,
    hides_unknown=True,
    settings=SETTINGS,
)
