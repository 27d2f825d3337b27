"""Metrics within lines of the log: what is logged anyway says what CloudWatch is to count in it (embedded metric format).

A metric is a number in the line, a dimension a text in it. CloudWatch takes 0.30 USD a month for each name with each
combination of dimensions, by the hours in which it comes, so faults are named only where there is one, and operations only on
demand.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any, Final

from chalicelib import config

NAMESPACE: Final = "Polydesk"
STAGE: Final = "stage"
"""The dimension of all of them: two stages may share an account."""
UNITS: Final = {"ms": "Milliseconds", "seconds": "Seconds"}
"""By the last word of a name; what has none of these is a count."""

Names = tuple[str, ...]


def are_wanted() -> bool:
    """Whether lines carry metrics at all: in the cloud, unless the deployment says otherwise."""
    return config.METRICS != "none"


def embedded(names: Names, *dimensions: Names) -> dict[str, Any]:
    """The members that make metrics of the numbers `names` of a line, once for each set of dimensions beside the stage."""
    moment = int(time.time() * 1000)
    return {STAGE: config.STAGE, "_aws": {"Timestamp": moment, "CloudWatchMetrics": _directive(names, dimensions)}}


@cache
def _directive(names: Names, dimensions: tuple[Names, ...]) -> list[dict[str, Any]]:
    """The part that is always the same."""
    said = {
        "Namespace": NAMESPACE,
        "Dimensions": [[STAGE, *each] for each in dimensions],
        "Metrics": [{"Name": name, "Unit": UNITS.get(name.rpartition("_")[2], "Count")} for name in names],
    }
    return [said]
