"""Plays recorded exchanges against the app and compares whole answers; every dialect keeps its own in `wire/*.json`.

A file is a list of exchanges, played in order on an empty store:

    {"name": "a customer is created",
     "request": {"method": "POST", "path": "/api/Customers?key={{key}}", "headers": {…}, "body": {"Name": "Ada Moss"}},
     "response": {"status": 201, "headers": {"Location": "{{base}}/api/Customers/{{ada:number}}"}, "body": {"Id": "{{ada}}"}}}

A body that is no text is sent, or expected, as compact JSON with its members in the order of the file; a JSON request says
so in its Content-Type unless it says otherwise. `body_base64` is sent as it is. A left-out body means an empty one. Expected
headers are some of those that come; null means that there is none such. `{"advance_seconds": 60}` moves the clock instead.

`{{name}}` stands for a value that was caught before, or was given by the test. `{{name:number}}`, `{{name:time}}` and
`{{name:text}}` in an expectation catch one, `{{_:time}}` and the like let it go again; where a value of JSON is nothing but the
placeholder of a number, its quotes fall away.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

from chalicelib.domain import clock

App = Callable[[dict[str, Any], Any], dict[str, Any]]

HOST: Final = "desk.test"
BASE: Final = f"https://{HOST}"
_PLACEHOLDER: Final = re.compile(r"\{\{([a-z_0-9]+)(?::([a-z]+))?\}\}")
_QUOTED: Final = re.compile(r'"(\{\{([a-z_0-9]+)(?::([a-z]+))?\}\})"')
_PATTERNS: Final = {
    "number": r"[1-9][0-9]*",
    "time": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{0,5}[1-9])?Z",
    "text": r".+?",
}


@dataclass
class Answer:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """Talks to an app as API Gateway would. `known`: values by placeholder."""

    app: App
    known: dict[str, str] = field(default_factory=lambda: {"base": BASE, "host": HOST})

    def send(
        self, method: str, target: str, body: bytes | str | Any = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """One request; a body that is neither bytes nor text goes as JSON."""
        sent = {"Host": HOST, "X-Forwarded-Proto": "https", **(headers or {})}
        if not isinstance(body, (bytes, str)):
            body = _compact(body)
            sent.setdefault("Content-Type", "application/json")
        raw = body.encode() if isinstance(body, str) else body
        path, _, query = target.partition("?")
        several: dict[str, list[str]] = {}
        for name, value in parse_qsl(query, keep_blank_values=True):
            several.setdefault(name, []).append(value)
        event = {
            "httpMethod": method,
            "path": path,
            "headers": sent,
            "multiValueHeaders": {name: [value] for name, value in sent.items()},
            "queryStringParameters": {name: values[-1] for name, values in several.items()} or None,
            "multiValueQueryStringParameters": several or None,
            "body": base64.b64encode(raw).decode() if raw else None,
            "isBase64Encoded": bool(raw),
            "requestContext": {"requestId": "test", "identity": {"sourceIp": "192.0.2.1"}},
        }
        answer = self.app(event, None)
        content = answer["body"]
        return Answer(
            answer["statusCode"],
            {name.lower(): value for name, value in answer["headers"].items()},
            base64.b64decode(content) if answer.get("isBase64Encoded") else content.encode(),
        )

    def play(self, path: Path, headers: Mapping[str, str] | None = None) -> None:
        """All exchanges of a file; AssertionError for the first answer that is not the expected one.

        `headers`: sent with every request that does not say otherwise; null there takes one away.
        """
        for exchange in json.loads(path.read_text()):
            if "advance_seconds" in exchange:
                clock.advance(exchange["advance_seconds"])
            else:
                self._exchange(exchange, headers or {})

    def _exchange(self, exchange: Mapping[str, Any], usual: Mapping[str, str]) -> None:
        request, expected, name = exchange["request"], exchange["response"], exchange["name"]
        said = {**usual, **request.get("headers", {})}
        headers = {key: self.fill(value) for key, value in said.items() if value is not None}
        if "body_base64" in request:
            body = base64.b64decode(request["body_base64"])
        else:
            given = request.get("body", "")
            if not isinstance(given, str):
                headers.setdefault("Content-Type", "application/json")
            body = self.fill(self._written(given)).encode()
        answer = self.send(request["method"], self.fill(request["path"]), body, headers)
        assert answer.status == expected["status"], f"{name}: {answer.status} {answer.text}"
        for header, value in expected.get("headers", {}).items():
            came = answer.headers.get(header.lower())
            if value is None or came is None:
                assert came == value, f"{name}: {header}"
            else:
                self._compare(value, came, f"{name}: {header}")
        if "body" in expected or answer.body:
            self._compare(self._written(expected.get("body", "")), answer.text, name)

    def fill(self, template: str) -> str:
        """The template with what is known in place of its placeholders."""
        return _PLACEHOLDER.sub(lambda found: self.known.get(found[1], found[0]), template)

    def _written(self, body: Any) -> str:
        if isinstance(body, str):
            return body
        return _QUOTED.sub(lambda found: found[1] if self._is_number(found) else found[0], _compact(body).decode())

    def _is_number(self, placeholder: re.Match[str]) -> bool:
        return placeholder[3] == "number" or self.known.get(placeholder[2], "").isdecimal()

    def _compare(self, template: str, actual: str, about: str) -> None:
        """Equal but for placeholders, of which the new ones catch what stands in their place."""
        template = self.fill(template)
        match = re.fullmatch(_pattern(template), actual, re.DOTALL)
        if match is None:
            assert actual == template, about
        else:
            self.known.update(match.groupdict())


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _pattern(template: str) -> str:
    parts: list[str] = []
    caught: set[str] = set()
    position = 0
    for found in _PLACEHOLDER.finditer(template):
        parts.append(re.escape(template[position : found.start()]))
        name, shape = found[1], found[2]
        if name == "_" and shape is not None:
            parts.append(f"(?:{_PATTERNS[shape]})")
        elif name in caught:
            parts.append(f"(?P={name})")
        elif shape is None:
            raise KeyError(f"{{{{{name}}}}} is not known, and does not say what it catches")
        else:
            caught.add(name)
            parts.append(f"(?P<{name}>{_PATTERNS[shape]})")
        position = found.end()
    return "".join([*parts, re.escape(template[position:])])
