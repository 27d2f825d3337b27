"""One measured program: imports a handler, serves a first request, then many, and prints what that cost.

    python tests/bench/runner.py app|floor FILE

`ratios` starts it in fresh processes; FILE holds the stored items, the events, and how often each is to be sent. CPU times
are of the whole process, in milliseconds for the start and in microseconds for a request; the memory is the highest
resident size after the first request, in kilobytes.
"""

from __future__ import annotations

import contextlib
import gc
import json
import marshal
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.update(AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_REGION="eu-central-1")
os.environ["AWS_LAMBDA_FUNCTION_NAME"] = "bench"  # as deployed: the app makes its client while it is imported
os.environ.pop("AWS_ENDPOINT_URL", None)

from tests.bench.network import Network

sys.modules["cryptography"] = None  # type: ignore[assignment]  # of the development environment; it does not ship

HANDLERS: Final = {"app": ("app", "app"), "floor": ("tests.bench.floor", "handler")}
BATCHES: Final = 5


def main(which: str, file: str) -> None:
    """Measure one of the two."""
    plan = marshal.loads(Path(file).read_bytes())
    network = Network(plan["items"])
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):  # log lines are written, and lost
        found = measured(which, plan, network)
    json.dump(found, sys.stdout)


def measured(which: str, plan: dict[str, Any], network: Network) -> dict[str, Any]:
    """All figures of one of the two."""
    module, name = HANDLERS[which]
    begun = time.process_time_ns()
    handler = getattr(import_module(module), name)
    imported = time.process_time_ns()
    network.install()
    handler(plan["first"], None)
    served = time.process_time_ns()
    found: dict[str, Any] = {
        "import_ms": (imported - begun) / 1e6,
        "cold_ms": (served - begun) / 1e6,
        "rss_kb": _highest_resident_size(),
        "modules": len(sys.modules),
        "cold_calls": list(network.calls),
    }
    for label, (event, times) in plan["warm"].items():
        found[label] = _warm(handler, event, times, network)
    return found


def _warm(handler: Any, event: Any, times: int, network: Network) -> dict[str, Any]:
    """CPU microseconds of one request: the middle one of several batches."""
    answer = handler(event, None)
    network.calls.clear()
    handler(event, None)
    calls = list(network.calls)
    gc.collect()
    batches = []
    for _ in range(BATCHES):
        begun = time.process_time_ns()
        for _ in range(times):
            handler(event, None)
        batches.append((time.process_time_ns() - begun) / 1000 / times)
    network.calls.clear()
    return {"us": sorted(batches)[BATCHES // 2], "calls": calls, "status": answer["statusCode"], "body": _body(answer)}


def _body(answer: Any) -> Any:
    import base64

    raw = base64.b64decode(answer["body"]) if answer.get("isBase64Encoded") else answer["body"]
    return json.loads(raw or "null")


def _highest_resident_size() -> int:
    """Of this program alone: the figure of getrusage begins with that of the process it was forked from."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    main(*sys.argv[1:])
