"""What refusals say that bring no sentence of their own, by status; and some that views share."""

from __future__ import annotations

from typing import Final

NOTHING: Final = "There is nothing at this address."
NO_PARENT: Final = "There is no asset of the parent's id."
NO_FILE: Final = "There is no such file."
NO_TOKEN: Final = "The access token is missing or invalid."  # noqa: S105
OUTSIDE: Final = "The asset is not under a root node of this token."
READING_ONLY: Final = "This token is for reading only."
NO_WRITE: Final = "The user has no write permission."

MESSAGES: Final = {
    400: "The request is faulty.",
    401: NO_TOKEN,
    403: "The user does not have the permission.",
    404: NOTHING,
    405: "The method is not defined here.",
    409: "The request contradicts what is stored.",
    410: "The operation was decommissioned.",
    413: "The request is too large.",
    415: "The media type is not supported.",
    429: "Too many requests.",
    500: "An error has occurred.",
    503: "The service is not available. Please try again.",
}
