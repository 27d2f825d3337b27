"""What one operation wants and gives, whom it admits and how it stands (specification, 12.2)."""

from __future__ import annotations

from typing import Any

from chalicelib import contracts
from chalicelib.contracts import Body, Contract, Parameter
from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.manual import audience
from chalicelib.dialects.matrix42.manual.days import midnight
from chalicelib.dialects.matrix42.manual.services import Operation
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.request import Request
from chalicelib.schemas import UsedType


def shown(operation: Operation, request: Request, language: str, catalogue: Catalogue) -> dict[str, Any]:
    """All of it, its documentation in a language."""
    entry, standing, wanted = operation.entry, operation.standing, of(operation)
    service = operation.service
    return {
        "Id": str(operation.id),
        "Name": operation.name,
        "Dialect": entry.dialect.name,
        "ServiceId": str(service.id),
        "ServiceName": service.name,
        "Method": operation.method,
        "RoutePrefix": service.prefix,
        "RouteTemplate": operation.template,
        "Url": operation.path(request),
        "Documentation": " ".join(filter(None, (operation.documentation(language), operation.details))),
        "IsPublic": operation.is_public,
        "State": standing.state.value,
        "DeprecatedOn": standing.deprecated_on and moments.spelled(standing.deprecated_on),
        "SunsetOn": standing.sunset_on and moments.spelled(midnight(standing.sunset_on)),
        "Successor": standing.successor,
        "Parameters": [_parameter(each) for each in wanted.parameters],
        "RequestBody": wanted.body and _body(wanted.body),
        "ReturnType": wanted.return_type,
        "UsedTypes": [_type(each) for each in wanted.used_types],
        "StatusCodes": [{"Code": each.code, "Description": each.description} for each in wanted.status_codes],
        "Audience": audience.shown(operation, catalogue),
    }


def of(operation: Operation) -> Contract:
    """What is documented of an operation; of a page for people no more than what its address says."""
    try:
        return contracts.of(operation.entry.dialect, operation.route, operation.method)
    except LookupError:
        names = (part.strip("{}") for part in operation.route.path.split("/") if part.startswith("{"))
        return Contract(tuple(Parameter(name, "Route", "String", required=True) for name in names), None, None, (), ())


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "Name": parameter.name,
        "Source": parameter.source,
        "Type": parameter.type,
        "Required": parameter.required,
        "DefaultValue": parameter.default,
        "Documentation": parameter.documentation,
    }


def _body(body: Body) -> dict[str, Any]:
    charset = ";charset=UTF-8" if contracts.is_json(body.content_type) else ""
    return {"Type": body.type, "Required": body.required, "ContentType": f"{body.content_type}{charset}"}


def _type(used: UsedType) -> dict[str, Any]:
    return {
        "Name": used.name,
        "Documentation": used.documentation,
        "Properties": [
            {"Name": each.name, "Type": each.type, "Required": each.required, "Documentation": each.documentation}
            for each in used.properties
        ],
    }
