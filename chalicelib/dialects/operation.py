"""What a route says of itself, for people and for OpenAPI; nothing here is looked at while a request is served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter or a header. `type` is whatever msgspec writes a schema for: `int`, an enum, `Annotated[…]`."""

    name: str
    description: str = ""
    type: Any = str
    required: bool = False
    default: Any = None
    example: Any = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One verb on one resource, as documented.

    `path`: types of path parameters, `str` where nothing is said; `query`, `headers`: the other parameters; `body`: a
    msgspec struct or type, None for none; `answers`: the shape of the body by status, None for an empty one;
    `media_types`: what bodies and answers come in; `name`: the operation id, by default made from the view's name.
    """

    summary: str
    description: str = ""
    path: Mapping[str, Any] = field(default_factory=dict)
    query: tuple[Parameter, ...] = ()
    headers: tuple[Parameter, ...] = ()
    body: Any = None
    answers: Mapping[int, Any] = field(default_factory=lambda: {200: None})
    tags: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ("application/json",)
    name: str = ""
    deprecated: bool = False
