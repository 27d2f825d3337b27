"""What is no more."""

from __future__ import annotations

from chalicelib.errors import Gone
from chalicelib.request import Request
from chalicelib.response import Response


def resume(request: Request) -> Response:
    """Resume a workflow. There are none here: the operation is gone, however it stands in the catalogue."""
    raise Gone("Workflow.Resume", "Activity.Reopen")
