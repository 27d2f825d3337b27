from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement
from chalicelib.domain.record import Change, Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid, PreconditionFailed
from chalicelib.services import records
from chalicelib.store import jobs
from tests.outbound.desk import items, queued_jobs
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")


def announce(before: Record | None, after: Record) -> Announcement:
    return Announcement("Updated" if before else "Created", {"Subject": after.get("subject")})


def new(caller: Caller, **values: str) -> Record:
    return records.create(kind=TICKET, values={"subject": "Cold", **values}, caller=caller, announce=announce)


def rename(caller: Caller, number: int, subject: str) -> Record:
    return records.change(
        kind=TICKET, number=number, edit=lambda _: Change({"subject": subject}), caller=caller, announce=announce
    )


def test_a_write_that_has_something_to_say_writes_one_job_and_queues_it(caller: Caller) -> None:
    ticket = new(caller)
    name = f"ticket.{ticket.number}.{ticket.version}"
    assert queued_jobs() == [name]
    job = jobs.lease(name, token="t", at=ticket.created_at, until=ticket.created_at)
    assert job
    assert (job.dialect, job.event, job.facts) == (caller.dialect, "Created", {"Subject": "Cold"})


def test_the_job_is_in_the_transaction_of_the_change(caller: Caller) -> None:
    with Unreliable() as calls:
        new(caller)
    assert calls.operations == ["UpdateItem", "TransactWriteItems"]


def test_every_change_has_a_job_of_its_own_with_what_was_said_then(caller: Caller) -> None:
    number = new(caller).number
    rename(caller, number, "Colder")
    rename(caller, number, "Coldest")
    facts = sorted(item["facts"]["S"] for item in items("."))
    assert facts == ['{"Subject":"Cold"}', '{"Subject":"Colder"}', '{"Subject":"Coldest"}']
    assert len(set(queued_jobs())) == 3


def test_nothing_is_said_of_a_change_that_changes_nothing(caller: Caller) -> None:
    number = new(caller).number
    queued_jobs()
    rename(caller, number, "Cold")
    assert queued_jobs() == []


def test_nothing_is_said_of_a_change_that_is_refused(caller: Caller) -> None:
    with pytest.raises(Invalid):
        new(caller, state="nowhere")
    number = new(caller).number
    with pytest.raises(PreconditionFailed):
        records.change(
            kind=TICKET, number=number, edit=lambda _: Change({}), caller=caller, if_version=1, announce=announce
        )
    assert len(items(".")) == len(queued_jobs()) == 1


def test_an_announcement_of_none_writes_none(caller: Caller) -> None:
    records.create(kind=TICKET, values={}, caller=caller, announce=lambda *_: None)
    assert (items("."), queued_jobs()) == ([], [])


def test_a_request_that_is_killed_before_its_transaction_leaves_neither_record_nor_job(caller: Caller) -> None:
    with pytest.raises(Crash), Unreliable(crash_at=2):
        new(caller)
    assert (items("."), queued_jobs()) == ([], [])


def test_a_write_whose_answer_was_lost_announces_what_was_written_in_the_end(caller: Caller) -> None:
    number = new(caller).number
    queued_jobs()
    with Unreliable(unheard={2}):
        after = rename(caller, number, "Colder")
    assert queued_jobs() == [f"ticket.{number}.{after.version}"]
    assert len(items(".")) == 2
