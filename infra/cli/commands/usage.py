"""`polydesk usage`: what each caller and operation did, by the log; and the calls of a week, as the store counts them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import boto3
import click

from chalicelib import config
from chalicelib.outbound import ledgers
from chalicelib.services import usage
from infra.cli import calls
from infra.cli.calls import WAYS, Use
from infra.cli.deployment import LocalCloud
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import moment
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column
from infra.local import books
from infra.local.place import Place

LOG = "app.log"


@click.group("usage")
def command() -> None:
    """What was called, by whom, how often, and how it went."""


@command.command("calls")
@click.option(
    "--by",
    type=click.Choice(WAYS),
    multiple=True,
    default=("operation",),
    show_default=True,
    help="What calls are counted by; may be said several times.",
)
@click.option("--since", metavar="MOMENT", help="From then on; the last 24 hours if left out.")
@click.option("--limit", type=click.IntRange(1, calls.MOST), default=50, show_default=True)
@at_desk
def show_calls(desk: Desk, by: tuple[str, ...], since: str | None, limit: int) -> None:
    """Calls by operation, caller or dialect: how many, whose faults, and how long they took."""
    by = tuple(dict.fromkeys(by))
    now = datetime.now(UTC)  # lines are stamped by the clock of the machine, whatever the local cloud's says
    start = moment(since) if since is not None else now - timedelta(days=1)
    if start >= now:
        raise Refusal(f"'{since}' is still to come.", status=WRONG_USAGE)
    found = _found(desk, by, start, now)[:limit]
    numbers = ("calls", "4xx", "5xx", "429", "median ms", "p99 ms")
    columns = [*(Column(each, whole=True) for each in by), *(Column(each, right=True) for each in numbers)]
    desk.screen.table(columns, [(*use.names, *_numbers(use).values()) for use in found], none="Nothing was called.")
    desk.screen.document([dict(zip(by, use.names, strict=True)) | _numbers(use) for use in found])


@command.command("week")
@at_desk
def show_week(desk: Desk) -> None:
    """Calls since Monday of the dialects that count them, exactly; `polydesk logs usage` has the weeks before."""
    rows: list[dict[str, Any]] = []
    for dialect in ledgers.DIALECTS:
        tally = usage.current(ledger=import_module(f"chalicelib.dialects.{dialect}.logbook").LEDGER)
        if tally is not None:
            counts = {"served": tally.consumed, "refused": tally.rejected}
            rows.append({"dialect": dialect, **counts, "since": tally.since, "until": tally.ends, "zone": tally.zone})
    columns = ("dialect", Column("served", right=True), Column("refused", right=True), "since", "until", "zone")
    desk.screen.table(columns, [tuple(row.values()) for row in rows], none="Nothing has been counted yet.")
    desk.screen.document(rows)


def _found(desk: Desk, by: tuple[str, ...], start: datetime, now: datetime) -> list[Use]:
    if isinstance(desk.deployment, LocalCloud):
        return calls.of_lines(books.lines(Place(desk.deployment.data).logs, LOG), by=by, since=start)
    logs = boto3.client("logs", region_name=config.REGION)
    return calls.of_stage(logs, config.STAGE, by=by, since=start, until=now)


def _numbers(use: Use) -> dict[str, float]:
    return {
        "calls": use.calls,
        "client_faults": use.client_faults,
        "server_faults": use.server_faults,
        "throttled": use.throttled,
        "median_ms": round(use.median_ms, 1),
        "p99_ms": round(use.p99_ms, 1),
    }
