"""The app: Chalice, made to serve many dialects and many threads.

Before Chalice sees an event, its path is matched by our own router and the event is rewritten to the canonical route; all
routes share one view, which hands the request to its dialect. What Chalice would say itself, the dialect says.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from chalice.app import Chalice, ChaliceAuthorizer

from chalicelib.dialects.base import Dialect
from chalicelib.dialects.route import Route
from chalicelib.errors import PolydeskError
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.router import Match, Mount, Router


class Polydesk(Chalice):
    """The Chalice app of all dialects. `mounts` is what has been mounted, in order."""

    def __init__(self, app_name: str = "polydesk") -> None:
        self._call = threading.local()
        self.mounts: tuple[Mount, ...] = ()
        self._router = Router(())
        super().__init__(app_name, configure_logs=False)
        self.api.binary_types = []
        self.register_middleware(self._in_the_dialects_words, "http")

    def mount(self, *mounts: Mount, authorizer: ChaliceAuthorizer | None = None) -> None:
        """Add dialects with all their routes; `authorizer` fences those that want it. Raises ValueError on a clash."""
        router = Router((*self.mounts, *mounts))
        for mount in mounts:
            self.register_blueprint(mount.dialect)
            for route in mount.dialect.every_route():
                fence = authorizer if mount.dialect.is_fenced(route) else None
                self._register(mount.dialect, route, mount.pattern(route), fence)
            for path in mount.unknown():
                self._register(mount.dialect, mount.dialect.unknown, path, None)
        self.mounts += mounts
        self._router = router

    def load(self) -> None:
        """Import the rooms of all dialects now, and not those of each with its first request."""
        for mount in self.mounts:
            mount.dialect.load()

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        """Answer one proxy event. Safe to call from many threads at once; the event is left as it is."""
        match = self._router.match((event.get("httpMethod") or "GET").upper(), event.get("path") or "/")
        if match is None:
            return Response(404, NOT_FOUND, media_type="application/json").to_dict()
        self._call.match = match
        self._call.request = Request.from_event(
            event,
            route=match.pattern,
            prefix=match.prefix,
            params=match.params,
            allowed=match.allowed,
            mounts=self.mounts,
        )
        try:
            return super().__call__(_told(event, match), context)
        finally:
            self._call.__dict__.clear()

    def _serve(self, **_: str) -> Response:
        """The one view of all routes; the variables are in the request."""
        match: Match = self._call.match
        return match.dialect.answer(self._call.request, match.route)

    def _in_the_dialects_words(self, event: Any, get_response: Callable[[Any], Any]) -> Response:
        """Say again what Chalice says of its own accord, which is never good news."""
        match: Match = self._call.match
        request: Request = self._call.request
        try:
            response = get_response(event)
        except Exception as error:  # whatever went wrong on Chalice's own way
            return match.dialect.refusal(error, request)
        if isinstance(response, Response):
            return response
        return match.dialect.refusal(PolydeskError("An error has occurred."), request)

    def _register(self, dialect: Dialect, route: Route, path: str, authorizer: ChaliceAuthorizer | None) -> None:
        name = f"{dialect.name}.{route.name}"
        methods = list(route.methods)
        self.route(path, name=name, methods=methods, content_types=[], authorizer=authorizer)(self._serve)

    @property
    def current_request(self) -> Any:
        """Chalice's own request of this thread."""
        return getattr(self._call, "current_request", None)

    @current_request.setter
    def current_request(self, value: Any) -> None:
        self._call.current_request = value

    @property
    def lambda_context(self) -> Any:
        """Lambda's context of this thread."""
        return getattr(self._call, "lambda_context", None)

    @lambda_context.setter
    def lambda_context(self, value: Any) -> None:
        self._call.lambda_context = value


def _told(event: Mapping[str, Any], match: Match) -> dict[str, Any]:
    """The event as Chalice is to see it."""
    path, method, params = match.door
    context = {**(event.get("requestContext") or {}), "resourcePath": path, "httpMethod": method}
    return {**ABSENT, **event, "resource": path, "pathParameters": params, "requestContext": context}


ABSENT: Final = {"headers": None, "multiValueQueryStringParameters": None, "body": None, "stageVariables": None}
"""What Chalice insists on."""
NOT_FOUND: Final = b'{"message":"There is nothing at this address."}'
