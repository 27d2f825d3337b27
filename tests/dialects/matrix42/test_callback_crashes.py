"""Each mail leaves once, whatever is killed or comes twice on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.dialects.matrix42 import callback
from chalicelib.domain import clock
from chalicelib.domain.group import GROUP
from chalicelib.domain.job import Job
from chalicelib.domain.record import Change
from chalicelib.outbound import sender, sweeper, worker
from chalicelib.services import records
from chalicelib.store import deliveries, jobs
from tests.dialects.matrix42.mailroom import ALWAYS, CALLER, Case, group, person
from tests.outbound.desk import Transport, queued_deliveries, queued_jobs
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")


def everybody(count: int) -> Case:
    """A ticket whose attached users have so many addresses."""
    return Case(attached=tuple(person(f"p{number}@example.com") for number in range(count)))


def job_of(case: Case) -> Job:
    [name] = queued_jobs()
    job = jobs.get(name)
    assert job is not None
    assert name == f"ticket.{case.record.number}.{case.record.version}"
    return job


def test_the_same_job_gives_the_same_keys_in_rising_order_however_often_it_is_asked() -> None:
    case = everybody(6)
    case.close("users")
    job = job_of(case)
    keys = [each.key for each in callback.messages(job, after=None)]
    assert keys == sorted(keys) == [each.key for each in callback.messages(job, after=None)]
    assert [each.key for each in callback.messages(job, after=keys[2])] == keys[3:]
    assert len(keys) == 6
    assert not any("." in key for key in keys)


@pytest.mark.parametrize("crash_at", range(1, 6))
def test_a_worker_killed_before_any_of_its_calls_misses_nobody_and_doubles_nobody(crash_at: int) -> None:
    case = everybody(3)
    case.comment("Warmer?", "users")
    [job] = queued_jobs()
    with pytest.raises(Crash), Unreliable(crash_at=crash_at):
        worker.expand(job)
    case.write(subject="Changed meanwhile")
    clock.advance(worker.LEASE.total_seconds() + sweeper.GRACE.total_seconds() + 1)
    sweeper.sweep()
    assert queued_jobs() == [job]
    assert worker.expand(job)
    found = [each.message for each in deliveries.of_job(job)]
    assert sorted(mail.to for mail in found) == ["p0@example.com", "p1@example.com", "p2@example.com"]
    assert {mail.subject for mail in found} == {f"{case.name} commented: It is cold"}


def test_a_worker_that_follows_one_that_was_killed_doubles_nobody_whose_group_has_grown_meanwhile() -> None:
    members = [person(f"p{number:02}@example.com") for number in range(jobs.CHUNK + 5)]
    heating = group("Heating", *members)
    Case(group=heating).close("responsible")
    [job] = queued_jobs()
    taken = jobs.lease(job, token="t", at=clock.now(), until=clock.now() + timedelta(seconds=1))
    assert taken is not None
    first = list(callback.messages(taken, after=None))[: jobs.CHUNK]
    grown = (*(person(f"late{number}@example.com") for number in range(3)), *members)
    records.change(kind=GROUP, number=heating.number, edit=lambda _: Change({"members": grown}), caller=CALLER)
    rest = list(callback.messages(taken, after=first[-1].key))
    addresses = [each.message.to for each in (*first, *rest) if each.message]
    assert len(addresses) == len(set(addresses))
    assert {f"p{number:02}@example.com" for number in range(jobs.CHUNK + 5)} <= set(addresses)


def test_a_mail_arrives_once_however_often_its_job_and_its_delivery_are_looked_at() -> None:
    case = Case(mode=ALWAYS, requester=person("ann@example.com"), announced={})
    [job] = queued_jobs()
    assert worker.expand(job)
    assert not worker.expand(job)
    transport = Transport()
    for named, key in queued_deliveries() * 2:
        sender.attempt(named, key, transport=transport)
    assert [(each.message.to, each.message.subject) for each in transport.sent] == [
        ("ann@example.com", f"{case.name} created: It is cold")
    ]
