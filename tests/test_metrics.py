from __future__ import annotations

import json
import time

import pytest

from chalicelib import config, metrics


def test_metrics_are_what_the_deployment_wants(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {}
    for level in ("none", "dialect", "operation"):
        monkeypatch.setattr(config, "METRICS", level)
        wanted[level] = metrics.are_wanted()
    assert wanted == {"none": False, "dialect": True, "operation": True}


def test_each_set_of_dimensions_begins_with_the_stage() -> None:
    members = metrics.embedded(("requests", "wait_ms", "delay_seconds"), (), ("dialect",))
    (directive,) = json.loads(json.dumps(members))["_aws"]["CloudWatchMetrics"]
    assert directive == {
        "Namespace": "Polydesk",
        "Dimensions": [["stage"], ["stage", "dialect"]],
        "Metrics": [
            {"Name": "requests", "Unit": "Count"},
            {"Name": "wait_ms", "Unit": "Milliseconds"},
            {"Name": "delay_seconds", "Unit": "Seconds"},
        ],
    }
    assert members["stage"] == config.STAGE


def test_the_moment_is_now_in_milliseconds() -> None:
    before = time.time() * 1000
    moment = metrics.embedded(("requests",), ())["_aws"]["Timestamp"]
    assert isinstance(moment, int)
    assert before - 1 <= moment <= time.time() * 1000
