"""What goes back over HTTP, and what the gateway adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from infra.gateway_responses import GatewayResponse
    from infra.local.events import Incoming


class Answer(NamedTuple):
    """What goes back, and the route it came from, for the log."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    resource: str = "-"


def worded(said: GatewayResponse, request: Incoming, resource: str = "-") -> Answer:
    """What the gateway says by itself."""
    headers = [(name.lower().encode(), value.encode()) for name, value in said.headers.items()]
    headers.append((b"content-type", b"application/json"))
    return Answer(said.status, headers, said.body(path=request.path, time=request.time), resource)


def framed(answer: Answer, request: Incoming) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with those that the gateway adds."""
    headers = [*answer.headers, (b"x-amzn-requestid", request.id.encode())]
    if not is_bare(answer.status):
        headers.append((b"content-length", str(len(answer.body)).encode()))
        if not any(name == b"content-type" for name, _ in headers):
            headers.append((b"content-type", b"application/json"))  # API Gateway's default
    return headers


def is_bare(status: int) -> bool:
    """Whether answers of this status have no body."""
    return status in (204, 304)
