"""Calls of an operation as text, to be downloaded (specification, 12.2). Never with a real credential."""

from __future__ import annotations

from chalicelib.dialects.matrix42.manual import services
from chalicelib.dialects.matrix42.manual.services import Operation
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.examples import call, text
from chalicelib.examples.call import Call
from chalicelib.request import Request
from chalicelib.response import Response

MEDIA_TYPE = "text/plain; charset=utf-8"


def download(operation: Operation, request: Request, language: str | None) -> Response:
    """The examples in all languages, or the one in a language. Refused (400) for one that there is not."""
    made = _call(operation, request)
    body = text.everything(made) if language is None else text.one(made, _language(language))
    headers = {"Content-Disposition": f'attachment; filename="{operation.entry.name}.txt"'}
    return Response(200, body.encode(), headers, MEDIA_TYPE)


def _call(operation: Operation, request: Request) -> Call:
    """The call; of a page for people no more than its address."""
    entry, method = operation.entry, operation.method
    server = f"{request.base_url}{services.prefix(entry, request)}"
    try:
        return call.of(entry.dialect, entry.route, method, server)
    except LookupError:
        return Call(method, f"{server}{entry.route.path}", ())


def _language(said: str) -> text.Language:
    try:
        return text.Language(said.lower())
    except ValueError:
        raise Refused(refusals.NO_LANGUAGE, name=said, known=", ".join(text.Language)) from None
