from __future__ import annotations

import pytest

from chalicelib import config
from chalicelib.dialects.esm import logbook
from chalicelib.domain import clock
from chalicelib.outbound import ledgers, sweeper
from chalicelib.services import usage
from chalicelib.store import aws
from infra.local.context import Context
from tests.dialects.esm.books import lines


@pytest.mark.usefixtures("queues")
def test_the_sweeper_ends_a_week_that_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    tally = usage.count(ledger=logbook.LEDGER, consumed=True)
    clock.advance((tally.ends - clock.now()).total_seconds())
    tick = {
        "version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "0",
        "time": "2026-03-01T12:00:00Z", "region": "eu-central-1", "resources": [], "detail": {},
    }  # fmt: skip
    for _ in range(2):
        sweeper.sweep_by_schedule(tick, Context("test", 60))
    last, reset = lines(logbook.USAGE, capsys)
    assert "|Usage,consumed,1,rejected,0,since," in last
    assert reset.endswith("|Statistics reset")


@pytest.mark.usefixtures("cloud")
def test_weeks_that_can_not_be_ended_are_left_to_the_next_sweep() -> None:
    aws.client("dynamodb").delete_table(TableName=config.OUTBOX_TABLE)
    assert ledgers.close() == 0
