"""What the local cloud has sent: the mails that its SES kept, the text messages of its SNS, and whatever other sources say."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Any, Final

MAILS: Final = "/_ministack/ses/messages"
TEXTS: Final = "/_ministack/sns/sms-messages"


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was sent, to one receiver. `at` is by the machine's clock, unless `moved`: then by the app's."""

    channel: str
    to: str
    subject: str
    body: str
    at: datetime
    status: str
    moved: bool = False


Source = Callable[[], Iterable[Sent]]


class Outbox:
    """Everything that was sent, from all sources. Times are shown by the moved clock of the moment of sending."""

    def __init__(self, *sources: Source) -> None:
        self._sources = sources
        self._shifts: list[tuple[datetime, timedelta]] = []

    def clock_moved(self, offset: timedelta) -> None:
        """Note that from now on the app's clock is ahead of the machine's by `offset`."""
        self._shifts.append((datetime.now(UTC), offset))

    def entries(self) -> list[dict[str, str]]:
        """What was sent, newest first."""
        sent = [entry for source in self._sources for entry in source()]
        sent.reverse()  # of two that were sent in the same moment, the later is first
        timed = [(self._at(entry), entry) for entry in sent]
        return [_shown(at, entry) for at, entry in sorted(timed, key=lambda pair: pair[0], reverse=True)]

    def _at(self, entry: Sent) -> datetime:
        if entry.moved:
            return entry.at
        return entry.at + next((offset for since, offset in reversed(self._shifts) if since <= entry.at), timedelta())


def _shown(at: datetime, entry: Sent) -> dict[str, str]:
    return {
        "channel": entry.channel,
        "to": entry.to,
        "subject": entry.subject,
        "body": entry.body,
        "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "status": entry.status,
    }


def kept_by_emulator(port: int) -> Source:
    """The mails and text messages that MiniStack keeps."""

    def read() -> Iterator[Sent]:
        for mails in _asked(port, MAILS)["messages"].values():
            for mail in mails:
                yield from _mails(mail)
        for texts in _asked(port, TEXTS)["sms_messages"].values():
            yield from (_text(text) for text in texts)

    return read


def _asked(port: int, path: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return json.load(connection.getresponse())
    finally:
        connection.close()


def _mails(mail: Mapping[str, Any]) -> Iterator[Sent]:
    """A mail, once for each receiver. MiniStack cuts address lines at every comma, so they are put together again."""
    receivers = [", ".join(mail.get(name) or ()) for name in ("To", "CC", "BCC")]
    body = mail.get("BodyText") or mail.get("BodyHtml") or ""
    for _, address in getaddresses([line for line in receivers if line]):
        yield Sent("email", address, _decoded(mail.get("Subject") or ""), body, _moment(mail), "delivered")


def _text(text: Mapping[str, Any]) -> Sent:
    return Sent("sms", text["PhoneNumber"], text.get("Subject") or "", text["Message"], _moment(text), "delivered")


def _decoded(subject: str) -> str:
    try:
        return str(make_header(decode_header(subject)))
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return subject


def _moment(record: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(record.get("Timestamp") or 0, UTC)
