"""What changes of the tree leave to be done after them, under the lease of a job."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from chalicelib.domain.job import Job

SETTLE: Final = "tree.settle"
STEPS: Final = "tree.steps"


def carry_out(job: Job, *, seconds: float) -> bool:
    """Do what a job says; False when there was not enough time for it."""
    from chalicelib.services.tree import settling  # here: most of those who know this module never settle anything

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
