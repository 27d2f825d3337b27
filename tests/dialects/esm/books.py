"""What was written into the logs that have names."""

from __future__ import annotations

import json

import pytest


def lines(log: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of one of them since it was last asked for any."""
    written = map(json.loads, capsys.readouterr().out.splitlines())
    return [line["line"] for line in written if line.get("log") == log]
