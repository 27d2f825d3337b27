"""The dialect and its routes: the 18 operations of the specification (1.2), and the pages about them (9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.dialects import late
from chalicelib.dialects.admission import weighed
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.esm.vocabulary.settings import REQUESTS_PER_MINUTE, SETTINGS
from chalicelib.dialects.governance import governed
from chalicelib.domain.caller import CredentialKind
from chalicelib.services import settings

if TYPE_CHECKING:
    from chalicelib.dialects.esm import admission, documentation, errors, logbook, operations, views
    from chalicelib.dialects.operation import Operation
    from chalicelib.dialects.route import View
else:  # imported when they are first used
    admission, documentation, errors, logbook, operations, views = late.rooms(
        __package__, "admission", "documentation", "errors", "logbook", "operations", "views"
    )

dialect = Dialect(
    __name__,
    name="esm",
    title="Matrix42 ESM REST API",
    speaks_as="Matrix42 / Efecte ESM REST API v1",
    description="Data cards of templates: list, filter, read, create, change, import, and their files.",
    example="curl '{base}/users/login' -d login=LOGIN -d password=PASSWORD",
    errors=errors.render,
    accepts=frozenset({CredentialKind.ACCESS_TOKEN}),
    requests_per_minute=REQUESTS_PER_MINUTE,
    admission=(admission.enabled, admission.identified, admission.counted, governed, admission.permitted, weighed),
    options=None,
    documented=False,
    manner=operations.MANNER,
    settings=SETTINGS,
    served=logbook.served,
)
settings.follow(section=dialect.name, then=logbook.follow)

FILTER_PAGE: Final = "externaldocumentation/filter.html"
"""Relative to the page of the documentation."""
_MAX_FORM: Final = 10_000_000  # bytes of a request with a file, which is judged by the file
_CARDS: Final = "/dc/{templateCode}/data"
_CARD: Final = f"{_CARDS}/{{dataCardId}}"
_ATTRIBUTE: Final = f"{_CARD}/{{attributeCode}}"
_LOGIN: Final = "/users/login"


def _serve(method: str, path: str, view: View, operation: Operation, *, max_body: int | None = None) -> None:
    """Register what somebody with a token calls."""
    dialect.route(path, methods=(method,), operation=operation, max_body=max_body)(view)


dialect.route(_LOGIN, methods=("POST",), operation=operations.LOGIN, public=True, limited=False)(views.issue_token)
dialect.route("/echo", operation=operations.ECHO, public=True)(views.echo)
_serve("GET", "/echo/jwt", views.echo_with_token, operations.ECHO_JWT)
_serve("GET", "/dc", views.list_templates, operations.LIST_TEMPLATES)
_serve("GET", "/dc/{templateCode}", views.read_template, operations.READ_TEMPLATE)
_serve("GET", _CARDS, views.list_cards, operations.LIST_CARDS)
_serve("GET", f"{_CARDS}/stream", views.stream_cards, operations.STREAM_CARDS)
_serve("POST", _CARDS, views.create_card, operations.CREATE_CARD)
_serve("PUT", _CARDS, views.import_cards, operations.IMPORT_CARDS)
_serve("GET", _CARD, views.read_card, operations.READ_CARD)
_serve("PATCH", _CARD, views.change_card, operations.CHANGE_CARD)
_serve("DELETE", _CARD, views.delete_card, operations.DELETE_CARD)
_serve("GET", _ATTRIBUTE, views.read_attribute, operations.READ_ATTRIBUTE)
_serve("PUT", _ATTRIBUTE, views.replace_attribute, operations.REPLACE_ATTRIBUTE)
_serve("POST", _ATTRIBUTE, views.extend_attribute, operations.EXTEND_ATTRIBUTE)
_serve("DELETE", _ATTRIBUTE, views.clear_attribute, operations.CLEAR_ATTRIBUTE)
_serve("POST", f"{_ATTRIBUTE}/file", views.upload_file, operations.UPLOAD_FILE, max_body=_MAX_FORM)
_serve("GET", f"{_ATTRIBUTE}/file/{{location}}", views.download_file, operations.DOWNLOAD_FILE)

for _path, _page in (
    ("/docs", documentation.redirect),
    ("/docs/openapi.json", documentation.download_openapi),
    ("/docs/swagger", documentation.redirect),
    ("/docs/swagger/index.html", documentation.show_documentation),
    (f"/docs/swagger/{FILTER_PAGE}", documentation.explain_filters),
):
    dialect.route(_path, public=True, authorizer=False, limited=False)(_page)
