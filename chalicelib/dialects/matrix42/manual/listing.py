"""All services and operations, as a list (specification, 12.2).

`public=true` leaves only public services, and in them only public operations. `public=false` asks for no less than all, as
leaving it out does: a filter that is off. `dialect` leaves the services of one dialect, by its name whatever the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.dialects.matrix42.manual import services
from chalicelib.dialects.matrix42.manual.services import Operation, Service
from chalicelib.request import Request

PUBLIC, PRODUCT = "Public", "Product"


def listed(
    request: Request, language: str, *, public: bool = False, dialect: str | None = None
) -> list[dict[str, Any]]:
    """The services by name."""
    return [
        {
            "Id": str(service.id),
            "Name": service.name,
            "Dialect": service.dialect.name,
            "Title": service.dialect.title,
            "RoutePrefix": service.prefix,
            "Documentation": service.documentation(language),
            "ApiType": PUBLIC if service.is_public else PRODUCT,
            "Operations": [
                _operation(each, request, language) for each in service.operations if each.is_public or not public
            ],
        }
        for service in _wanted(request, public, dialect)
    ]


def _wanted(request: Request, public: bool, dialect: str | None) -> Iterator[Service]:
    for service in services.of(request.mounts).services:
        if (service.is_public or not public) and (dialect is None or dialect.lower() == service.dialect.name):
            yield service


def _operation(operation: Operation, request: Request, language: str) -> dict[str, Any]:
    return {
        "Id": str(operation.id),
        "Name": operation.name,
        "Method": operation.method,
        "RouteTemplate": operation.template,
        "Url": operation.path(request),
        "IsPublic": operation.is_public,
        "State": operation.standing.state.value,
        "Documentation": operation.documentation(language),
    }
