"""What a message on a queue says. One that says nothing sensible is logged and dropped: it can't become better."""

from __future__ import annotations

import json
import logging
from typing import Any

log = logging.getLogger(__name__)


def job(body: str) -> str | None:
    """The id of the job that a message names."""
    said = _read(body)
    named = said.get("job")
    if isinstance(named, str) and named:
        return named
    _drop()
    return None


def deliveries(body: str) -> tuple[str, list[str]] | None:
    """The job and the keys of the deliveries that a message names."""
    said = _read(body)
    named, keys = said.get("job"), said.get("keys")
    if isinstance(named, str) and named and isinstance(keys, list) and all(isinstance(key, str) for key in keys):
        return named, keys
    _drop()
    return None


def _read(body: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _drop() -> None:
    log.error("a message on a queue is none of ours")
