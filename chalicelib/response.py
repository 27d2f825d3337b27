"""An HTTP answer that carries its media type and encodes itself, so that Chalice's rules for binary never apply."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import chalice.app


class Response(chalice.app.Response):
    """What a view returns: `status`, `body` (bytes or text), `headers`, `media_type` (the whole value of Content-Type).

    Without `media_type` text is `text/plain; charset=utf-8`, bytes are `application/octet-stream`, an empty body has
    none. Raises ValueError where a header would break out of its line.
    """

    is_our_fault: bool
    """Whether we are to blame for a refusal; what the status says, unless a dialect says otherwise with it."""
    headers: dict[str, str]  # type: ignore[assignment]  # Chalice also takes lists; one value each is enough here

    def __init__(
        self,
        status: int = 200,
        body: bytes | str = b"",
        headers: Mapping[str, str] | None = None,
        media_type: str | None = None,
    ) -> None:
        own: dict[str, str] = {}
        if media_type is not None:
            own["Content-Type"] = media_type
        elif body and (headers is None or not any(name.lower() == "content-type" for name in headers)):
            own["Content-Type"] = "text/plain; charset=utf-8" if isinstance(body, str) else "application/octet-stream"
        if headers:
            own.update(headers)
        for name, value in own.items():
            if "\n" in value or "\r" in value or "\0" in value:
                raise ValueError(f"The header {name} would break out of its line.")
        self.status_code = status
        self.body = body
        self.headers = own
        self.is_our_fault = status >= OUR_FAULT

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.status_code)

    @property
    def media_type(self) -> str:
        """The value of Content-Type, "" if there is none."""
        return next((value for name, value in self.headers.items() if name.lower() == "content-type"), "")

    @property
    def content(self) -> bytes:
        """The body as bytes."""
        return self.body.encode() if isinstance(self.body, str) else bytes(self.body)

    def to_dict(self, binary_types: list[str] | None = None) -> dict[str, Any]:
        """The answer as API Gateway wants it; bytes that are no text leave in base64, whatever `binary_types` says.

        So does a text that would outgrow Lambda's answer: it is carried within JSON, where quotes and other scripts grow.
        """
        body, encoded = self.body, False
        if isinstance(body, bytes):
            body, encoded = _as_text(body, self.media_type) if body else ("", False)
        if len(body) > SAFE and not encoded and len(json.dumps(body)) > CARRIED:
            body, encoded = base64.b64encode(body.encode()).decode("ascii"), True
        return {
            "statusCode": self.status_code,
            "headers": self.headers,
            "multiValueHeaders": {},
            "body": body,
            "isBase64Encoded": encoded,
        }


def _as_text(body: bytes, media_type: str) -> tuple[str, bool]:
    """Body as text where its type is one of text and it is UTF-8, else in base64; and whether it is."""
    if media_type.startswith(TEXTUAL) or media_type.partition(";")[0].endswith(("+json", "+xml")):
        try:
            return body.decode(), False
        except UnicodeDecodeError:
            pass
    return base64.b64encode(body).decode("ascii"), True


TEXTUAL = ("text/", "application/json", "application/xml", "application/javascript", "application/problem+json")
OUR_FAULT = 500
CARRIED = 5_900_000
"""Bytes of a text within JSON, in ASCII, as Lambda hands an answer on; what comes with it has the rest of 6 MB."""
SAFE = CARRIED // 6
"""Characters that never become more than that."""
