"""A client of the Matrix42 dialect: it exchanges its API token, and reads what it likes with columns and conditions."""

from __future__ import annotations

import base64
import http
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote, urlencode

from tests.e2e import exchange
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud

BASE: Final = "/m42Services/api"
TICKET: Final = "SPSActivityClassBase"
INCIDENT: Final = "SPSActivityTypeIncident"
PERSON: Final = "SPSUserClassBase"
OPERATION: Final = "PLSLWebServiceOperation"


class Matrix42Client:
    """One API token on one local cloud. `account`: its place in the credentials, None for the one with full rights."""

    def __init__(self, cloud: LocalCloud, account: str | None = None) -> None:
        self.cloud = cloud
        said: dict[str, Any] = cloud.credentials["matrix42"]
        self.known = said[account] if account else said

    @cached_property
    def token(self) -> str:
        """An access token."""
        return str(self.exchange().json["RawToken"])

    @property
    def basic(self) -> str:
        """The header of somebody who sends login and password."""
        return "Basic " + base64.b64encode(f"{self.known['login']}:{self.known['password']}".encode()).decode()

    def exchange(self) -> Answer:
        """What the API token is exchanged for."""
        said = {"Authorization": f"Bearer {self.known['api_token']}"}
        return exchange.send(self.cloud, "POST", f"{BASE}/ApiToken/GenerateAccessTokenFromApiToken", b"", said)

    def call(
        self, method: str, path: str, content: Any = None, headers: Mapping[str, str] | None = None, **query: Any
    ) -> Answer:
        """An exchange below the base address; what is sent is sent as JSON, but for bytes."""
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        said = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        if content is None or isinstance(content, bytes):
            return exchange.send(self.cloud, method, f"{BASE}/{path}{asked}", content, said)
        body = json.dumps(content).encode()
        said = {"Content-Type": "application/json", **said}
        return exchange.send(self.cloud, method, f"{BASE}/{path}{asked}", body, said)

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Any:
        """What is at a path."""
        answer = self.call("GET", path, None, headers, **query)
        assert answer.status == http.HTTPStatus.OK, answer
        return answer.json

    def post(self, path: str, content: Any = None, **query: Any) -> Any:
        """What a call that succeeds answers, None where it answers nothing."""
        answer = self.call("POST", path, content, **query)
        assert answer.status in (http.HTTPStatus.OK, http.HTTPStatus.NO_CONTENT), answer
        return answer.json if answer.content else None

    def rows(self, definition: str, **query: Any) -> list[dict[str, Any]]:
        """Fragments of a data definition."""
        found: list[dict[str, Any]] = self.get(f"data/fragments/{definition}", **query)
        return found

    def row(self, definition: str, **query: Any) -> dict[str, Any]:
        """The only one of a condition."""
        (found,) = self.rows(definition, **query)
        return found

    def fragment(self, ticket: str) -> dict[str, Any]:
        """The main fragment of a ticket, whole."""
        found: dict[str, Any] = self.get(f"data/objects/SPSActivityTypeBase/{ticket}")[TICKET]
        return found

    def create(self, subject: str = "Printer", kind: int = 0, **members: Any) -> str:
        """The id of a new ticket, by default an incident."""
        return str(self.post("ticket/create", {"Subject": subject, **members}, activityType=kind))
