"""The pages about the interface, where its users look for them (specification, 9): open to all, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chalicelib.dialects.esm import operations, wire
from chalicelib.dialects.operation import Manner
from chalicelib.response import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import View
    from chalicelib.request import Request


def register(dialect: Dialect) -> None:
    """Add the pages to the routes of `dialect`."""

    def show_documentation(request: Request) -> Response:
        """Read the documentation in a browser, and try the operations."""
        from chalicelib.openapi import page  # only readers of the documentation pay for it

        return page(dialect, request, links={FILTER_PAGE: "Filters in EQL"})

    def download_openapi(request: Request) -> Response:
        """Download the OpenAPI document."""
        from chalicelib.openapi import document

        return document(dialect, request, MANNER)

    views: Mapping[str, View] = {
        "/docs": redirect,
        "/docs/openapi.json": download_openapi,
        "/docs/swagger": redirect,
        "/docs/swagger/index.html": show_documentation,
        f"/docs/swagger/{FILTER_PAGE}": explain_filters,
    }
    for path, view in views.items():
        dialect.route(path, public=True, authorizer=False, limited=False)(view)


def redirect(request: Request) -> Response:
    """Go on to the documentation, under the prefix by which the caller came in."""
    address = f"{request.base_path}{request.prefix}/docs/swagger/index.html"
    return Response(302, headers={"Location": address, "Cache-Control": "no-cache"})


def explain_filters(request: Request) -> Response:
    """Read what `filter` may say, with examples."""
    from chalicelib.dialects.esm.eql import parser
    from chalicelib.dialects.page import PAGES, page

    values = {
        "home": f"{request.base_path}/",
        "max_length": f"{parser.MAX_LENGTH:,}",
        "max_depth": str(parser.MAX_DEPTH),
        "max_conditions": str(parser.MAX_CONDITIONS),
        "max_literals": str(parser.MAX_LITERALS),
    }
    return page(PAGES / "esm_filter.html", values)


FILTER_PAGE: Final = "externaldocumentation/filter.html"
"""Relative to the page of the documentation."""
MANNER: Final = Manner(
    lowered=True,
    tags=operations.TAGS,
    schemes={
        "JWTAuth": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The token that `POST /users/login` answers, with or without the word `Bearer` in front of it.",
        }
    },
    shapes=wire.CHOICES,
)
