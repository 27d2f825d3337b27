"""The dashboard of a stage as a CloudFormation resource: what came, how it went, what left, and what it took.

template["Resources"] |= dashboard.resources(watched)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chalicelib import metrics
from infra.cloud import alarms
from infra.cloud.watched import FUNCTIONS, Metric, Value, Watched

WIDE: Final = 24  # columns of a dashboard
TALL: Final = 6
_PERIOD: Final = 300  # seconds
_REGION: Final = {"Ref": "AWS::Region"}

# For CloudWatch Logs Insights; the fields are those of `chalicelib.logs`.
_SLOWEST: Final = (
    "filter ispresent(operation) | stats count(*) as calls, pct(duration_ms, 50) as median, pct(duration_ms, 99) as p99"
    " by operation | sort p99 desc | limit 20"
)
_CALLERS: Final = (
    "filter ispresent(operation) | stats count(*) as calls, sum(client_faults) as faults, sum(throttled) as throttled"
    " by caller, dialect | sort calls desc | limit 20"
)
_FAULTS: Final = (
    'filter level = "ERROR" or fault = "server" | sort @timestamp desc | limit 20'
    " | display at, request_id, route, status, exception.0.type"
)

Widget = dict[str, Any]


def resources(watched: Watched) -> dict[str, Any]:
    """The dashboard; the alarms must stand in the same template."""
    body = _substituted({"widgets": list(_placed(_rows(watched)))})
    properties = {"DashboardName": f"polydesk-{watched.stage}", "DashboardBody": body}
    return {"Dashboard": {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}}


def _rows(watched: Watched) -> Iterator[Sequence[Widget]]:
    yield (_alarms(watched),)
    yield (
        _by_dialect(watched, "Requests, by dialect", "requests", "Sum"),
        _by_dialect(watched, "Milliseconds in the app, slowest of a hundred", "duration_ms", "p99"),
        _by_dialect(watched, "Milliseconds in the app, median", "duration_ms", "p50"),
    )
    yield (
        _by_dialect(watched, "Faults of ours", "server_faults", "Sum"),
        _by_dialect(watched, "Faults of callers", "client_faults", "Sum"),
        _by_dialect(watched, "Calls beyond the limit of a minute", "throttled", "Sum"),
    )
    yield (
        _graph("API Gateway: all, refused, failed", map(watched.gateway, ("Count", "4XXError", "5XXError"))),
        _graph(
            "API Gateway: milliseconds, with and without the way there",
            (watched.gateway("Latency", "p99"), watched.gateway("IntegrationLatency", "p99")),
        ),
    )
    yield (
        _graph("Functions: errors", (watched.function(each, "Errors") for each in FUNCTIONS)),
        _graph("Functions: turned away", (watched.function(each, "Throttles") for each in FUNCTIONS)),
        _graph("Functions: at once", (watched.function(each, "ConcurrentExecutions", "Maximum") for each in FUNCTIONS)),
    )
    yield (
        _graph("Deliveries", map(watched.own, ("deliveries_sent", "deliveries_failed", "deliveries_dead", "requeued"))),
        _graph("Seconds that the latest delivery was late", (watched.own("delivery_delay_seconds", "Maximum"),)),
        _graph(
            "Queues: seconds of the oldest message; dead messages",
            (
                *(watched.queue(each, "ApproximateAgeOfOldestMessage") for each in watched.queues),
                *map(watched.dead_letters, watched.dead_queues),
            ),
        ),
    )
    for name, title in (("Consumed{}CapacityUnits", "units of {}"), ("{}ThrottleEvents", "turned away: {}")):
        yield tuple(
            _graph(
                f"DynamoDB, {title.format(kind.lower() + 's')}",
                (
                    each
                    for table in watched.indexes_by_table
                    for each in watched.table(table, name.format(kind), indexes=True)
                ),
            )
            for kind in ("Read", "Write")
        )
    yield (
        _query(watched, "Operations that take longest", _SLOWEST),
        _query(watched, "Callers", _CALLERS),
        _query(watched, "Faults of ours", _FAULTS),
    )


def _alarms(watched: Watched) -> Widget:
    arns = [{"Fn::GetAtt": [each.id, "Arn"]} for each in alarms.alarms(watched)]
    return {"type": "alarm", "properties": {"title": f"Alarms: what to do, see {alarms.GUIDE}", "alarms": arns}}


def _graph(title: str, lines: Iterator[Metric] | Sequence[Metric]) -> Widget:
    rows = [
        [
            each.namespace,
            each.name,
            *(part for dimension in each.dimensions for part in dimension),
            {"stat": each.statistic},
        ]
        for each in lines
    ]
    return _chart(title, rows)


def _by_dialect(watched: Watched, title: str, name: str, statistic: str) -> Widget:
    """A line for each dialect that was called, whichever there are."""
    schema = f"{{{metrics.NAMESPACE},{metrics.STAGE},dialect}}"
    found = f"SEARCH('{schema} MetricName=\"{name}\" {metrics.STAGE}=\"{watched.stage}\"', '{statistic}', {_PERIOD})"
    return _chart(title, [[{"expression": found, "label": "${PROP('Dim.dialect')}", "id": "e1"}]])


def _chart(title: str, rows: list[list[Any]]) -> Widget:
    properties = {"title": title, "region": _REGION, "view": "timeSeries", "period": _PERIOD, "metrics": rows}
    return {"type": "metric", "properties": properties}


def _query(watched: Watched, title: str, query: str) -> Widget:
    """A question to the log of the app, asked when somebody looks."""
    asked = _Joined(("SOURCE '", watched.logs["api"], f"' | {query}"))
    properties = {"title": title, "region": _REGION, "view": "table", "query": asked}
    return {"type": "log", "properties": properties}


@dataclass(frozen=True, slots=True)
class _Joined:
    """A text of parts, some of which are CloudFormation's to say."""

    parts: tuple[Value, ...]


def _placed(rows: Iterator[Sequence[Widget]]) -> Iterator[Widget]:
    """Each row as wide as there is room."""
    for number, row in enumerate(rows):
        width = WIDE // len(row)
        for column, widget in enumerate(row):
            yield {**widget, "x": column * width, "y": number * TALL, "width": width, "height": TALL}


def _substituted(body: Any) -> dict[str, Any]:
    """The text that CloudFormation makes of `body`, in which it still has to fill in names."""
    names: dict[str, Any] = {}
    text = json.dumps(_marked(body, names), separators=(",", ":"))
    return {"Fn::Sub": [text, names]}


def _marked(value: Any, names: dict[str, Any]) -> Any:
    """`value` with a place to be filled in for each thing that is CloudFormation's to say."""
    if isinstance(value, str):
        return value.replace("${", "${!")  # what is not CloudFormation's
    if isinstance(value, _Joined):
        return "".join(_marked(each, names) for each in value.parts)
    if isinstance(value, Mapping):
        if any(key == "Ref" or key.startswith("Fn::") for key in value):
            known = next((name for name, said in names.items() if said == value), f"P{len(names)}")
            names[known] = value
            return f"${{{known}}}"
        return {key: _marked(each, names) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(each, names) for each in value]
    return value
