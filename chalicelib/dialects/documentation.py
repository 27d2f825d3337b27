"""The routes that every dialect has beside its own: the page and the OpenAPI document of its interface, open to all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.dialects.route import Route

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.request import Request
    from chalicelib.response import Response


def routes(dialect: Dialect) -> tuple[Route, ...]:
    """`/docs` and `/docs/openapi.json`, public and never counted."""

    def show_documentation(request: Request) -> Response:
        """Read the documentation in a browser, and try it."""
        from chalicelib.openapi import page  # only readers of the documentation pay for it

        return page(dialect, request)

    def download_openapi(request: Request) -> Response:
        """Download the OpenAPI document."""
        from chalicelib.openapi import document

        return document(dialect, request)

    return (
        Route("/docs", ("GET",), show_documentation, public=True, authorizer=False, limited=False),
        Route("/docs/openapi.json", ("GET",), download_openapi, public=True, authorizer=False, limited=False),
    )
