"""What an operation wants and gives, read from the OpenAPI document that describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from chalicelib import openapi
from chalicelib.schemas import Types, UsedType, written

if TYPE_CHECKING:
    from chalicelib.dialects.base import Dialect
    from chalicelib.dialects.route import Route


@dataclass(frozen=True, slots=True)
class Parameter:
    """What stands in the path, the query or a header. `source`: Route, Query or Header; `default`: as it would be written."""

    name: str
    source: str
    type: str
    required: bool
    default: str | None = None
    documentation: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent along: its type, and the media type in which it is sent."""

    type: str
    required: bool
    content_type: str


@dataclass(frozen=True, slots=True)
class StatusCode:
    """A status that an answer may have."""

    code: int
    description: str


@dataclass(frozen=True, slots=True)
class Contract:
    """What an operation wants and gives.

    `body`: None where none is taken; `return_type`: of the answer to a call that succeeds, None for one without a body;
    `used_types`: every type of an object that body and answers name, and all that these name.
    """

    parameters: tuple[Parameter, ...]
    body: Body | None
    return_type: str | None
    used_types: tuple[UsedType, ...]
    status_codes: tuple[StatusCode, ...]


@lru_cache(maxsize=1_024)  # some two hundred operations
def of(dialect: Dialect, route: Route, method: str) -> Contract:
    """The contract of a route's verb, whatever its age. Raises LookupError for what is not documented."""
    return contract(openapi.whole(dialect), route.path or "/", method)


def contract(document: Mapping[str, Any], path: str, method: str) -> Contract:
    """The contract of an operation of a document, `path` as it stands there. Raises LookupError for an unknown one."""
    operation = document["paths"][path][method.lower()]
    types = Types(document)
    name = "".join(word[:1].upper() + word[1:] for word in _WORD.findall(operation["operationId"].rpartition(".")[2]))
    return Contract(
        tuple(_parameter(each, types) for each in operation.get("parameters", ())),
        _body(operation.get("requestBody"), types, f"{name}Body"),
        _return_type(operation["responses"], types, f"{name}Answer"),
        types.used(),
        tuple(StatusCode(int(code), answer["description"]) for code, answer in operation["responses"].items()),
    )


def chosen(content: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The media type of those that are offered in which one would send, or be answered: JSON, else the first."""
    return next((each for each in content.items() if is_json(each[0])), next(iter(content.items())))


def is_json(media_type: str) -> bool:
    """Whether it is a form of JSON."""
    return media_type.endswith(("/json", "+json"))


def success(responses: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first answer to a call that succeeds; nothing where none is described."""
    return next((answer for code, answer in responses.items() if code.startswith("2")), {})


def _parameter(described: Mapping[str, Any], types: Types) -> Parameter:
    schema = described["schema"]
    said = (described.get("description", ""), types.documentation(schema))
    default = schema.get("default")
    return Parameter(
        described["name"],
        _SOURCES[described["in"]],
        types.word(schema, described["name"]),
        described["required"],
        None if default is None else written(default),
        " ".join(filter(None, said)),
    )


def _body(described: Mapping[str, Any] | None, types: Types, place: str) -> Body | None:
    if described is None:
        return None
    media_type, media = chosen(described["content"])
    for each in described["content"].values():  # so that what only another form has is among the types used
        types.word(each["schema"], place)
    return Body(types.word(media["schema"], place), bool(described.get("required")), media_type)


def _return_type(responses: Mapping[str, Any], types: Types, place: str) -> str | None:
    """The type of what a call returns; types of refusals are met as well."""
    content = success(responses).get("content")
    word = types.word(chosen(content)[1]["schema"], place) if content else None
    for schema in _schemas(responses):
        types.word(schema, place)
    return word


def _schemas(responses: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for answer in responses.values():
        for media in answer.get("content", {}).values():
            yield media["schema"]


_SOURCES: Final = {"path": "Route", "query": "Query", "header": "Header"}
_WORD: Final = re.compile(r"[A-Za-z0-9]+")
