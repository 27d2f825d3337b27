"""A client of the asset management dialect."""

from __future__ import annotations

import http
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from tests.e2e import exchange
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud

BASE: Final = "/__management_api/v1"


class SquizClient:
    """One token on one local cloud. `token`: its name in the credentials."""

    def __init__(self, cloud: LocalCloud, token: str = "token") -> None:
        self.cloud = cloud
        self.known: dict[str, Any] = cloud.credentials["squiz"]
        self.token = str(self.known[token])

    @property
    def root(self) -> str:
        """The asset under which things may be made."""
        return str(self.known["root_asset_id"])

    def call(self, method: str, path: str, content: Any = None, *, base: str = BASE, **query: Any) -> Answer:
        """An exchange below the base address; what is sent is sent as JSON."""
        asked = f"?{urlencode(query)}" if query else ""
        body = None if content is None else json.dumps(content).encode()
        return self.send(method, f"{base}{path}{asked}", body, {"Content-Type": "application/json"} if body else None)

    def get(self, path: str, **query: Any) -> Any:
        """What is at a path."""
        answer = self.call("GET", path, **query)
        assert answer.status == http.HTTPStatus.OK, answer
        return answer.json

    def create(self, parent: str, name: str = "x", **more: Any) -> dict[str, Any]:
        """A new asset. `more`: members of its link, and `type`, `attributes`."""
        of, attributes = more.pop("type", "page_standard"), more.pop("attributes", {})
        asset = {"type": of, "attributes": {"name": name, **attributes}}
        answer = self.call("POST", "/assets", {"asset": asset, "parent": {"asset_id": parent, **more}})
        assert answer.status == http.HTTPStatus.CREATED, answer
        made: dict[str, Any] = answer.json
        return made

    def link(self, major: str, minor: str, **more: Any) -> Answer:
        """A new link."""
        usual = {"value": "", "sort_order": -1, "is_dependent": False, "is_exclusive": False, "link_type": "menu"}
        return self.call("POST", "/links", {"major_id": major, "minor_id": minor, **usual, **more})

    def links(self, asset: str, direction: str = "both") -> list[dict[str, Any]]:
        """The links of an asset."""
        found: list[dict[str, Any]] = self.get(f"/assets/{asset}/links", direction=direction)
        return found

    def children(self, asset: str, limit: int = 50) -> Iterator[dict[str, Any]]:
        """The children of an asset, page by page."""
        cursor: dict[str, str] = {}
        while True:
            page = self.get(f"/assets/{asset}/children", limit=limit, **cursor)
            yield from page["children"]
            if page["cursor"] is None:
                return
            cursor = {"cursor": page["cursor"]}

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """An exchange with the token, and nothing else added."""
        return exchange.send(
            self.cloud, method, path, body, {"Authorization": f"Bearer {self.token}", **(headers or {})}
        )
