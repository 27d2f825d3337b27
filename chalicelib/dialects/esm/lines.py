"""The lines of both logs, as the specification has them (8.3, 8.4)."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Final

from chalicelib.domain import zone as zones

if TYPE_CHECKING:
    from chalicelib.domain.tally import Tally
    from chalicelib.request import Request

_UNSAFE: Final = re.compile(r"[^!-{}~]")
"""What would break a line or make another one: all but the printable characters of ASCII, and the bar that divides them."""


def call(request: Request, status: int, milliseconds: float, *, at: datetime, zone: tzinfo) -> str:
    """A line of the integration log: one call. Never what it said beside its path."""
    login = request.caller.login if request.is_identified else "-"
    words = (login, request.method, request.path.partition("?")[0])
    said = [*map(_safe, words), str(status), str(round(milliseconds)), _safe(request.request_id)]
    return "|".join([_stamp(at, zone), _level(status), "REST", *said])


def usage(tally: Tally, *, at: datetime) -> str:
    """A line of the usage log: the counts, by the clock of their own time zone."""
    zone = zones.named(tally.zone)
    since = tally.since.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S%z")
    counts = f"consumed,{tally.consumed},rejected,{tally.rejected}"
    return f"{_stamp(at, zone)}|Usage,{counts},since,{since}"


def reset(tally: Tally, *, at: datetime) -> str:
    """The line behind the last one of a week."""
    return f"{_stamp(at, zones.named(tally.zone))}|Statistics reset"


def _stamp(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M:%S},{local.microsecond // 1000:03d}"


def _level(status: int) -> str:
    return "INFO" if status < 400 else "WARN" if status < 500 else "ERROR"


def _safe(word: str) -> str:
    return _UNSAFE.sub(_encoded, word)


def _encoded(character: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in character[0].encode("utf-8", "surrogatepass"))
