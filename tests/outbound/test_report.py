from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import config, logs
from chalicelib.domain import clock
from chalicelib.domain.delivery import Outcome, Verdict
from chalicelib.outbound import sender, sweeper, worker
from chalicelib.outbound.report import Report
from infra.local.context import Context
from tests.outbound.desk import ACCEPTED, PASSING, PERMANENT, Room, Transport, written, written_job

JOB = "ticket.7.99"
QUEUED = Outcome(Verdict.QUEUED, "Ready for the agent", reference="ia://mail")

TICK = {
    "version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "0",
    "time": "2026-03-01T12:00:00Z", "region": "eu-central-1", "resources": [], "detail": {},
}  # fmt: skip


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The lines of runs, without those of single messages."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line for line in lines if "function" in line]


@pytest.fixture(autouse=True)
def configured(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    capsys.readouterr()


def test_a_run_is_one_line_even_if_it_breaks_down(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("worker")
    report.count("jobs_expanded")
    report.count("deliveries_made", 3)
    with pytest.raises(ValueError, match="broken"), report:
        raise ValueError("broken")
    (line,) = told(capsys)
    assert {name: line[name] for name in ("function", "jobs_expanded", "deliveries_made")} == {
        "function": "worker",
        "jobs_expanded": 1,
        "deliveries_made": 3,
    }


def test_many_threads_lose_no_count() -> None:
    report = Report("sender")
    with ThreadPoolExecutor(8) as pool:
        for _ in range(4_000):
            pool.submit(report.count, "deliveries_sent")
    assert report.figures == {"deliveries_sent": 4_000}


def test_of_several_delays_the_longest_is_told_and_clocks_that_differ_make_none_negative() -> None:
    report = Report("sender")
    for seconds in (-2.0, 4.5678, 1.0):
        report.most("delivery_delay_seconds", seconds)
    assert report.figures == {"delivery_delay_seconds": 4.568}
    early = Report("sender")
    early.most("delivery_delay_seconds", -2.0)
    assert early.figures == {"delivery_delay_seconds": 0.0}


@pytest.mark.parametrize(
    ("outcome", "figure"),
    [
        (ACCEPTED, "deliveries_sent"),
        (PASSING, "deliveries_failed"),
        (PERMANENT, "deliveries_dead"),
        (QUEUED, "deliveries_laid"),
        (Outcome(Verdict.UNTAKEN, "Nobody fetched it."), "deliveries_cancelled"),
    ],
)
@pytest.mark.usefixtures("queues")
def test_a_try_counts_as_what_came_of_it_and_says_how_late_it_was(outcome: Outcome, figure: str) -> None:
    written("1")
    clock.advance(90)
    report = Report("sender")
    sender.attempt(JOB, "1", transport=Transport(outcome), report=report)
    delay = report.figures.pop("delivery_delay_seconds")
    assert report.figures == {figure: 1}
    assert 90 <= delay < 150


@pytest.mark.usefixtures("queues")
def test_the_last_failure_counts_as_a_death(capsys: pytest.CaptureFixture[str]) -> None:
    written("1")
    found: list[set[str]] = []
    for _ in range(12):
        report = Report("sender")
        sender.attempt(JOB, "1", transport=Transport(PASSING), report=report)
        found.append(set(report.figures) - {"delivery_delay_seconds"})
        clock.advance(timedelta(days=1).total_seconds())
    tries = [each for each in found if each]
    assert tries[-1] == {"deliveries_dead"}
    assert {frozenset(each) for each in tries[:-1]} == {frozenset({"deliveries_failed"})}


@pytest.mark.usefixtures("queues")
def test_a_delivery_that_somebody_else_is_at_counts_nothing() -> None:
    written("1")
    report = Report("sender")
    sender.attempt(JOB, "1", transport=Transport(), report=Report("sender"))
    assert sender.attempt(JOB, "1", transport=Transport(), report=report) is None
    assert report.figures == {}


@pytest.mark.usefixtures("queues")
def test_a_worker_counts_jobs_and_what_they_became() -> None:
    report = Report("worker")
    worker.expand(written_job().id, room=Room(200), report=report)
    assert report.figures == {"jobs_expanded": 1, "deliveries_made": 200}


@pytest.mark.usefixtures("queues")
def test_a_job_that_is_given_back_is_not_done_yet() -> None:
    report = Report("worker")
    worker.expand(written_job().id, room=Room(200), remaining=lambda: 1.0, report=report)
    assert report.figures["jobs_given_back"] == 1
    assert "jobs_expanded" not in report.figures


@pytest.mark.usefixtures("queues")
def test_the_sweeper_counts_what_it_queued_again_also_when_that_is_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(config, "METRICS", "dialect")
    written_job()
    found = []
    for _ in range(2):
        clock.advance(sweeper.GRACE.total_seconds() + 1)
        sweeper.sweep_by_schedule(TICK, Context("test", 60))
        found += [line["requeued"] for line in told(capsys)]
    assert found == [1, 0]
