"""What all operations have in common: the language, refusals, and a text in words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from msgspec import Meta

from chalicelib.dialects.matrix42.vocabulary.documentation.table import OPERATIONS
from chalicelib.dialects.matrix42.wire.values import Error
from chalicelib.dialects.operation import Answer, Operation, Parameter

CALLED: Final = (401, 403, 406, 429, 500, 503)
"""What any call may meet that needs a credential."""
SENT: Final = (400, 413, 415)
"""What a call with a body may meet as well."""
REASONS: Final[Mapping[int, str]] = {
    400: "The request is invalid: bad syntax, a wrong shape, an id that is none, or a rule that is broken.",
    401: "There is no credential, or none that is known here.",
    403: "The caller is outside the audience, or has no right to do this.",
    404: "What the request writes to does not exist.",
    406: "The token is an API token that was not exchanged, or it has expired.",
    410: "The operation was decommissioned.",
    413: "The body has more than 4 MiB.",
    415: "The body is not said to be JSON.",
    429: "Too many calls in a minute.",
    500: "Our fault, or an answer of more than 4 MiB.",
    503: "Try again.",
}
_WAIT: Final = Parameter("Retry-After", "Seconds to wait.", int)
_HEADERS: Final[Mapping[int, tuple[Parameter, ...]]] = {
    401: (Parameter("WWW-Authenticate", "The challenge."),),
    429: (_WAIT,),
    503: (_WAIT,),
}
_LANGUAGE: Final = Parameter(
    "Explicit-Language",
    "Language of texts, `en`, `de` or `fr`, with or without a country. By default that of the caller's profile.",
    Annotated[str, Meta(max_length=10)],
    example="en",
)
_USED: Final = (Parameter("Content-Language", "The language that was used."),)
_JSON: Final = ("application/json",)


def described(
    name: str,
    success: Any,
    *,
    status: int = 200,
    says: str = "",
    refusals: Iterable[int] = CALLED,
    reasons: Mapping[int, str] = {},
    media_types: tuple[str, ...] = _JSON,
    headers: tuple[Parameter, ...] = (),
    **more: Any,
) -> tuple[str, Operation]:
    """An operation under its name. `success`: the shape of its answer, None for an empty one; `says`: of what that is.

    `refusals`: statuses; `reasons`: what they mean here, and more of them.
    """
    summary, _, further = OPERATIONS[name]["en"].partition(". ")
    answers = {status: Answer(success, says or _SAYS[success is None], (*_USED, *headers), media_types)} | {
        each: Answer(Error, reasons.get(each, REASONS[each]), (*_USED, *_HEADERS.get(each, ())))
        for each in sorted({*refusals, *reasons})
    }
    return name, Operation(summary.rstrip("."), further, headers=(_LANGUAGE,), answers=answers, **more)


def empty(name: str, **more: Any) -> tuple[str, Operation]:
    """An operation that answers nothing."""
    return described(name, None, status=204, **more)


def guid(description: str) -> Any:
    """The type of a GUID in a path or a query."""
    return Annotated[UUID, Meta(description=description)]


def text(description: str, example: str) -> Any:
    """The type of a text in a path."""
    return Annotated[str, Meta(description=description, examples=[example])]


def whole(lowest: int, highest: int | None = None) -> Any:
    """The type of a whole number within bounds."""
    return Annotated[int, Meta(ge=lowest, le=highest)]


_SAYS: Final = ("The answer.", "Done.")
