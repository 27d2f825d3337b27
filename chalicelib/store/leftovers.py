"""Bytes that no record names: a job in the outbox knows of them from before they are written until they are named or gone.

It is there before an upload, and the transaction that names the bytes takes it away; the transaction that drops them makes
one. So a crash at any point leaves bytes that are named, or a job that removes them (see docs/decisions/0011-files.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from chalicelib import config
from chalicelib.domain.job import Job
from chalicelib.errors import PolydeskError
from chalicelib.store import dynamo, jobs
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.intents import OWN

EVENT: Final = "bytes"


def expect(location: str, *, until: datetime) -> None:
    """Bytes are about to be written; some time after `until` they are removed, unless a record names them by then."""
    for each in jobs.puts(_job(upload_id(location), [location], until)):
        dynamo.put(
            replace(each, condition=None)
        )  # nobody else has that location: it may meet itself, when an answer was lost


def named(location: str, *, otherwise: PolydeskError) -> Delete:
    """The action by which a record takes over what was uploaded, once. `otherwise`: when nothing was, or it is too late."""
    waiting = "attribute_exists(due) AND attribute_not_exists(lease)"
    return Delete(jobs.key(upload_id(location)), waiting, otherwise=otherwise, table=config.OUTBOX_TABLE)


def dropped(job_id: str, locations: Sequence[str], *, at: datetime) -> list[Put]:
    """The actions by which a write drops bytes that its record named."""
    return jobs.puts(_job(job_id, locations, at))


def upload_id(location: str) -> str:
    """The job that knows of an upload."""
    return f"upload.{location}"


def _job(job_id: str, locations: Sequence[str], at: datetime) -> Job:
    return Job(job_id, OWN, EVENT, {"locations": list(locations)}, at)
