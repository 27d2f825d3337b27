"""The dialect and its routes. The four resources have the same five verbs; `views` serve them all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from chalicelib.dialects import admission, late
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.governance import governed
from chalicelib.dialects.route import Route
from chalicelib.dialects.tickets.front_page import SUMMARY
from chalicelib.dialects.tickets.negotiation import MEDIA_TYPES
from chalicelib.dialects.tickets.vocabulary.settings import DIALECT, SETTINGS
from chalicelib.domain.caller import CredentialKind
from chalicelib.request import Request
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.dialects.tickets import errors, operations, views
else:  # imported when they are first used
    errors, operations, views = late.rooms(__package__, "errors", "operations", "views")


def _say_no_cache(_: Request, response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response


def _typed(dialect: Dialect, request: Request, route: Route) -> Request:
    """Bodies of other types are refused only where a body is read."""
    return admission.typed(dialect, request, route) if request.method in ("POST", "PUT") else request


dialect = Dialect(
    __name__,
    name=DIALECT,
    title="Tickets API",
    speaks_as="the Tickets, Customers, Services and Operators API",
    description=SUMMARY,
    example="curl '{base}/Tickets?key=KEY'",
    errors=errors.render,
    accepts=frozenset({CredentialKind.KEY}),
    folds_case=True,
    media_types=frozenset(MEDIA_TYPES),
    admission=(admission.identified, admission.counted, governed, _typed, admission.weighed),
    finish=_say_no_cache,
    settings=SETTINGS,
)

COLLECTIONS: Final = ("Tickets", "Customers", "Services", "Operators")
_VERBS: Final = (
    ("GET", "", views.list_all),
    ("POST", "", views.create),
    ("GET", "/{id}", views.read),
    ("PUT", "/{id}", views.replace),
    ("DELETE", "/{id}", views.delete),
)

for _collection in COLLECTIONS:
    for _method, _path, _view in _VERBS:
        dialect.route(
            f"/{_collection}{_path}",
            methods=(_method,),
            name=f"{_view.__name__}_{_collection.lower()}",
            operation=partial(operations.operation, _collection, _method, is_list=not _path),
        )(_view)
dialect.route("", public=True)(views.describe)
