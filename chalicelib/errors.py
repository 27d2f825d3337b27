"""What can go wrong, as meaning. A dialect's `errors` room turns it into that vendor's words and status.

Everything derives from `PolydeskError`. An error knows no wire format: it carries a status (the plain HTTP reading of its
meaning, which a dialect may overrule), a sentence in English, and, where the caller's input is to blame, `Fault`s with paths.

    PolydeskError
    ├── Malformed             400  the body is no JSON, no XML, not an object …
    ├── Invalid               400  well-formed, but its content is wrong: one fault per wrong place, all at once
    ├── Unauthorized          401  see `Reason`
    ├── Forbidden             403
    │   └── OutsideAudience   403  none of those for whom an operation is, `operation` names it
    ├── NotFound              404
    ├── MethodNotAllowed      405  with the verbs that are allowed
    ├── SearchTimeout         408  a search that outlived its time budget
    ├── Conflict              409  what is asked for contradicts what is stored
    │   ├── Changed           409  somebody else wrote in between (optimistic lock)
    │   └── Taken             409  a unique value is in use, `field` names it
    ├── Gone                  410  an operation that was decommissioned, `successor` names what takes its place
    ├── PreconditionFailed    412
    ├── TooLarge              413
    ├── UnsupportedMediaType  415
    ├── TooManyRequests       429  with the whole seconds to wait
    └── Unavailable           503  the store refuses or is out of reach; trying again later may help
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Final


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong place in what a caller sent.

    `path`: member names and list positions from the outermost inwards: `("services", 0)`. Parsers use wire names, the core
    uses canonical field names; a dialect's `errors` room maps the latter. `code` is a stable word that a dialect may word
    anew (`required`, `type`, `too_long`, `choice`, `range`, `reference`, `unique`, `count`, `format`, `unknown`,
    `read_only`), `params` holds what such wording needs (`limit`, `choices`, `value` …), `message` is plain English.
    """

    path: tuple[str | int, ...]
    code: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Faults(list[Fault]):
    """Collects the faults of one request, so that parser and core report theirs together."""

    def add(self, path: str | tuple[str | int, ...], code: str, message: str, **params: Any) -> None:
        """Note one fault at `path` (a bare string is a path of one member)."""
        self.append(Fault((path,) if isinstance(path, str) else path, code, message, params))

    def raise_any(self) -> None:
        """Raise `Invalid` with everything that was collected, if anything was."""
        if self:
            raise Invalid(self)


class Reason(StrEnum):
    """Why a caller is not let in. All are 401 unless a dialect says otherwise."""

    MISSING = "missing"  # no credential at all
    MALFORMED = "malformed"  # something is there, but not in the shape of a credential
    UNKNOWN = "unknown"  # no such credential, login or password, or a wrong signature
    EXPIRED = "expired"  # was good once
    REVOKED = "revoked"  # known, but switched off or in the trash
    DISABLED = "disabled"  # the account behind it is switched off or gone
    WRONG_KIND = "wrong_kind"  # known, but this interface does not take this kind of credential


OURS: Final = 500


class PolydeskError(Exception):
    """Root of every error that is meant for the caller."""

    status: ClassVar[int] = 500

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message

    @property
    def is_ours(self) -> bool:
        """Whether we are to blame, and not what was asked for; a dialect may say either with a status above 500."""
        return self.status >= OURS


class Malformed(PolydeskError):
    """The body can't be read at all."""

    status = 400


class Invalid(PolydeskError):
    """The content is wrong; `faults` says where, all at once."""

    status = 400

    def __init__(self, faults: Iterable[Fault] = (), message: str = "The request is invalid.") -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class Unauthorized(PolydeskError):
    """Nobody we know, or nobody we let in."""

    status = 401

    def __init__(self, reason: Reason, message: str = "User could not be authenticated") -> None:
        super().__init__(message)
        self.reason = reason


class Forbidden(PolydeskError):
    """Known, but not allowed to do this."""

    status = 403


class OutsideAudience(Forbidden):
    """Known, but none of those for whom an operation is; `operation` is its name."""

    def __init__(self, operation: str) -> None:
        super().__init__(f"You are not in the audience of {operation}.")
        self.operation = operation


class NotFound(PolydeskError):
    """No such path, record or thing, or none that this caller may know of."""

    status = 404


class MethodNotAllowed(PolydeskError):
    """The path exists, but not with this verb."""

    status = 405

    def __init__(self, method: str, allowed: Iterable[str]) -> None:
        super().__init__(f"{method} is not defined here.")
        self.method = method
        self.allowed = tuple(allowed)


class SearchTimeout(PolydeskError):
    """A search that did not end within its time budget; `limit` in seconds."""

    status = 408

    def __init__(self, limit: float) -> None:
        super().__init__(f"The search took longer than {limit:g} seconds.")
        self.limit = limit


class Conflict(PolydeskError):
    """What is asked for contradicts what is stored."""

    status = 409


class Changed(Conflict):
    """Somebody else wrote the record in between."""


class Taken(Conflict):
    """A unique value is in use by another record."""

    def __init__(self, kind: str, name: str, value: str) -> None:
        super().__init__(f"The {name} '{value}' is in use.")
        self.kind = kind
        self.field = name
        self.value = value


class Gone(PolydeskError):
    """The operation was decommissioned."""

    status = 410

    def __init__(self, operation: str, successor: str | None = None) -> None:
        advice = f"; use {successor}" if successor else ""
        super().__init__(f"{operation} was decommissioned{advice}.")
        self.operation = operation
        self.successor = successor


class PreconditionFailed(PolydeskError):
    """The caller named a version that is not the stored one."""

    status = 412


class TooLarge(PolydeskError):
    """More than is taken; `limit` in bytes."""

    status = 413

    def __init__(self, limit: int, message: str = "The request entity is too large.") -> None:
        super().__init__(message)
        self.limit = limit


class UnsupportedMediaType(PolydeskError):
    """A body of a type that this interface does not read."""

    status = 415

    def __init__(self, media_type: str) -> None:
        super().__init__(f"The media type '{media_type}' is not supported.")
        self.media_type = media_type


class TooManyRequests(PolydeskError):
    """The per-minute limit is used up; `retry_after` in whole seconds, at least 1; `limit` in calls a minute."""

    status = 429

    def __init__(self, retry_after: int, limit: int) -> None:
        super().__init__(f"Too many requests. Try again in {retry_after} seconds.")
        self.retry_after = retry_after
        self.limit = limit


class Unavailable(PolydeskError):
    """The store refuses or is out of reach. Of a write it is not known whether it was done, when the answer was lost."""

    status = 503
