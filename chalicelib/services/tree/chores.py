"""What changes of the tree leave to be done after them, under the lease of a job."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from chalicelib.services.tree import settling

if TYPE_CHECKING:
    from chalicelib.domain.job import Job

SETTLE: Final = settling.EVENT
STEPS: Final = "tree.steps"


def carry_out(job: Job, *, seconds: float) -> bool:
    """Do what a job says; False when there was not enough time for it."""
    until = time.monotonic() + seconds
    try:
        if job.event == SETTLE:
            settling.carry_out(job, until)
        else:
            from chalicelib.services.tree import clearing  # which writes records, whose module knows this one

            clearing.carry_out(job, until)
    except settling.OutOfTimeError:
        return False
    return True
