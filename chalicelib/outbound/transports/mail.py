"""E-mail through SES: plain text, one receiver each."""

from __future__ import annotations

import re
from typing import Final

from chalicelib import config
from chalicelib.domain.delivery import Delivery, Outcome
from chalicelib.outbound import outcomes
from chalicelib.outbound.outcomes import Failed, permanent
from chalicelib.outbound.transports.text import on_one_line, sendable
from chalicelib.store import mail

# One plain address: no name beside it, no second one behind a comma, nothing that could begin another header.
_ADDRESS: Final = re.compile(r"([!#$%&'*+/=?^_`{|}~.0-9A-Za-z-]{1,64})@([^\s@<>()\[\],;:\\\"]{1,255})")
_SERVICE: Final = "e-mail service"


def send(delivery: Delivery) -> Outcome:
    """Try an e-mail once; never raises."""
    message = delivery.message
    try:
        if not config.MAIL_SENDER:
            raise Failed(permanent("This deployment has no sender address for e-mail (POLYDESK_MAIL_SENDER)."))
        reference = mail.send(
            sender=config.MAIL_SENDER,
            to=_address(message.to),
            subject=on_one_line(message.subject),
            body=sendable(message.body),
        )
    except Exception as error:
        return outcomes.of_fault(error, service=_SERVICE)
    return outcomes.accepted(f"Accepted by the {_SERVICE}", reference=reference)


def _address(text: str) -> str:
    """An address as SES takes it: all of it in ASCII."""
    parts = _ADDRESS.fullmatch(text.strip())
    try:
        if parts is None:
            raise ValueError
        return f"{parts[1]}@{parts[2] if parts[2].isascii() else parts[2].encode('idna').decode()}"
    except ValueError:
        raise Failed(permanent("The receiver's e-mail address can't be sent to.")) from None
