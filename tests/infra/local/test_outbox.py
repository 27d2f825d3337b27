from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from infra.local.outbox import MAILS, TEXTS, Outbox, Sent, kept_by_emulator

MAIL = {
    "To": ['"Smith', 'Bob" <bob@example.com>', "ann@example.com"],
    "CC": [],
    "BCC": [],
    "Subject": "=?utf-8?b?U3TDtnJ1bmc=?=",
    "BodyText": "Grüße\n",
    "BodyHtml": None,
    "Timestamp": 1_800_000_000.5,
}
TEXT = {"PhoneNumber": "+15550100", "Message": "Door open", "Subject": None, "Timestamp": 1_800_000_001.0}
KEPT = {MAILS: {"messages": {"000000000000": [MAIL]}}, TEXTS: {"sms_messages": {"+15550100": [TEXT]}}}


class Emulator(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(KEPT[self.path]).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Emulator)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_mails_and_texts_are_shown_newest_first_one_entry_per_receiver(port: int) -> None:
    mail = {
        "channel": "email",
        "subject": "Störung",
        "body": "Grüße\n",
        "at": "2027-01-15T08:00:00.500Z",
        "status": "delivered",
    }
    assert Outbox(kept_by_emulator(port)).entries() == [
        {
            "channel": "sms",
            "to": "+15550100",
            "subject": "",
            "body": "Door open",
            "at": "2027-01-15T08:00:01.000Z",
            "status": "delivered",
        },
        mail | {"to": "ann@example.com"},
        mail | {"to": "bob@example.com"},
    ]


def sent(at: datetime) -> Sent:
    return Sent("email", "a@example.com", "s", "b", at, "delivered")


def test_times_follow_the_clock_as_it_was_when_the_mail_went_out() -> None:
    before, after = sent(datetime.now(UTC) - timedelta(minutes=1)), sent(datetime.now(UTC) + timedelta(minutes=1))
    outbox = Outbox(lambda: [before, after])
    outbox.clock_moved(timedelta(days=1))
    shown = [datetime.fromisoformat(entry["at"]) for entry in outbox.entries()]
    assert [round((at - entry.at).total_seconds()) for at, entry in zip(shown, (after, before), strict=True)] == [
        86400,
        0,
    ]
