"""A dialect as the frame sees it: who is let in, which routes there are, and how everything that goes wrong is said.

    dialect = Dialect(__name__, name="tickets", title="Tickets API", errors=errors.render, accepts=frozenset({KEY}))

    dialect.route("/Tickets/{id}", operation=operations.READ_TICKET)(views.read_ticket)

A view takes the request and gives the response. It is called after the steps of `admission`; what it raises is rendered
by the dialect's `errors` room, and so are unknown paths, undefined verbs and our own faults.

The app mounts every dialect, and most requests are for one: its rooms (`views`, `errors`, `operations` …) may be `late`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from chalice.app import Blueprint

from chalicelib import auth, logs
from chalicelib.dialects import admission, documentation, fallback, governance, late
from chalicelib.dialects.faults import meaning
from chalicelib.dialects.route import ALL_METHODS, Route
from chalicelib.domain.api import ACTIVE, Standing
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.errors import MethodNotAllowed, PolydeskError, TooManyRequests
from chalicelib.response import Response
from chalicelib.services import limits

if TYPE_CHECKING:
    from chalicelib.dialects.operation import Manner, Operation
    from chalicelib.dialects.route import View
    from chalicelib.domain.setting import Setting
    from chalicelib.request import Request

V = TypeVar("V", bound="View")
MAX_BODY: Final = 4 * 1024 * 1024
"""Bytes in a body, each way: Lambda carries 6 MB, escaping or base64 included."""


class Identify(Protocol):
    """Says who asks, or raises Unauthorized; `chalicelib.auth.identify`."""

    def __call__(self, request: Request, *, accepts: frozenset[CredentialKind], dialect: str) -> Caller: ...  # noqa: D102


class Take(Protocol):
    """Counts a call against somebody's minute, or raises TooManyRequests; `chalicelib.services.limits.take`."""

    def __call__(self, *, dialect: str, who: str, default: int) -> object: ...  # noqa: D102


class Dialect(Blueprint):
    """One REST dialect.

    `name`: folder and setting name; `title`, `speaks_as` (the product), `description`, `example` (a command, with
    `{base}` for the address): what the index page and OpenAPI show; `errors`: renders an error in the dialect's words;
    `accepts`: credential kinds; `folds_case`: paths match whatever their case; `requests_per_minute`: the documented
    limit, 0 for none, and the default of the setting that is the limit, if there is one; `max_body`: bytes;
    `media_types`: bodies that are read at all, None to let the parser judge; `admission`: the steps before a view, in
    their order (with `governance.governed` among them, its operations age and have audiences); `finish`: a last look at
    every answer; `options`: answers OPTIONS where no route does, None for 405; `hides_unknown`: unknown paths and verbs
    are told only to callers who are let in; `documented`: has `/docs` and `/docs/openapi.json`; `manner`: how its OpenAPI
    document differs from the usual ones; `settings`: what an administrator may change, under the dialect's name; `served`:
    told of every answer, refusals included, and of the milliseconds that it took. `identify` and `take` are for tests.
    """

    def __init__(
        self,
        import_name: str,
        *,
        name: str,
        title: str,
        errors: Callable[[PolydeskError, Request], Response],
        accepts: frozenset[CredentialKind],
        speaks_as: str = "",
        description: str = "",
        example: str = "",
        folds_case: bool = False,
        requests_per_minute: int = 0,
        max_body: int = MAX_BODY,
        media_types: frozenset[str] | None = None,
        admission: tuple[admission.Step, ...] = admission.USUAL,
        finish: Callable[[Request, Response], Response] | None = None,
        options: View | None = fallback.say_allowed,
        hides_unknown: bool = False,
        documented: bool = True,
        manner: Manner | None = None,
        settings: Mapping[str, Setting] | None = None,
        served: Callable[[Request, Response, float], None] | None = None,
        identify: Identify = auth.identify,
        take: Take = limits.take,
    ) -> None:
        super().__init__(import_name)
        self.name = name
        self.title = title
        self.errors = errors
        self.accepts = accepts
        self.speaks_as = speaks_as
        self.description = description
        self.example = example
        self.folds_case = folds_case
        self.requests_per_minute = requests_per_minute
        self.max_body = max_body
        self.media_types = media_types
        self.admission = admission
        self.governs = governance.governed in admission
        self.finish = finish
        self.manner = manner
        self.settings = settings or {}
        if any(each.is_limit and each.default != requests_per_minute for each in self.settings.values()):
            raise ValueError(f"the limit of {name} and the default of its setting differ")
        self.served = served
        self.identify = identify
        self.take = take
        self.routes: list[Route] = []
        self.documentation = documentation.routes(self) if documented else ()
        self.unknown = Route("/{proxy+}", ALL_METHODS, fallback.refuse, public=not hides_unknown, authorizer=False)
        self.options = options and Route("/{proxy+}", ("OPTIONS",), options, public=True, authorizer=False)

    def route(  # type: ignore[override]  # Chalice takes any keyword; these are the ones that mean something here
        self,
        path: str,
        *,
        methods: Sequence[str] = ("GET",),
        operation: Operation | Callable[[], Operation] | None = None,
        name: str = "",
        public: bool = False,
        authorizer: bool = True,
        limited: bool = True,
        max_body: int | None = None,
        service: str = "",
        product: bool = False,
        standing: Standing = ACTIVE,
    ) -> Callable[[V], V]:
        """Register a view at `path` below the prefix ("" is the prefix itself), in its documented spelling.

        `name`: the route's own, by default the view's; the operation id. `service`: what it is an operation of, by default the
        dialect. `product`: it is beyond what the vendor documents, and may change. `standing`: how it stands to begin with.
        """

        def register(view: V) -> V:
            route = Route(path, tuple(methods), view, operation, public, authorizer, limited, max_body, name)
            self.routes.append(replace(route, service=service or self.name, product=product, standing=standing))
            return view

        return register

    def every_route(self) -> list[Route]:
        """Its own routes and those of its documentation."""
        return [*self.routes, *self.documentation]

    def load(self) -> None:
        """Import now what requests will need, and otherwise the first of them imports; not what only documentation needs."""
        views = (route.view for route in (*self.routes, self.options) if route)
        for each in (self.errors, *self.admission, *views, self.finish, self.served):
            late.found(each)

    def is_fenced(self, route: Route) -> bool:
        """Whether the gateway's authorizer stands in front: it reads `Authorization`, so keys in queries pass it by."""
        return route.authorizer and not route.public and bool(self.accepts - {CredentialKind.KEY})

    def answer(self, request: Request, route: Route) -> Response:
        """Serve `request` by `route`. Never raises: whatever goes wrong is said in the dialect's words, and logged."""
        started = perf_counter()
        try:
            for step in self.admission:
                request = step(self, request, route)
            response = route.view(request)
            if self.finish:
                response = self.finish(request, response)
            response = _bare(request, response)
        except Exception as error:  # the last line before the caller
            response = _bare(request, self.refusal(error, request))
        if self.governs and route.is_operation:
            response = self._marked(request, route, response)
        is_known = route.is_operation
        operation = route.operation_name if is_known else route.name
        logs.served(
            request,
            dialect=self.name,
            operation=operation,
            is_known=is_known,
            status=response.status,
            is_ours=response.is_our_fault,
            started=started,
        )
        if self.served:
            try:
                self.served(request, response, (perf_counter() - started) * 1000)
            except Exception as error:  # the answer is good, whatever becomes of what is kept about it
                logs.unexpected(error, request, dialect=self.name)
        return response

    def _marked(self, request: Request, route: Route, response: Response) -> Response:
        """The answer with what is to be said of the operation's age; as it is where that can't be known."""
        try:
            return governance.marked(self, request, route, response)
        except Exception as error:  # the answer is good
            logs.unexpected(error, request, dialect=self.name)
            return response

    def refusal(self, error: Exception, request: Request) -> Response:
        """What `error` looks like here; what nobody planned for is logged and said as a 500."""
        known = error if isinstance(error, PolydeskError) else meaning(error)
        try:
            if known is None:
                logs.unexpected(error, request, dialect=self.name)
                known = PolydeskError("An error has occurred.")
            response = self.errors(known, request)
            response.is_our_fault = known.is_ours
            if isinstance(known, MethodNotAllowed):
                response.headers.setdefault("Allow", ", ".join(known.allowed))
            elif isinstance(known, TooManyRequests):
                response.headers.setdefault("Retry-After", str(known.retry_after))
            return self.finish(request, response) if self.finish else response
        except Exception as fault:  # a fault in the errors room itself
            logs.unexpected(fault, request, dialect=self.name)
            return Response(500, LAST_WORDS, media_type="application/json")


def _bare(request: Request, response: Response) -> Response:
    """The answer without the body that HTTP forbids."""
    if request.method == "HEAD" or response.status in EMPTY:
        response.body = b""
    return response


EMPTY: Final = frozenset({204, 304})
LAST_WORDS: Final = b'{"message":"An error has occurred."}'
