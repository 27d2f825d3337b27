"""What refusals and confirmations say."""

from __future__ import annotations

from typing import Final

TOKEN_ISSUED: Final = "Token issued."  # noqa: S105  a sentence
TRASHED: Final = "Moved to the trash can."
TRASHED_ALREADY: Final = "The data card is already in the trash can."
IN_TRASH: Final = "The data card is in the trash can."
SAVED: Final = "The attribute was saved."
CLEARED: Final = "The attribute was cleared."
UPLOADED: Final = "The file was uploaded."

UNAUTHORIZED: Final = "The login or the password is wrong."
NO_MODULE: Final = "The account has no right to use Matrix42 External API."
MODULE_OFF: Final = "Matrix42 External API is not enabled."
NOTHING_HERE: Final = "There is nothing at this address."

# What a refusal says that brings no sentence of its own, by status.
MESSAGES: Final = {
    400: "The request is invalid.",
    401: "User could not be authenticated",
    403: "There is no right to do this.",
    404: NOTHING_HERE,
    405: "This method is not defined here.",
    408: "The search took too long.",
    409: "The request contradicts what is stored.",
    410: "The operation was decommissioned.",
    412: "The data card was changed in between.",
    413: "The request entity is too large.",
    429: "Too many requests.",
    500: "An error has occurred.",
    503: "The service is not available. Please try again.",
}
