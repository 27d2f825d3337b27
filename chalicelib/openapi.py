"""The OpenAPI document of a dialect, made from its routes and the structs of its wire, and the page that shows it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from html import escape
from http import HTTPStatus
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from chalicelib import openapi30
from chalicelib.config import VERSION
from chalicelib.dialects import governance, late
from chalicelib.dialects.operation import Answer, Manner
from chalicelib.dialects.page import PAGES
from chalicelib.dialects.page import page as filled
from chalicelib.domain.api import ACTIVE, State
from chalicelib.domain.caller import CredentialKind
from chalicelib.response import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.governance import Standings
    from chalicelib.dialects.operation import Operation, Parameter
    from chalicelib.dialects.route import Route
    from chalicelib.domain.api import Standing
    from chalicelib.request import Request


USUAL: Final = Manner()
NO_LINKS: Final[Mapping[str, str]] = {}
NEVER_AGED: Final[Mapping[str, Standing]] = {}


def document(dialect: Dialect, request: Request) -> Response:
    """The document of `dialect`, for the prefix in use, as its operations stand now."""
    body = _encoded(dialect, request.base_path + request.prefix, governance.standings(dialect))
    return Response(200, body, {"Cache-Control": "no-cache"}, "application/json")


def page(dialect: Dialect, request: Request, *, links: Mapping[str, str] = NO_LINKS) -> Response:
    """A page that lists the operations; with scripts it becomes Swagger UI, which lets a person try them.

    `links`: what else is worth reading, titles by address.
    """
    base = request.base_path + request.prefix
    values = {
        "title": dialect.title,
        "description": dialect.description,
        "home": f"{request.base_path}/",
        "document": f"{base}/docs/openapi.json",
    }
    rows = (_row(each) for each in _documented(dialect, _manner(dialect), dict(governance.standings(dialect))))
    further = (f' <a href="{escape(address)}">{escape(title)}</a>' for address, title in links.items())
    markup = {"operations": "\n".join(rows), "links": "".join(further)}
    return filled(PAGES / "docs.html", values, markup=markup, policy=POLICY)


def _row(documented: _Documented) -> str:
    """An operation in the list; one that nothing new should rely on carries the word for its age."""
    path, summary = documented.route.path or "/", documented.operation.summary
    word = f" <em>{documented.age}</em>" if documented.age else ""
    return f"<tr><td>{documented.method}</td><td><code>{escape(path)}</code></td><td>{escape(summary)}{word}</td></tr>"


@lru_cache(maxsize=16)
def whole(dialect: Dialect) -> dict[str, Any]:
    """The document of all operations, as if none had aged; nothing in it may be changed. Its paths start from nowhere."""
    return describe(dialect, "")


@lru_cache(maxsize=32)  # one per dialect, prefix and age; bounded, because a prefix may hold a variable
def _encoded(dialect: Dialect, server: str, standings: Standings) -> bytes:
    described = describe(dialect, server, standings=dict(standings))
    return msgspec.json.format(msgspec.json.encode(described), indent=2)


def describe(
    dialect: Dialect, server: str, manner: Manner | None = None, standings: Mapping[str, Standing] = NEVER_AGED
) -> dict[str, Any]:
    """The document as plain values, the same for the same routes and standings.

    `server`: the address that its paths start from; `manner`: by default the dialect's; `standings`: by operation, those that
    are not named are active.
    """
    manner = manner or _manner(dialect)
    documented = tuple(_documented(dialect, manner, standings))
    schemas = _Schemas(documented, manner.shapes)
    schemes = manner.schemes or {kind.value: SECURITY[kind] for kind in CredentialKind if kind in dialect.accepts}
    special = {name for each in documented for name in each.operation.schemes}
    paths: dict[str, dict[str, Any]] = {}
    names = Counter(_name(each.route, manner) for each in documented)
    for each in documented:
        name = _name(each.route, manner)
        paths.setdefault(each.route.path or "/", {})[each.method.lower()] = {
            "operationId": name if names[name] == 1 else _told_apart(each.route, each.method),
            **_operation(each, schemas, (each.route.service,) if manner.by_service else each.operation.tags),
        }
    described = {
        "openapi": "3.1.0",
        "info": {"title": dialect.title, "version": VERSION, "description": dialect.description},
        "servers": [{"url": server}],
        "security": [{name: []} for name in schemes if name not in special],
        "tags": [{"name": name, "description": description} for name, description in manner.tags.items()],
        "paths": paths,
        "components": {"schemas": schemas.components, "securitySchemes": dict(schemes)},
    }
    return openapi30.lowered(described) if manner.lowered else described


def _manner(dialect: Dialect) -> Manner:
    return late.found(dialect.manner) or USUAL


def _name(route: Route, manner: Manner) -> str:
    return route.operation_name if manner.by_service else route.name


def _told_apart(route: Route, method: str) -> str:
    """An operation id for a view that serves several routes or verbs: `get_Tickets_id`."""
    words = [segment.strip("{}") for segment in route.path.split("/") if segment]
    return "_".join([method.lower(), *words])


class _Documented(NamedTuple):
    """A verb of a route that has an operation."""

    route: Route
    method: str
    operation: Operation
    state: State
    is_governed: bool
    """Whether it ages at all, and is promised to stay or not."""

    @property
    def age(self) -> str:
        """The word for its age where nothing new should rely on it, else none."""
        if self.state is not State.ACTIVE:
            return self.state
        return State.DEPRECATED if self.operation.deprecated else ""


def _documented(dialect: Dialect, manner: Manner, standings: Mapping[str, Standing]) -> Iterator[_Documented]:
    """What is documented, in the order of the routes; nothing of what is decommissioned."""
    for route in dialect.routes:
        operation = route.described()
        state = standings.get(route.operation_name, ACTIVE).state
        if operation is not None and state is not State.DECOMMISSIONED:
            for method in route.methods[:1] if manner.by_service else route.methods:
                yield _Documented(route, method, operation, state, dialect.governs and route.is_operation)


def _operation(documented: _Documented, schemas: _Schemas, tags: Iterable[str]) -> dict[str, Any]:
    route, operation = documented.route, documented.operation
    described: dict[str, Any] = {"summary": operation.summary}
    if operation.description:
        described["description"] = operation.description
    if tags:
        described["tags"] = list(tags)
    if documented.age:
        described["deprecated"] = True
    if documented.is_governed:
        described["x-public"] = not route.product
    parameters = [*_path_parameters(route, operation, schemas)]
    parameters += [_parameter(parameter, "query", schemas) for parameter in operation.query]
    parameters += [_parameter(parameter, "header", schemas) for parameter in operation.headers]
    if parameters:
        described["parameters"] = parameters
    bodies = _bodies(operation)
    if bodies:
        described["requestBody"] = {"required": True, "content": _content(bodies, schemas, operation.example)}
    described["responses"] = {
        str(status): _answer(status, shape, operation, schemas) for status, shape in sorted(operation.answers.items())
    }
    if operation.schemes or route.public:
        described["security"] = [{name: []} for name in operation.schemes]
    return described


def _path_parameters(route: Route, operation: Operation, schemas: _Schemas) -> Iterator[dict[str, Any]]:
    for segment in route.path.split("/"):
        if segment.startswith("{"):
            name = segment.strip("{}")
            schema = schemas.of(operation.path.get(name, str))
            yield {"name": name, "in": "path", "required": True, "schema": schema}


def _parameter(parameter: Parameter, where: str, schemas: _Schemas) -> dict[str, Any]:
    schema = schemas.of(parameter.type)
    if parameter.default is not None:
        schema = {**schema, "default": parameter.default}
    described = {"name": parameter.name, "in": where, "required": parameter.required, "schema": schema}
    if parameter.description:
        described["description"] = parameter.description
    if parameter.example is not None:
        described["example"] = parameter.example
    if parameter.unless:
        described["x-required-unless"] = parameter.unless
    return described


def _header(header: Parameter, schemas: _Schemas) -> dict[str, Any]:
    """A header of an answer: as a parameter, but its name and place are said already."""
    described = _parameter(header, "header", schemas)
    return {member: value for member, value in described.items() if member not in ("name", "in", "required")}


def _answer(status: int, said: Any, operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    answer = said if isinstance(said, Answer) else Answer(said)
    described: dict[str, Any] = {"description": answer.description or HTTPStatus(status).phrase}
    if answer.headers:
        described["headers"] = {header.name: _header(header, schemas) for header in answer.headers}
    if answer.shape is not None:
        described["content"] = _content(
            dict.fromkeys(answer.media_types or operation.media_types, answer.shape), schemas
        )
    return described


def _bodies(operation: Operation) -> Mapping[str, Any]:
    """What may be sent, by media type."""
    if operation.bodies or operation.body is None:
        return operation.bodies
    return dict.fromkeys(operation.media_types, operation.body)


def _content(shapes: Mapping[str, Any], schemas: _Schemas, example: Any = None) -> dict[str, Any]:
    further = {} if example is None else {"example": example}
    return {media_type: {"schema": schemas.of(shape), **further} for media_type, shape in shapes.items()}


class _Schemas:
    """The JSON Schemas of all types that operations name, made in one go so that names are unique."""

    def __init__(self, documented: tuple[_Documented, ...], further: tuple[Any, ...]) -> None:
        types = [*further, *(named for each in documented for named in _types(each.operation))]
        schemas, components = msgspec.json.schema_components(
            [str, *types], schema_hook=lambda _: {}, ref_template="#/components/schemas/{name}"
        )
        self._schemas: Mapping[str, Any] = {
            repr(named): schema for named, schema in zip([str, *types], schemas, strict=True)
        }
        for component in components.values():
            if "description" in component:  # a docstring, indented as the code around it
                component["description"] = cleandoc(component["description"])
        self.components = dict(sorted(components.items()))

    def of(self, named: Any) -> dict[str, Any]:
        """The schema of a type: in place, or a reference to its component."""
        return dict(self._schemas[repr(named)])


def _types(operation: Operation) -> Iterator[Any]:
    yield from operation.path.values()
    yield from (parameter.type for parameter in (*operation.query, *operation.headers))
    yield from _bodies(operation).values()
    for said in operation.answers.values():
        answer = said if isinstance(said, Answer) else Answer(said)
        yield from (header.type for header in answer.headers)
        if answer.shape is not None:
            yield answer.shape


POLICY: Final = "script-src 'self'; img-src 'self' data:; connect-src 'self'"
SECURITY: Final[Mapping[CredentialKind, Mapping[str, str]]] = {
    CredentialKind.BASIC: {"type": "http", "scheme": "basic"},
    CredentialKind.ACCESS_TOKEN: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    CredentialKind.API_TOKEN: {
        "type": "http",
        "scheme": "bearer",
        "description": "To be exchanged for an access token.",
    },
    CredentialKind.BEARER: {"type": "http", "scheme": "bearer"},
    CredentialKind.KEY: {"type": "apiKey", "in": "query", "name": "key"},
}
