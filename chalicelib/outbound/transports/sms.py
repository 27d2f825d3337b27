"""Text messages through SNS."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.domain.delivery import Delivery, Outcome
from chalicelib.outbound import outcomes
from chalicelib.outbound.outcomes import Failed, permanent
from chalicelib.outbound.transports.text import sendable
from chalicelib.store import sms

_ORNAMENT: Final = str.maketrans("", "", " \u00a0-./()")  # how people write numbers
_NUMBER: Final = re.compile(r"\+?[1-9][0-9]{3,14}")  # E.164
_SERVICE: Final = "text message service"


def send(delivery: Delivery) -> Outcome:
    """Try a text message once; never raises."""
    try:
        reference = sms.send(to=_number(delivery.message.to), body=sendable(delivery.message.body))
    except Exception as error:
        return outcomes.of_fault(error, service=_SERVICE)
    return outcomes.accepted(f"Accepted by the {_SERVICE}", reference=reference)


def _number(text: str) -> str:
    number = text.translate(_ORNAMENT)
    if not _NUMBER.fullmatch(number):
        raise Failed(permanent("The receiver's number is no phone number in international form."))
    return number
