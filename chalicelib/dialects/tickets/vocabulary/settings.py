"""What an administrator may set."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.setting import Setting
from chalicelib.domain.ticket import TYPES, UNTYPED

DIALECT: Final = "tickets"
SETTINGS: Final = {
    "key": Setting(
        None,
        "The key that clients send with every request. The former one dies within five seconds.",
        pattern="[A-Za-z0-9]{16,}",
        expected="at least 16 letters and digits",
        secret_credential=True,
    ),
    "type": Setting("incident", "The type of the tickets that are made here.", choices=(*TYPES, UNTYPED)),
}
