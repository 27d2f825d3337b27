"""The two logs of this dialect: one line for each call, and the counts of calls since Monday (specification, 8.3 and 8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from chalicelib import logs
from chalicelib.dialects.esm import lines
from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.dialects.esm.vocabulary.settings import ZONE
from chalicelib.domain import clock
from chalicelib.domain import zone as zones
from chalicelib.domain.tally import Tally
from chalicelib.services import usage
from chalicelib.services.usage import Ledger

if TYPE_CHECKING:
    from chalicelib.request import Request
    from chalicelib.response import Response

INTEGRATION: Final = "integration.log"
USAGE: Final = "Matrix42_rest_rest_api_usage.log"
STRIDE: Final = 1_000  # calls that were served, from one line of the usage log to the next


def served(request: Request, response: Response, milliseconds: float) -> None:
    """Note an answered call. The pages of documentation are no operations; what is nowhere is noted, but not counted."""
    if "docs" in request.route.split("/"):
        return
    _integration.info(lines.call(request, response.status, milliseconds, at=clock.now(), zone=zones.named(LEDGER.zone)))
    if request.method in request.allowed:
        _count(is_good=response.status < 400)


def follow() -> None:
    """Have the week end by the time zone that was just set: the sweeper, which closes it, reads no settings."""
    usage.follow(ledger=LEDGER)


def write_down(weeks: Iterator[Tally]) -> None:
    """The last two lines of each week."""
    for week in weeks:
        _usage.info(lines.usage(week, at=clock.now()))
        _usage.info(lines.reset(week, at=clock.now()))


def _count(*, is_good: bool) -> None:
    tally = usage.count(ledger=LEDGER, consumed=is_good)
    if is_good and tally.consumed % STRIDE == 0:
        _usage.info(lines.usage(tally, at=clock.now()))


LEDGER: Final = Ledger(DIALECT, ZONE, write_down)
_integration: Final = logs.book(INTEGRATION)
_usage: Final = logs.book(USAGE)
