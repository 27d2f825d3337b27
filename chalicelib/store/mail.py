"""SES: one e-mail to one receiver. The older interface, since its service data is half the size of the newer one's."""

from __future__ import annotations

from chalicelib.store import aws
from chalicelib.store.refusal import answered


def send(*, sender: str, to: str, subject: str, body: str) -> str:
    """Hand a plain text to SES, in UTF-8; answers what SES calls the message. Raises `Refusal`."""
    answer = answered(
        aws.client("ses").send_email,
        Source=sender,
        Destination={"ToAddresses": [to]},
        Message={
            "Subject": {"Data": subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": body, "Charset": "UTF-8"}},
        },
    )
    reference: str = answer["MessageId"]
    return reference
