"""HTTP in, API Gateway's proxy event (REST, version 1.0) out; and the app's answer back into HTTP.

Choices, each as a REST API with the binary media type `*/*` does it:

- `path` and `pathParameters` stay percent-encoded as they were sent; query names and values are decoded.
- A body that is not empty is always base64.
- `headers` and `queryStringParameters` hold the last of several values, the `multiValue…` maps hold all.
- The gateway sets `X-Forwarded-Proto` and `X-Forwarded-Port`, and adds the client to `X-Forwarded-For`.
- There is no stage in the path, as behind a custom domain.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final
from urllib.parse import parse_qsl

ACCOUNT: Final = "000000000000"
API: Final = "local"

# Belong to the connection, or are worked out anew from the body.
_DROPPED: Final = frozenset(
    {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding", "upgrade"}
)


class BadAnswer(Exception):
    """The app's answer is none that API Gateway would pass on."""


@dataclass(frozen=True)
class Incoming:
    """One HTTP request. `path` is percent-encoded, header names are in lower case."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    client: str
    protocol: str
    id: str
    at: datetime

    @classmethod
    def from_scope(cls, scope: Mapping[str, Any]) -> Incoming:
        """Read an ASGI scope."""
        path = scope["raw_path"].decode("ascii", "replace")
        if "://" in path.partition("?")[0]:  # the absolute form, which proxies get
            path = "/" + path.partition("://")[2].partition("/")[2]
        return cls(
            method=scope["method"],
            path=path or "/",
            query=scope["query_string"].decode("ascii", "replace"),
            headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]),
            client=(scope.get("client") or ("127.0.0.1", 0))[0],
            protocol=f"HTTP/{scope['http_version']}",
            id=str(uuid.uuid4()),
            at=datetime.now(UTC),
        )

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """All values of each header."""
        return _collected(self.headers)

    def header(self, name: str) -> str:
        """The last value of a header, empty when there is none."""
        return self.values.get(name.lower(), [""])[-1]

    @property
    def size(self) -> int:
        """Bytes of the request line and the headers, as API Gateway's limit counts them."""
        line = len(self.method) + len(self.path) + len(self.query) + len(self.protocol) + 4
        return line + sum(len(name) + len(value) + 4 for name, value in self.headers)

    @property
    def time(self) -> str:
        """When it came, as bodies of gateway responses say it."""
        return self.at.strftime("%d/%b/%Y:%H:%M:%S +0000")


def event(
    request: Incoming, body: bytes, *, stage: str, pattern: str, params: Mapping[str, str], port: int
) -> dict[str, Any]:
    """The proxy event for a request that matched the route `pattern`."""
    headers = {name: list(values) for name, values in request.values.items()}
    headers["x-forwarded-for"] = [", ".join([*headers.get("x-forwarded-for", []), request.client])]
    headers["x-forwarded-proto"] = ["http"]
    headers["x-forwarded-port"] = [str(port)]
    query = _collected(parse_qsl(request.query, keep_blank_values=True, errors="replace", max_num_fields=None))
    return {
        "resource": pattern,
        "path": request.path,
        "httpMethod": request.method,
        "headers": _last(headers),
        "multiValueHeaders": headers,
        "queryStringParameters": _last(query) or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": dict(params) or None,
        "stageVariables": None,
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": API,
            "domainName": request.header("host"),
            "httpMethod": request.method,
            "identity": {"sourceIp": request.client, "userAgent": request.header("user-agent") or None},
            "path": request.path,
            "protocol": request.protocol,
            "requestId": request.id,
            "requestTime": request.time,
            "requestTimeEpoch": int(request.at.timestamp() * 1000),
            "resourcePath": pattern,
            "stage": stage,
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def answer(result: Any, *, largest: int) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Status, headers and body of the app's answer. Raises `BadAnswer` for what API Gateway would turn into a 502."""
    if not isinstance(result, Mapping) or not isinstance(result.get("statusCode"), int):
        raise BadAnswer("It has no status.")
    status, content = result["statusCode"], result.get("body") or ""
    if not 200 <= status <= 599 or not isinstance(content, str):
        raise BadAnswer("Its status or its body is of the wrong kind.")
    headers = [*_single(result.get("headers") or {}), *_several(result.get("multiValueHeaders") or {})]
    if len(content) + sum(len(name) + len(value) for name, value in headers) > largest:
        raise BadAnswer(f"It is larger than {largest} bytes.")
    try:
        body = base64.b64decode(content, validate=True) if result.get("isBase64Encoded") else content.encode()
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadAnswer("Its body can't be read.") from error
    return status, [_encoded(name, value) for name, value in headers if name.lower() not in _DROPPED], body


def _single(headers: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return ((name, str(value)) for name, value in headers.items())


def _several(headers: Mapping[str, Iterable[Any]]) -> Iterable[tuple[str, str]]:
    return ((name, str(value)) for name, values in headers.items() for value in values)


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    if any(character in name + value for character in "\r\n\0"):
        raise BadAnswer(f"The header {name!r} would break the message.")
    try:
        return name.lower().encode("ascii"), value.strip().encode("latin-1")
    except UnicodeEncodeError as error:
        raise BadAnswer(f"The header {name!r} can't be sent.") from error


def _collected(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


def _last(values: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: several[-1] for name, several in values.items()}
