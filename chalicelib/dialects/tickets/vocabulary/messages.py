"""What is said: faults, answers that are no success, and mails."""

from __future__ import annotations

from typing import Final

# What a fault is called, by its code; `name` is the property, the rest are the fault's own parameters.
SENTENCES: Final = {
    "required": "The {name} field is required.",
    "type": "The value '{value}' is not {expected}.",
    "format": "The value '{value}' is not {expected}.",
    "too_long": "The {name} field must not be longer than {limit} characters.",
    "count": "The {name} field must not hold more than {limit} entries.",
    "any_of": "At least one of {names} is required.",
    "id": "The Id must be the one of the URL.",
    "reference": "There is no {noun} with the Id {number}.",
}
NOUNS_BY_KIND: Final = {"service": "service", "person": "operator"}

# What an answer that is no success says, by status; `path` is the path of the request, the rest are the error's own words.
MESSAGES: Final = {
    400: "The request is invalid.",
    401: "Authorization has been denied for this request.",
    403: "Authorization has been denied for this request.",
    404: "No HTTP resource was found that matches the request URI '{path}'.",
    405: "The requested resource does not support http method '{method}'.",
    409: "The request contradicts what is stored.",
    410: "The operation was decommissioned.",
    413: "The request entity is too large.",
    415: "The request entity's media type '{media_type}' is not supported for this resource.",
    429: "Too many requests.",
    500: "An error has occurred.",
    503: "The service is not available. Please try again.",
}

# What the times of a ticket are called in an e-mail, in the order of its lines.
LABELS_BY_TIME: Final = {
    "StartTime": "Start",
    "EndTime": "End",
    "ExpectedResolutionTime": "Expected resolution",
    "NextUpdateTime": "Next update",
    "ClosedTime": "Closed",
    "ReopenedTime": "Reopened",
}
