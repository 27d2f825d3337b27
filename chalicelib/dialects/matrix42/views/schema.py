"""Data definitions and configuration items, and what is wrong with an expression about them (specification, 10.15 and 11.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.dialects.matrix42.asql.conditions import fault
from chalicelib.dialects.matrix42.parser import body
from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema import documents
from chalicelib.dialects.matrix42.schema.faults import Refused, unknown_definition
from chalicelib.dialects.matrix42.serializer.answers import shown
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.dialects.matrix42.vocabulary.settings import PREFIX
from chalicelib.errors import NotFound
from chalicelib.request import Request
from chalicelib.response import Response


def classes(request: Request) -> Response:
    """All data definitions."""
    visit = Visit(request)
    return shown(documents.classes(visit.catalogue, visit.language))


def class_(request: Request) -> Response:
    """One data definition."""
    visit = Visit(request)
    found = visit.catalogue.find_definition(request.params["name"])
    if found is None:
        raise NotFound(f"There is no data definition {request.params['name']}.")
    return shown(documents.class_(visit.catalogue, found, visit.language))


def types(request: Request) -> Response:
    """All configuration items."""
    visit = Visit(request)
    return shown(documents.types(visit.catalogue, visit.language))


def type_(request: Request) -> Response:
    """One configuration item."""
    visit = Visit(request)
    found = visit.catalogue.find_item(request.params["name"])
    if found is None:
        raise NotFound(f"There is no configuration item {request.params['name']}.")
    return shown(documents.type_(visit.catalogue, found, visit.language))


def custom_prefix(request: Request) -> Response:
    """What names of declared definitions begin with."""
    return shown(Visit(request).settings[PREFIX])


def evaluate_expression(request: Request) -> Response:
    """Whether a text is a condition or a value about rows of a data definition. Nothing is a condition that all fulfil."""
    query = Query(request)
    message = _fault(Visit(request), query.text("entityClass") or "", query.text("expr") or "")
    return shown({"IsValid": not message, "ErrorMessage": message, "Parameters": []})


def data_definitions(request: Request) -> Response:
    """Names of data definitions."""
    return _names(request, documents.names)


def configuration_items(request: Request) -> Response:
    """Names of configuration items."""
    return _names(request, documents.item_names)


def _fault(visit: Visit, name: str, said: str) -> str:
    definition = visit.catalogue.find_definition(name)
    if definition is None:
        return unknown_definition(name).in_language(visit.language)
    if not said.strip():
        return ""
    found = fault(said, table=visit.tables.of(definition), context=visit.context())
    return "" if found is None else found.message


def _names(request: Request, named: Callable[..., list[dict[str, Any]]]) -> Response:
    visit = Visit(request)
    said = body.folded(body.document(request)) if request.body else {}
    begin = said.get("namestartswith")
    if not isinstance(begin, (str, type(None))):
        raise Refused(refusals.INVALID)
    return shown(named(visit.catalogue, visit.language, begin=begin or ""))
