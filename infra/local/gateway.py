"""API Gateway in small: an ASGI application that turns HTTP into proxy events and calls the app in process.

It does what the deployed gateway does to a request, in its order: limits of size, routes, authorizer, time-out; and says
what the deployed one says by itself (`gateway_responses`). Where the cloud has CloudFront in front (static files, headers
that API Gateway would rename), this stands for both.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from infra.gateway_responses import HEADERS_TOO_LARGE, NOT_READY, RESPONSES
from infra.local import assets, control, events
from infra.local.answers import Answer, framed, is_bare, worded
from infra.local.authorizers import Authorizers, Refused
from infra.local.context import Context
from infra.local.events import Incoming
from infra.local.routing import Match, Routes

if TYPE_CHECKING:
    from infra.local.control import Control

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

LARGEST_HEADERS: Final = 10_240  # bytes of request line and headers
LARGEST_REQUEST: Final = 10 * 1024 * 1024  # bytes of body
LARGEST_DRAINED: Final = 64 * 1024 * 1024  # read and thrown away, so that the client gets to see its 413
LARGEST_ANSWER: Final = 6 * 1024 * 1024  # what Lambda carries
SECONDS: Final = 29.0  # API Gateway's integration time-out
THREADS: Final = 32
REGION: Final = "eu-central-1"

access = logging.getLogger("polydesk.local.access")
_log = logging.getLogger(__name__)


class Gateway:
    """Answers every HTTP request; until `open` is called, with 503."""

    def __init__(self, *, stage: str, port: int, seconds: float = SECONDS) -> None:
        self.authorizers = Authorizers()
        self._stage = stage
        self._port = port
        self._seconds = seconds
        self._assets = assets.Assets()
        self._threads = ThreadPoolExecutor(THREADS, "app")
        self._app: Callable[[dict[str, Any], Any], Any] | None = None
        self._routes = Routes({})
        self._control: Control | None = None

    def open(self, app: Any, control: Control | None) -> None:
        """Let requests through to a Chalice app, and those for `/_local/*` to `control`."""
        self._routes = Routes(app.routes)
        self._control = control
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one ASGI connection event."""
        if scope["type"] != "http":
            return
        started = perf_counter()
        request = Incoming.from_scope(scope)
        body = await _read(receive)
        if body is None:
            return
        answer = await self._answer(request, body)
        await send({"type": "http.response.start", "status": answer.status, "headers": framed(answer, request)})
        await send({"type": "http.response.body", "body": b"" if is_bare(answer.status) else answer.body})
        spent = (perf_counter() - started) * 1000
        access.info(
            '%s %s "%s %s" %d %d %.1f ms %s',
            request.at.isoformat(timespec="milliseconds"),
            request.client,
            request.method,
            answer.resource,
            answer.status,
            len(answer.body),
            spent,
            request.id,
        )

    async def _answer(self, request: Incoming, body: bytes) -> Answer:
        if request.size > LARGEST_HEADERS:
            return worded(HEADERS_TOO_LARGE, request)
        if len(body) > LARGEST_REQUEST:
            return worded(RESPONSES["REQUEST_TOO_LARGE"], request)
        if request.path.startswith(assets.BASE):
            return self._asset(request)
        if self._app is None:
            return worded(NOT_READY, request)
        if request.path.startswith(control.BASE):
            return await self._in_thread(self._controlled, request, body)
        return await self._in_thread(self._integrated, request, body)

    async def _in_thread(self, work: Callable[[Incoming, bytes], Answer], request: Incoming, body: bytes) -> Answer:
        doing = asyncio.get_running_loop().run_in_executor(self._threads, work, request, body)
        try:
            return await asyncio.wait_for(doing, self._seconds)
        except TimeoutError:
            return worded(RESPONSES["INTEGRATION_TIMEOUT"], request)

    def _integrated(self, request: Incoming, body: bytes) -> Answer:
        """Route, authorizer, app."""
        match = self._routes.match(request.method, request.path)
        if match is None:
            return worded(RESPONSES["MISSING_AUTHENTICATION_TOKEN"], request)
        event = events.event(
            request, body, stage=self._stage, pattern=match.pattern, params=match.params, port=self._port
        )
        try:
            if match.entry.authorizer is not None:
                event["requestContext"]["authorizer"] = self._authorized(match, request)
        except Refused as error:
            return worded(RESPONSES[str(error)], request, match.pattern)
        return self._called(event, request, match.pattern)

    def _authorized(self, match: Match, request: Incoming) -> dict[str, str]:
        authorizer = match.entry.authorizer
        token = request.header(authorizer.config.header)
        path = request.path.lstrip("/")
        arn = f"arn:aws:execute-api:{REGION}:{events.ACCOUNT}:{events.API}/{self._stage}/{request.method}/{path}"
        return self.authorizers.allow(authorizer, token, arn)

    def _called(self, event: dict[str, Any], request: Incoming, pattern: str) -> Answer:
        assert self._app is not None  # noqa: S101  the gateway is open
        try:
            result = self._app(event, Context(request.id, self._seconds))
            status, headers, body = events.answer(result, largest=LARGEST_ANSWER)
        except events.BadAnswer as error:
            _log.error("The app's answer to %s %s is not passed on. %s", request.method, pattern, error)
            return worded(RESPONSES["DEFAULT_5XX"], request, pattern)
        except Exception:
            _log.exception("The app failed at %s %s.", request.method, pattern)
            return worded(RESPONSES["DEFAULT_5XX"], request, pattern)
        return Answer(status, headers, body, pattern)

    def _controlled(self, request: Incoming, body: bytes) -> Answer:
        if self._control is None:
            return worded(RESPONSES["MISSING_AUTHENTICATION_TOKEN"], request)
        try:
            said = self._control.answer(request.method, request.path, body)
        except Exception:
            _log.exception("A request to the local cloud's own addresses failed.")
            said = control.Answer(500, {"message": "This did not work; see the logs."})
        headers = [(name.lower().encode(), value.encode()) for name, value in said.headers.items()]
        headers.append((b"content-type", b"application/json"))
        return Answer(said.status, headers, json.dumps(said.content, ensure_ascii=False).encode(), control.BASE)

    def _asset(self, request: Incoming) -> Answer:
        asset = self._assets.find(request.path)
        if asset is None:
            return worded(RESPONSES["MISSING_AUTHENTICATION_TOKEN"], request, assets.BASE)
        if request.method not in ("GET", "HEAD"):
            return Answer(405, [(b"allow", b"GET, HEAD")], b"", assets.BASE)
        headers = [
            (b"etag", asset.etag.encode()),
            (b"cache-control", b"no-cache"),
            (b"x-content-type-options", b"nosniff"),
        ]
        if asset.etag in (tag.strip() for tag in request.header("if-none-match").split(",")):
            return Answer(304, headers, b"", assets.BASE)
        return Answer(200, [*headers, (b"content-type", asset.media_type.encode())], asset.content, assets.BASE)


async def _read(receive: Receive) -> bytes | None:
    """The body, or a bit more than may be of one that is too large; None when the client has gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        if size <= LARGEST_REQUEST:
            parts.append(part)
        size += len(part)
        if not message.get("more_body") or size > LARGEST_DRAINED:
            return b"".join(parts)
