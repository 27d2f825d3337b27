"""What the views have in common: the ability that each needs, and the version of the call."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Final

from chalicelib.dialects.xmatters.vocabulary.versions import VERSIONS, Version
from chalicelib.errors import Forbidden
from chalicelib.request import Request
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.dialects.route import View

READ: Final = "read"
SEND: Final = "send"


def needs(ability: str, *, to: str) -> Callable[[View], View]:
    """Keep those without an ability from a view. `to`: what it is for, as the refusal says. Raises Forbidden."""

    def fence(view: View) -> View:
        @wraps(view)
        def permitted(request: Request) -> Response:
            if not request.caller.permissions.has(ability):
                raise forbidden(request, to)
            return view(request)

        return permitted

    return fence


def forbidden(request: Request, to: str) -> Forbidden:
    """The refusal of a caller who may not do something: `create people`."""
    return Forbidden(f"User {request.caller.login} does not have permission to {to}.")


def version(request: Request) -> Version:
    """The version of the request."""
    return VERSIONS[request.params["version"]]
