"""What was called, by the lines that the app writes (`chalicelib.logs`): read from files, or asked of CloudWatch."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any, Final

from infra.cli.refusals import OUT_OF_REACH, Refusal

WAYS: Final = ("dialect", "operation", "caller")
"""What calls can be counted by: members of a line."""
MOST: Final = 1_000  # rows of an answer
PATIENCE: Final = 120.0  # seconds for an answer
_PAUSE: Final = 0.5
_THROTTLED: Final = 429


@dataclass(frozen=True, slots=True)
class Use:
    """Calls that have something in common. `names`: what, in the order that was asked for; times in milliseconds."""

    names: tuple[str, ...]
    calls: int
    client_faults: int
    server_faults: int
    throttled: int
    median_ms: float
    p99_ms: float


@dataclass(slots=True)
class _Count:
    client_faults: int = 0
    server_faults: int = 0
    throttled: int = 0
    times: list[float] = field(default_factory=list)


def of_lines(lines: Iterable[str], *, by: Sequence[str], since: datetime) -> list[Use]:
    """Calls since a moment, those with most calls first; what is no line of a request is left out."""
    counts: dict[tuple[str, ...], _Count] = defaultdict(_Count)
    for line in lines:
        said = _request(line)
        if said is not None and datetime.fromisoformat(said["at"]) >= since:
            count = counts[tuple(str(said.get(each, "-")) for each in by)]
            count.client_faults += said["fault"] == "client"
            count.server_faults += said["fault"] == "server"
            count.throttled += said["status"] == _THROTTLED
            count.times.append(said["duration_ms"])
    found = (
        Use(
            names,
            len(count.times),
            count.client_faults,
            count.server_faults,
            count.throttled,
            _percentile(count.times, 50),
            _percentile(count.times, 99),
        )
        for names, count in counts.items()
    )
    return sorted(found, key=lambda use: (-use.calls, use.names))


def of_stage(
    logs: Any,
    stage: str,
    *,
    by: Sequence[str],
    since: datetime,
    until: datetime,
    pause: Callable[[float], None] = time.sleep,
) -> list[Use]:
    """The same of a stage, whose log Logs Insights reads; `logs`: its client. Raises `Refusal` without log or answer."""
    group = f"/polydesk/{stage}/api"
    try:
        asked = logs.start_query(
            logGroupName=group,
            startTime=int(since.timestamp()),
            endTime=int(until.timestamp()),
            queryString=_query(by),
            limit=MOST,
        )
    except logs.exceptions.ResourceNotFoundException:
        raise Refusal(f"There is no log group {group}.") from None
    return [_use({each["field"]: each["value"] for each in row}, by) for row in _answer(logs, asked["queryId"], pause)]


def _query(by: Sequence[str]) -> str:
    names = ", ".join(by)
    return (
        "filter ispresent(operation) and ispresent(status)"
        " | stats count(*) as calls, sum(strcontains(fault, 'client')) as client_faults,"
        " sum(strcontains(fault, 'server')) as server_faults, sum(throttled) as throttled_calls,"
        f" pct(duration_ms, 50) as median_ms, pct(duration_ms, 99) as p99_ms by {names}"
        f" | sort calls desc, {names}"
    )


def _answer(logs: Any, query: str, pause: Callable[[float], None]) -> list[Any]:
    for _ in range(int(PATIENCE / _PAUSE)):
        found = logs.get_query_results(queryId=query)
        if found["status"] == "Complete":
            rows: list[Any] = found["results"]
            return rows
        if found["status"] not in ("Scheduled", "Running"):
            raise Refusal(f"CloudWatch gave no answer: {found['status']}.", status=OUT_OF_REACH)
        pause(_PAUSE)
    raise Refusal("CloudWatch gave no answer in time. Ask about less: --since.", status=OUT_OF_REACH)


def _use(said: dict[str, str], by: Sequence[str]) -> Use:
    def number(name: str) -> float:
        return float(said.get(name) or 0)

    return Use(
        tuple(said.get(each, "-") for each in by),
        int(number("calls")),
        int(number("client_faults")),
        int(number("server_faults")),
        int(number("throttled_calls")),
        number("median_ms"),
        number("p99_ms"),
    )


def _request(line: str) -> dict[str, Any] | None:
    """What a line says, if it is the line of a request."""
    try:
        said = json.loads(line)
    except ValueError:  # the first line of a file may be half of one
        return None
    is_request = isinstance(said, dict) and {"at", "operation", "status", "fault", "duration_ms"} <= said.keys()
    return said if is_request else None


def _percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many per cent of them don't exceed."""
    ranked = sorted(values)
    return ranked[max(ceil(len(ranked) * percent / 100) - 1, 0)]
