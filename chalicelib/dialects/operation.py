"""What a route says of itself, for people and for OpenAPI; nothing here is looked at while a request is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter or a header.

    `type` is whatever msgspec writes a schema for: `int`, an enum, `Annotated[…]`; `unless`: the name of another one, one of
    the two is required.
    """

    name: str
    description: str = ""
    type: Any = str
    required: bool = False
    default: Any = None
    example: Any = None
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that has more to say than the shape of its body.

    `description`: by default the name of the status; `headers`: those worth knowing of; `media_types`: where they are not
    those of the operation.
    """

    shape: Any = None
    description: str = ""
    headers: tuple[Parameter, ...] = ()
    media_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """One verb on one resource, as documented.

    `path`: types of path parameters, `str` where nothing is said; `query`, `headers`: the other parameters; `body`: a
    msgspec struct or type, None for none; `bodies`: in place of it, one by media type; `example`: a body to start from;
    `answers`: by status an `Answer`, or only the shape of its body, None for an empty one; `media_types`: what bodies and
    answers come in; `schemes`: names of the security schemes that it takes, where these are not those of all the others.
    """

    summary: str
    description: str = ""
    path: Mapping[str, Any] = field(default_factory=dict)
    query: tuple[Parameter, ...] = ()
    headers: tuple[Parameter, ...] = ()
    body: Any = None
    bodies: Mapping[str, Any] = field(default_factory=dict)
    example: Any = None
    answers: Mapping[int, Any] = field(default_factory=lambda: {200: None})
    tags: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ("application/json",)
    deprecated: bool = False
    schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Manner:
    """How a dialect's document differs from those of the house.

    `lowered`: it is in OpenAPI 3.0.3, not 3.1; `by_service`: an operation has one verb, the first of its route, its id is
    `Service.Operation`, its tag the service; `tags`: descriptions by tag, in the order of showing; `schemes`: security
    schemes by name, in place of those of the credential kinds; `shapes`: types that it names though no operation does.
    """

    lowered: bool = False
    by_service: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)
    schemes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shapes: tuple[Any, ...] = ()
