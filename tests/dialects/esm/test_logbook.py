from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.dialects.esm import logbook
from chalicelib.dialects.esm.logbook import INTEGRATION, USAGE
from chalicelib.dialects.esm.routes import dialect
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS, ZONE
from chalicelib.domain import clock
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import settings
from chalicelib.store import usage
from tests.dialects.esm.books import lines

pytestmark = pytest.mark.usefixtures("cloud")
BASE = "/rest-api/itsm/v1"


def serve(path: str = "/dc", status: int = 200, *, method: str = "GET", allowed: tuple[str, ...] = ("GET",)) -> None:
    event = {"httpMethod": method, "path": BASE + path}
    logbook.served(Request.from_event(event, route=BASE + path, allowed=allowed), Response(status), 1.5)


def counted() -> tuple[int, int]:
    tally, _ = usage.read("esm")
    return (tally.consumed, tally.rejected) if tally else (0, 0)


def test_every_operation_is_a_line_and_counts_on_one_side(capsys: pytest.CaptureFixture[str]) -> None:
    for status in (200, 201, 304, 400, 429, 500):
        serve(status=status)
    assert [line.split("|")[6] for line in lines(INTEGRATION, capsys)] == ["200", "201", "304", "400", "429", "500"]
    assert counted() == (3, 3)


def test_what_is_no_operation_is_a_line_but_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    serve("/{proxy+}", 404, allowed=())
    serve("/dc", 405, method="DELETE")
    assert len(lines(INTEGRATION, capsys)) == 2
    assert counted() == (0, 0)


def test_the_pages_of_documentation_leave_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("/docs/openapi.json", "/docs/swagger/index.html", "/docs"):
        serve(path)
    assert lines(INTEGRATION, capsys) == []
    assert counted() == (0, 0)


def test_every_thousandth_call_that_was_served_is_a_line_of_the_usage_log(capsys: pytest.CaptureFixture[str]) -> None:
    serve()
    tally, _ = usage.read("esm")
    assert tally
    nearly = type(tally)(1_998, 7, tally.since, tally.ends, tally.zone)
    usage.replace("esm", tally, nearly)
    for status in (200, 200, 404, 200):
        serve(status=status)
    (line,) = lines(USAGE, capsys)
    assert "|Usage,consumed,2000,rejected,7,since," in line


def test_a_week_ends_with_its_counts_and_a_reset_before_its_next_call(capsys: pytest.CaptureFixture[str]) -> None:
    serve()
    serve(status=404)
    tally, _ = usage.read("esm")
    assert tally
    clock.advance((tally.ends - clock.now()).total_seconds())
    serve()
    last, reset = lines(USAGE, capsys)
    assert last.split("|", 1)[1].startswith("Usage,consumed,1,rejected,1,since,")
    assert reset.startswith(f"{tally.ends:%Y-%m-%d} 00:00:")
    assert reset.endswith("|Statistics reset")
    assert counted() == (1, 0)


def test_a_time_zone_that_is_set_moves_the_end_of_the_week_without_a_call() -> None:
    serve()
    tally, _ = usage.read("esm")
    settings.change(section=dialect.name, values={ZONE: "Asia/Tokyo"}, declared=SETTINGS)
    moved, _ = usage.read("esm")
    assert tally
    assert moved
    assert tally.ends - moved.ends == timedelta(hours=9)
