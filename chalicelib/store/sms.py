"""SNS: one text message to one number."""

from __future__ import annotations

from typing import Final

from chalicelib.store import aws
from chalicelib.store.refusal import answered

# Alerts come before advertisements: SNS sends "Promotional" ones, its default, at the least cost instead.
_KIND: Final = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}


def send(*, to: str, body: str) -> str:
    """Hand a text to SNS; answers what SNS calls the message. Raises `Refusal`."""
    answer = answered(aws.client("sns").publish, PhoneNumber=to, Message=body, MessageAttributes=_KIND)
    reference: str = answer["MessageId"]
    return reference
