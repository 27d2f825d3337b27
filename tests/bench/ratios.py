"""What the app costs beside a hand-written handler that does the same: `python tests/bench/ratios.py [REPETITIONS]`.

Both run in fresh processes, one after the other in changing order, with the network cut off where botocore would open a
connection (`network`). A figure is the middle of the ratios of all pairs; "±" is half of the distance between quartiles.
Both must give the same answers with the same calls to AWS, or nothing is measured. CPU time, so a busy machine does no
great harm. Takes about half a minute.
"""

from __future__ import annotations

import base64
import json
import marshal
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import stored  # noqa: E402  found from the project's root only

REPETITIONS: Final = 9
VOLATILE: Final = frozenset({"Id", "CreatedTime"})  # of a new ticket

Sample = dict[str, Any]


class Figure(NamedTuple):
    """What is compared: its label, the path of the value in a sample, and the ceiling of the ratio, if there is one."""

    label: str
    path: tuple[str, ...]
    unit: str
    ceiling: float | None


FIGURES: Final = (
    Figure("import", ("import_ms",), "ms", None),
    Figure("import and first GET", ("cold_ms",), "ms", 0.72),
    Figure("peak memory", ("rss_kb",), "kB", 0.80),
    Figure("GET one ticket", ("read", "us"), "us", 1.0),
    Figure("GET a list of 50", ("list", "us"), "us", 0.40),
    Figure("POST a ticket", ("create", "us"), "us", 1.0),
    Figure("POST refused", ("refused", "us"), "us", None),
)


def main(repetitions: int = REPETITIONS) -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan"
        file.write_bytes(marshal.dumps(plan()))
        compare(run("app", file), run("floor", file))  # which also compiles what is not compiled yet
        samples: dict[str, list[Sample]] = {"app": [], "floor": []}
        for repetition in range(repetitions):
            for which in ("app", "floor") if repetition % 2 else ("floor", "app"):
                samples[which].append(run(which, file))
    report(samples)


def run(which: str, file: Path) -> Sample:
    """One fresh process."""
    command = [sys.executable, str(ROOT / "tests" / "bench" / "runner.py"), which, str(file)]
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, check=False, text=True, cwd=ROOT, env=around)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: Sample = json.loads(done.stdout)
    return found


def plan() -> Sample:
    """What is stored, and what is asked."""
    found = stored.stored()
    one = event("GET", f"/api/Tickets/{found['ticket']}", "/api/Tickets/{id}")
    many = event("GET", "/api/Tickets", "/api/Tickets", query={"top": "50"})
    new = {"Description": "Mail is down\nWe are looking into it.", "StartTime": "2026-11-21T08:00:00Z"}
    made = event("POST", "/api/Tickets", "/api/Tickets", {**new, "Services": [found["service"]]})
    wrong = event("POST", "/api/Tickets", "/api/Tickets", {"EndTime": "soon"})
    warm = {"read": (one, 100), "list": (many, 20), "create": (made, 40), "refused": (wrong, 200)}
    return {"items": found["items"], "first": one, "warm": warm}


def event(method: str, path: str, resource: str, body: Any = None, query: dict[str, str] | None = None) -> Sample:
    """A proxy event as API Gateway sends it."""
    asked = {**(query or {}), "key": stored.KEY}
    headers = {
        "Accept": "application/json",
        "Host": "desk.example.com",
        "User-Agent": "bench/1",
        "X-Forwarded-For": "192.0.2.1",
        "X-Forwarded-Port": "443",
        "X-Forwarded-Proto": "https",
    }
    if body is not None:
        headers["Content-Type"] = "application/json"
    number = path.removeprefix("/api/Tickets").strip("/")
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": asked,
        "multiValueQueryStringParameters": {name: [value] for name, value in asked.items()},
        "pathParameters": {"id": number} if number else None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "path": path,
            "requestId": "5b0b1d0f-7a8c-4c4a-9b6a-1d2f3a4b5c6d",
            "identity": {"sourceIp": "192.0.2.1", "userAgent": "bench/1"},
            "stage": "api",
        },
        "body": None if body is None else base64.b64encode(json.dumps(body).encode()).decode(),
        "isBase64Encoded": body is not None,
    }


def compare(app: Sample, floor: Sample) -> None:
    """Raise when the two did not do the same."""
    if app["cold_calls"] != floor["cold_calls"]:
        raise RuntimeError(f"The first GET differs: {app['cold_calls']} and {floor['cold_calls']}.")
    for label in ("read", "list", "create"):
        mine, theirs = app[label], floor[label]
        if (mine["status"], mine["calls"]) != (theirs["status"], theirs["calls"]):
            raise RuntimeError(
                f"{label} differs: {mine['status']} {mine['calls']}, {theirs['status']} {theirs['calls']}."
            )
        if steady(mine["body"]) != steady(theirs["body"]):
            raise RuntimeError(f"The answers to {label} differ: {mine['body']} and {theirs['body']}.")


def steady(body: Any) -> Any:
    """An answer without what is new in every one."""
    if isinstance(body, dict):
        return {name: value for name, value in body.items() if name not in VOLATILE}
    return body


def report(samples: dict[str, list[Sample]]) -> None:
    """Print a table."""
    say(f"{len(samples['app'])} pairs of fresh processes; the same calls and answers on both sides")
    say(f"{'figure':22} {'app':>10} {'floor':>10} {'':3} {'ratio':>6} {'±':>5} {'ceiling':>8}")
    for figure in FIGURES:
        app, floor = values(samples["app"], figure), values(samples["floor"], figure)
        ratios = [mine / theirs for mine, theirs in zip(app, floor, strict=True)]
        low, middle, high = statistics.quantiles(ratios, n=4)
        middles = f"{statistics.median(app):10.1f} {statistics.median(floor):10.1f} {figure.unit:3}"
        over = "  over" if figure.ceiling and middle > figure.ceiling else ""
        say(f"{figure.label:22} {middles} {middle:6.2f} {(high - low) / 2:5.2f} {figure.ceiling or '':>8}{over}")
    first = samples["app"][0]
    for label in ("cold_calls", "read", "list", "create"):
        calls = first[label] if label == "cold_calls" else first[label]["calls"]
        say(f"calls of {label.removesuffix('_calls'):7} {', '.join(calls)}")
    say(f"modules: {first['modules']} and {samples['floor'][0]['modules']}")


def say(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def values(samples: list[Sample], figure: Figure) -> list[float]:
    """The figure in every sample."""
    found = []
    for sample in samples:
        value: Any = sample
        for name in figure.path:
            value = value[name]
        found.append(float(value))
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
