from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.cli import calls
from infra.cli.calls import Use
from infra.cli.refusals import Refusal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEVER = datetime(1, 1, 1, tzinfo=UTC)


def line(
    operation: str = "tickets.read_ticket",
    *,
    caller: str = "ann",
    status: int = 200,
    took: float = 1.0,
    at: datetime = NOON,
) -> str:
    fault = "none" if status < 400 else "client" if status < 500 else "server"
    said = {
        "at": at.isoformat().replace("+00:00", "Z"),
        "level": "INFO",
        "dialect": operation.partition(".")[0],
        "operation": operation,
        "caller": caller,
        "status": status,
        "fault": fault,
        "duration_ms": took,
    }
    return json.dumps(said)


def test_calls_are_counted_by_whose_fault_they_were() -> None:
    (use,) = calls.of_lines((line(status=each) for each in (200, 304, 404, 429, 500)), by=["operation"], since=NEVER)
    assert (use.names, use.calls) == (("tickets.read_ticket",), 5)
    assert (use.client_faults, use.server_faults, use.throttled) == (2, 1, 1)


def test_they_are_counted_by_several_things_at_once_and_the_most_frequent_come_first() -> None:
    lines = [
        line("tickets.a", caller="zoe"),
        line("tickets.a", caller="ann"),
        line("esm.b", caller="ann"),
        line("esm.b", caller="ann"),
    ]
    found = calls.of_lines(lines, by=["caller", "operation"], since=NEVER)
    assert [(use.names, use.calls) for use in found] == [
        (("ann", "esm.b"), 2),
        (("ann", "tickets.a"), 1),
        (("zoe", "tickets.a"), 1),
    ]


def test_what_was_before_is_left_out() -> None:
    lines = [line(at=NOON - timedelta(seconds=1)), line(at=NOON), line(at=NOON + timedelta(seconds=1))]
    (use,) = calls.of_lines(lines, by=["dialect"], since=NOON)
    assert use.calls == 2


@pytest.mark.parametrize(
    "other",
    [
        "",
        "half of a li",
        "[]",
        '"text"',
        '{"at":"2026-11-22T12:00:00Z","level":"WARNING","message":"The queue takes nothing."}',
        '{"at":"2026-11-22T12:00:00Z","operation":"Things.List","message":"an obsolete operation was called"}',
        '{"at":"2026-11-22T12:00:00Z","level":"INFO","function":"sender","deliveries_sent":1}',
        '{"log":"integration.log","line":"…"}',
    ],
)
def test_what_is_no_line_of_a_request_counts_nothing(other: str) -> None:
    (use,) = calls.of_lines([other, line(), other], by=["operation"], since=NEVER)
    assert use.calls == 1


def test_times_are_the_median_and_the_slowest_of_a_hundred() -> None:
    lines = [line(took=float(each)) for each in range(1, 201)]
    (use,) = calls.of_lines(reversed(lines), by=["operation"], since=NEVER)
    assert (use.median_ms, use.p99_ms) == (100.0, 198.0)
    (one,) = calls.of_lines([line(took=7.5)], by=["operation"], since=NEVER)
    assert (one.median_ms, one.p99_ms) == (7.5, 7.5)


class Logs:
    """CloudWatch Logs that answers as it is told, and remembers what it was asked."""

    class exceptions:  # noqa: N801  as boto3 calls it
        class ResourceNotFoundException(Exception):
            """There is no such log group."""

    def __init__(self, *statuses: str) -> None:
        self.statuses = list(statuses)
        self.asked: dict[str, Any] = {}

    def start_query(self, **asked: Any) -> dict[str, str]:
        self.asked = asked
        if asked["logGroupName"] != "/polydesk/prod/api":
            raise self.exceptions.ResourceNotFoundException
        return {"queryId": "q-1"}

    def get_query_results(self, *, queryId: str) -> dict[str, Any]:  # noqa: N803  as above
        assert queryId == "q-1"
        row = {"operation": "tickets.read_ticket", "calls": "12", "client_faults": "2", "server_faults": "0"}
        times = {"median_ms": "3.25", "p99_ms": "40.5"}  # nobody was throttled: the value is missing
        fields = [{"field": name, "value": value} for name, value in {**row, **times}.items()]
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return {"status": status, "results": [fields] if status == "Complete" else []}


def ask(logs: Logs, pauses: list[float] | None = None, stage: str = "prod") -> list[Use]:
    pause = (pauses if pauses is not None else []).append
    return calls.of_stage(logs, stage, by=["operation"], since=NOON, until=NOON + timedelta(hours=1), pause=pause)


def test_of_a_stage_the_log_of_its_app_is_asked() -> None:
    logs = Logs("Complete")
    assert ask(logs) == [Use(("tickets.read_ticket",), 12, 2, 0, 0, 3.25, 40.5)]
    assert logs.asked["endTime"] - logs.asked["startTime"] == 3_600
    assert "by operation | sort calls desc, operation" in logs.asked["queryString"]


def test_it_is_waited_for_the_answer() -> None:
    pauses: list[float] = []
    assert ask(Logs("Scheduled", "Running", "Running", "Complete"), pauses)[0].calls == 12
    assert len(pauses) == 3


def test_an_answer_that_never_comes_is_given_up() -> None:
    pauses: list[float] = []
    with pytest.raises(Refusal, match="in time"):
        ask(Logs("Running"), pauses)
    assert sum(pauses) == calls.PATIENCE


@pytest.mark.parametrize("status", ["Failed", "Cancelled", "Timeout", "Unknown"])
def test_a_question_that_failed_says_so(status: str) -> None:
    with pytest.raises(Refusal, match=status):
        ask(Logs(status))


def test_a_stage_without_a_log_is_none() -> None:
    with pytest.raises(Refusal, match="/polydesk/look/api"):
        ask(Logs("Complete"), stage="look")
