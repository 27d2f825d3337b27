"""A client of the xMatters dialect: it sends its credentials with every request, and follows addresses as they are given."""

from __future__ import annotations

import base64
import http
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tests.e2e import exchange
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud

BASE: Final = "/reapi/2015-04-01"


class XmattersClient:
    """The account of the dialect that may do everything, on one local cloud."""

    def __init__(self, cloud: LocalCloud) -> None:
        self.cloud = cloud
        self.known: dict[str, Any] = cloud.credentials["xmatters"]
        word = f"{self.known['login']}:{self.known['password']}".encode()
        self._authorization = "Basic " + base64.b64encode(word).decode()

    def call(self, method: str, path: str, content: Any = None) -> Answer:
        """An exchange; `path` from the root on, or below the newest version: `people/bsmith`. What is sent is sent as JSON."""
        said = {"Authorization": self._authorization}
        if content is not None:
            said["Content-Type"] = "application/json"
        body = content if content is None or isinstance(content, bytes) else json.dumps(content).encode()
        return self.send(method, path if path.startswith("/") else f"{BASE}/{path}", body, said)

    def get(self, path: str) -> Any:
        """What is at a path."""
        answer = self.call("GET", path)
        assert answer.status == http.HTTPStatus.OK, answer
        return answer.json

    def pages(self, path: str) -> Iterator[Any]:
        """A list, page by page, by nothing but the addresses that the pages name."""
        following: str | None = path
        while following:
            page = self.get(following)
            yield page
            following = page["nextRecordsUrl"]

    def trigger(self, form: str = "", **body: Any) -> int:
        """The number of a new event."""
        answer = self.call("POST", f"forms/{form or self.known['form_uuid']}/triggers", body)
        assert answer.status == http.HTTPStatus.OK, answer
        return int(answer.json["id"])

    def alert(self, *targets: str, message: str = "Disk full", **body: Any) -> int:
        """The number of a new event about an incident, for these people and groups."""
        return self.trigger(
            properties={"message": message}, recipients=[{"targetName": each} for each in targets], **body
        )

    def put(self, event: int, status: str) -> Answer:
        """Another standing of an event."""
        return self.call("PUT", f"events/{event}", {"status": status})

    def mails(self, event: int) -> list[dict[str, str]]:
        """What people were sent because of an event, newest first."""
        return [each for each in self.outbox("email") if each["subject"].endswith(f"(#{event})")]

    def outbox(self, channel: str) -> list[dict[str, str]]:
        """What has left by one channel, newest first."""
        return [each for each in self.cloud.call("GET", "/_local/outbox")[1] if each["channel"] == channel]

    def notifications(self, event: int, path: str = "notifications") -> list[dict[str, Any]]:
        """Those of an event, newest first."""
        return [each for page in self.pages(path) for each in page["notifications"] if each["event"] == event]

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """An exchange with nothing added."""
        return exchange.send(self.cloud, method, path, body, headers)
