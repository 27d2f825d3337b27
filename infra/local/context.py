"""Lambda's context object, as far as handlers look at it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass
class Context:
    """One invocation: its id, and how long it may still take."""

    aws_request_id: str
    seconds: float
    function_name: str = "polydesk-local"
    function_version: str = "$LATEST"
    memory_limit_in_mb: str = "512"
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:000000000000:function:polydesk-local"
    log_group_name: str = "/aws/lambda/polydesk-local"
    log_stream_name: str = "local"
    _until: float = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.seconds

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until the time-out."""
        return max(0, int((self._until - time.monotonic()) * 1000))
