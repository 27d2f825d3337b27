"""The pages about the interface, where its users look for them (specification, 9): open to all, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.dialects.esm.routes import FILTER_PAGE, dialect
from chalicelib.response import Response

if TYPE_CHECKING:
    from chalicelib.request import Request


def show_documentation(request: Request) -> Response:
    """Read the documentation in a browser, and try the operations."""
    from chalicelib.openapi import page  # only readers of the documentation pay for it

    return page(dialect, request, links={FILTER_PAGE: "Filters in EQL"})


def download_openapi(request: Request) -> Response:
    """Download the OpenAPI document."""
    from chalicelib.openapi import document

    return document(dialect, request)


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
