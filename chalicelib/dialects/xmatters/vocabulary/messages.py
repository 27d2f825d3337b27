"""What refusals say (specification, 1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NO_URL: Final = "The requested URL is not found."
NO_FORM: Final = "The engine or form is not available."
NOT_JSON: Final = "The request body is not valid JSON."
NOT_OBJECT: Final = "The request body must be a JSON object."
NOT_LIST: Final = "The request body must be a JSON array."


@dataclass(frozen=True, slots=True)
class Style:
    """How a route words wrong fields. `both`: with `details` beside `errorDetails`."""

    message: str
    both: bool = True


FORM: Final = Style("There are validation errors in the form")
DATA: Final = Style("There are data validation errors in the form")
PEOPLE: Final = Style("There are data validation errors in the form.", both=False)
SITES: Final = Style("There are validation errors in the form.", both=False)

# By the first segment behind the version; what is not here is about forms.
STYLES_BY_NOUN: Final = {
    "events": DATA,
    "groups": DATA,
    "notifications": DATA,
    "people": PEOPLE,
    "sites": SITES,
}

TYPES_BY_STATUS: Final = {
    400: "DATA_VALIDATION_ERROR",
    401: "AUTHENTICATION_ERROR",
    403: "AUTHORIZATION_ERROR",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "CONFLICT",
    410: "GONE",
    413: "REQUEST_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    429: "RATE_LIMIT",
    500: "SERVER_ERROR",
    503: "SERVER_ERROR",
}
MALFORMED: Final = "MALFORMED_REQUEST"
UNRECOGNIZED: Final = "unrecognized"
"""The code of a fault that makes a request malformed: a key that must not be there."""

# What a refusal says that brings no sentence of its own, by status.
MESSAGES: Final = {
    400: FORM.message,
    401: "User could not be authenticated",
    403: "There is no permission to do this.",
    404: NO_URL,
    405: "The method is not allowed here.",
    409: "The request contradicts what is stored.",
    410: "The operation was decommissioned.",
    413: "The request entity is too large.",
    415: "The media type is not supported.",
    429: "Too many requests.",
    500: "An error has occurred.",
    503: "The service is not available. Please try again.",
}
