"""What leaves the local cloud: mails to subscribers, however the processes in between come to their ends."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.subscribers import Subscribers, sent_count, wait_until_quiet

NOON = "2026-11-21T12:00:00Z"
QUIET = 1.5  # seconds after which a mail that was not to come would have come
UNDER_WAY = 30  # deliveries that all senders together try at once


@pytest.fixture(scope="module")
def one(running: LocalCloud) -> Subscribers:
    return Subscribers(running)


def subjects(one: Subscribers, description: str) -> list[str]:
    return [mail["subject"].partition(":")[0] for mail in one.mails(description)]


def expect(one: Subscribers, description: str, *kinds: str) -> None:
    wait_for(lambda: len(subjects(one, description)) >= len(kinds), patience=30)
    assert sorted(subjects(one, description)) == sorted(kinds)  # mails of two writes keep no order


def test_a_subscriber_gets_one_mail_for_a_created_updated_closed_and_reopened_ticket_each(one: Subscribers) -> None:
    ticket = one.open("It is cold")
    expect(one, "It is cold", "Created")
    one.put(ticket, NextUpdateTime=NOON)
    expect(one, "It is cold", "Created", "Updated")
    one.put(ticket, ClosedTime=NOON)
    expect(one, "It is cold", "Created", "Updated", "Closed")
    one.put(ticket, ReopenedTime="2026-11-21T13:00:00Z")
    expect(one, "It is cold", "Created", "Updated", "Closed", "Reopened")
    [*_, created] = one.mails("It is cold")
    assert created["body"].startswith(f"It is cold\nTicket: {ticket}\nServices: Heating")
    assert (created["channel"], created["status"]) == ("email", "delivered")


def test_nobody_is_told_who_is_not_to_be(one: Subscribers) -> None:
    ticket = one.open("It is quiet", DoNotSendEmail=True)
    one.put(ticket, Description="It is quieter", DoNotSendEmail=True)
    one.put(ticket, ClosedTime=NOON, DoNotSendEmail=True)
    time.sleep(QUIET)
    assert one.mails("quiet") == []


def test_closing_again_with_the_same_time_tells_nobody(one: Subscribers) -> None:
    ticket = one.open("It is closed")
    one.put(ticket, ClosedTime=NOON)
    expect(one, "It is closed", "Created", "Closed")
    one.put(ticket, ClosedTime=NOON)
    time.sleep(QUIET)
    expect(one, "It is closed", "Created", "Closed")


@pytest.mark.parametrize("share", [0.0, 0.4])
def test_a_kill_of_everything_in_the_middle_misses_nobody(fresh: LocalCloud, share: float) -> None:
    many = Subscribers(fresh.start(), 500)
    many.open("It is everywhere")
    fresh.snapshot()  # what is younger than the newest copy is lost with everything that is about it
    wait_for(lambda: sent_count(fresh) >= share * len(many.addresses))
    fresh.kill()
    fresh.start()
    wait_until_quiet(fresh)
    fresh.call("POST", "/_local/clock", {"advance_seconds": 61})  # what was under way waits for the end of its lease
    wait_for(lambda: {mail["to"] for mail in many.mails()} == set(many.addresses), every=0.5)
    wait_until_quiet(fresh)
    counts = Counter(mail["to"] for mail in many.mails())
    assert set(counts.values()) <= {1, 2}
    assert sum(1 for count in counts.values() if count > 1) <= UNDER_WAY


def test_a_stop_in_the_middle_misses_and_doubles_nobody(fresh: LocalCloud) -> None:
    many = Subscribers(fresh.start(), 200)
    many.open("It is everywhere")
    wait_for(lambda: sent_count(fresh) >= 40)
    assert fresh.end() == (0, "")
    fresh.start()
    wait_for(lambda: len(many.mails()) >= len(many.addresses), every=0.5)
    time.sleep(QUIET)
    assert Counter(mail["to"] for mail in many.mails()) == Counter(many.addresses)
