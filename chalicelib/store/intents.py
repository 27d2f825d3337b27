"""What a write is about to do to more records than one transaction holds: a job in the outbox, there before the first mark.

The job brings the other side in line whatever became of the write. Whoever leases it fences the write off: from then on it
can't happen any more, so that nobody takes away marks that are still to be obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from chalicelib import config
from chalicelib.domain.history import Action, HistoryEntry
from chalicelib.domain.job import Job
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.relation import Tie
from chalicelib.store import dynamo, jobs
from chalicelib.store.counterparts import Overtaken
from chalicelib.store.dynamo import Check

OWN: Final = "desk"  # stands where jobs name the dialect: no message leaves because of this one

Names = tuple[str, str]  # of the field here and of the field over there


@dataclass(frozen=True, slots=True)
class Intent:
    """Pairs of `subject` that a write is about to make or end, by the record on the other side. `note`: of that write."""

    id: str
    subject: Ref
    names: Mapping[Ref, Sequence[Names]]
    note: HistoryEntry


def of(after: Record, ties: Mapping[Ref, Sequence[Tie]], note: HistoryEntry) -> Intent:
    """The intent of a write."""
    names = {ref: [(tie.mine, tie.theirs) for tie in several] for ref, several in ties.items()}
    return Intent(f"relation.{after.kind.name}.{after.number}.{after.version}", after.ref, names, note)


def put(intent: Intent) -> None:
    """Write the job. It is not queued: the sweeper finds it, should the write not live to see to it."""
    note = intent.note
    facts = {
        "subject": str(intent.subject),
        "names": [[str(ref), *names] for ref, several in intent.names.items() for names in several],
        "version": note.version,
        "at": note.at.isoformat(),
        "account": note.account,
        "credential": note.credential,
        "dialect": note.dialect,
        "person": note.person and str(note.person),
    }
    for each in reversed(jobs.puts(Job(intent.id, OWN, "relation", facts, note.at))):
        dynamo.put(each)  # the job itself last: what it names is there by then


def fence(intent: Intent) -> Check:
    """Let the write happen only while nobody works at the intent, or is done with it."""
    unleased = "attribute_exists(due) AND attribute_not_exists(lease)"
    return Check(jobs.key(intent.id), unleased, otherwise=Overtaken(), table=config.OUTBOX_TABLE)


def read(job: Job) -> Intent:
    """The intent of a job."""
    facts = job.facts
    names: dict[Ref, list[Names]] = {}
    for ref, mine, theirs in facts["names"]:
        names.setdefault(Ref.parse(ref), []).append((mine, theirs))
    note = HistoryEntry(
        version=facts["version"],
        at=datetime.fromisoformat(facts["at"]),
        action=Action.CHANGED,
        fields=(),
        account=facts["account"],
        credential=facts["credential"],
        dialect=facts["dialect"],
        person=Ref.parse(facts["person"]) if facts["person"] else None,
    )
    return Intent(job.id, Ref.parse(facts["subject"]), names, note)
