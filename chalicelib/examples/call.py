"""What is sent to call an operation, in no language: verb, address, headers, body. Never a real credential.

What a caller has to fill in stands in braces where it has a name in the address, `{id}`, and in angle brackets elsewhere,
`<access token>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from chalicelib import contracts, openapi
from chalicelib.domain.caller import CredentialKind
from chalicelib.examples.sample import sample
from chalicelib.schemas import BINARY, Types

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route


@dataclass(frozen=True, slots=True)
class Json:
    """A body of JSON."""

    value: Any


@dataclass(frozen=True, slots=True)
class Text:
    """A body that is sent as it stands here."""

    value: str


@dataclass(frozen=True, slots=True)
class File:
    """A body of bytes, from a file of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """A body of named parts, each a text or a file; its media type is made when it is sent."""

    parts: tuple[tuple[str, Text | File], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A request. `headers` hold the media type of the body, but for a form's; `saves`: the answer is bytes."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: Json | Text | File | Form | None = None
    saves: bool = False


def of(dialect: Dialect, route: Route, method: str, server: str) -> Call:
    """The call of a route's verb, whatever its age. `server`: the whole address of the dialect's prefix.

    Raises LookupError for what is not documented.
    """
    return call(openapi.whole(dialect), route.path or "/", method, server)


def call(document: Mapping[str, Any], path: str, method: str, server: str) -> Call:
    """The call of an operation of a document, `path` as it stands there. Raises LookupError for an unknown one."""
    contract = contracts.contract(document, path, method)
    operation = document["paths"][path][method.lower()]
    query, headers = [], []
    where, name, value = _credential(document, operation)
    if where == "header":
        headers.append((name, value))
    elif where == "query":
        query.append(f"{quote(name)}={value}")
    alternatives = {each["name"] for each in operation.get("parameters", ()) if "x-required-unless" in each}
    for each in contract.parameters:
        if (each.required or each.name in alternatives) and each.source == "Query" and each.name != name:
            query.append(f"{quote(each.name)}={{{each.name}}}")
        elif each.required and each.source == "Header" and each.name != name:
            headers.append((each.name, f"<{each.name}>"))
    media_type, body = _body(document, operation)
    if body is not None and not isinstance(body, Form):
        headers.append(("Content-Type", media_type))
    url = server + ("" if path == "/" else path) + ("?" + "&".join(query) if query else "")
    return Call(method.upper(), url, tuple(headers), body, contract.return_type == BINARY)


def _body(document: Mapping[str, Any], operation: Mapping[str, Any]) -> tuple[str, Json | Text | File | Form | None]:
    """The media type and the body of a call, None where there is none."""
    if "requestBody" not in operation:
        return "", None
    media_type, media = contracts.chosen(operation["requestBody"]["content"])
    schema = media["schema"]
    value = media["example"] if "example" in media else sample(document, schema)
    if contracts.is_json(media_type):
        return media_type, Json(value)
    if media_type == _FORM and isinstance(value, dict):
        return media_type, Form(tuple(_parts(document, schema, value)))
    if media_type == "application/x-www-form-urlencoded" and isinstance(value, dict):
        return media_type, Text(urlencode(value))
    if isinstance(value, str) and Types(document).word(schema, "") != BINARY:
        return media_type, Text(value)
    return _BYTES if "*" in media_type else media_type, File("example.bin")


def _parts(
    document: Mapping[str, Any], schema: Mapping[str, Any], value: dict[str, Any]
) -> Iterator[tuple[str, Text | File]]:
    """The parts of a form, those that are bytes as files."""
    types = Types(document)
    types.word(schema, "Form")
    binary = {each.name for used in types.used()[:1] for each in used.properties if each.type == BINARY}
    for name, member in value.items():
        yield name, File("example.bin") if name in binary else Text(str(member))


def _credential(document: Mapping[str, Any], operation: Mapping[str, Any]) -> tuple[str, str, str]:
    """Where a credential stands ("header", "query", "" for nowhere), under which name, and what stands in its place."""
    wanted = operation.get("security", document.get("security", ()))
    schemes = document.get("components", {}).get("securitySchemes", {})
    found = sorted((_scheme(name, schemes[name]) for each in wanted for name in each), key=lambda each: each[0])
    return found[0][1] if found else ("", "", "")


def _scheme(name: str, scheme: Mapping[str, Any]) -> tuple[int, tuple[str, str, str]]:
    """What a security scheme wants, and its rank among several: tokens that run out come before passwords."""
    if scheme["type"] == "apiKey":
        return 2, (scheme["in"], scheme["name"], "<key>")
    if scheme["scheme"] == "basic":
        return 3, ("header", "Authorization", "Basic <base64 of login:password>")
    if name == CredentialKind.API_TOKEN:
        return 1, ("header", "Authorization", "Bearer <API token>")
    kind = "access token" if "bearerFormat" in scheme else "token"
    return 0, ("header", "Authorization", f"Bearer <{kind}>")


_FORM: Final = "multipart/form-data"
_BYTES: Final = "application/octet-stream"
