"""A client of the ESM dialect: it logs in anew whenever its token has run out, and follows addresses as they are given."""

from __future__ import annotations

import base64
import http
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from tests.e2e import exchange
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud

BASE: Final = "/rest-api/itsm/v1"
_BOUNDARY: Final = "a-line-that-no-file-holds"


class EsmClient:
    """One account on one local cloud. `account`: its place in the credentials, None for the one with full rights."""

    def __init__(self, cloud: LocalCloud, account: str | None = None) -> None:
        self.cloud = cloud
        said = cloud.credentials["esm"]
        self.login, self.password = ((said[account] if account else said)[name] for name in ("login", "password"))

    @cached_property
    def token(self) -> str:
        """The word Bearer and a token."""
        return str(self.log_in().headers["authorization"])

    @property
    def claims(self) -> dict[str, Any]:
        """What the token says, unchecked."""
        part = self.token.split(".")[1]
        found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        return found

    def log_in(self) -> Answer:
        form = urlencode({"login": self.login, "password": self.password}).encode()
        return self.send(
            "POST", f"{BASE}/users/login", form, {"Content-Type": "application/x-www-form-urlencoded"}, token=""
        )

    def call(self, method: str, path: str, content: Any = None, **query: Any) -> Answer:
        """An exchange below the base address; what is sent is sent as JSON."""
        asked = f"?{urlencode(query, quote_via=quote)}" if query else ""
        body = None if content is None else json.dumps(content).encode()
        return self.send(method, f"{BASE}{path}{asked}", body, {"Content-Type": "application/json"})

    def get(self, path: str, **query: Any) -> Any:
        """What is at a path."""
        answer = self.call("GET", path, **query)
        assert answer.status == http.HTTPStatus.OK, answer
        return answer.json

    def pages(self, path: str, **query: Any) -> Iterator[Any]:
        """A list, page by page, by nothing but the addresses that the pages name."""
        page = self.get(path, **query)
        yield page
        while following := page["meta"]["links"].get("next"):
            where = urlsplit(following)
            assert f"{where.scheme}://{where.netloc}" == self.cloud.base_url
            answer = self.send("GET", f"{where.path}?{where.query}")
            assert answer.status == http.HTTPStatus.OK, answer
            yield (page := answer.json)

    def create(self, template: str, folder: str, **values: Any) -> str:
        """The id of a new card."""
        made = self.call("POST", f"/dc/{template}/data", {"folderCode": folder, "data": data(**values)})
        assert (made.status, made.json["meta"]["errors"]) == (http.HTTPStatus.CREATED, []), made
        return str(made.json["dataCard"]["dataCardId"])

    def upload(self, path: str, name: str, content: bytes) -> Answer:
        """A file, in the form that the interface wants."""
        lines = [
            f"--{_BOUNDARY}",
            'Content-Disposition: form-data; name="fileUpload"; filename="x"',
            "Content-Type: application/octet-stream",
            "",
            "",
        ]
        rest = ["", f"--{_BOUNDARY}", 'Content-Disposition: form-data; name="fileName"', "", name, f"--{_BOUNDARY}--"]
        body = "\r\n".join(lines).encode() + content + "\r\n".join([*rest, ""]).encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return self.send("POST", f"{BASE}{path}/file", body, kind)

    def send(
        self,
        method: str,
        address: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        token: str | None = None,
    ) -> Answer:
        """One exchange, as it is. `token`: in place of its own, "" for none."""
        token = self.token if token is None else token
        said = {**(headers or {}), **({"Authorization": token} if token else {})}
        return exchange.send(self.cloud, method, address, body, said)


def data(**values: Any) -> dict[str, Any]:
    """Attributes with one value each: a text or number as `value`, an object as it is."""
    return {
        code: {"values": [value if isinstance(value, dict) else {"value": value}]} for code, value in values.items()
    }
