from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Message, Status
from chalicelib.store import deliveries, dynamo
from chalicelib.store.guard import ConditionFailed
from tests.outbound.desk import ACCEPTED, PASSING, PERMANENT, items, written
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")
JOB = "ticket.7.99"
MINUTE = timedelta(minutes=1)


def leased(key: str = "00001") -> Delivery | None:
    now = clock.now()
    return deliveries.lease(JOB, key, at=now, until=now + MINUTE)


def taken(key: str = "00001") -> Delivery:
    delivery = leased(key)
    assert delivery
    return delivery


def stored(key: str = "00001") -> Delivery:
    delivery = deliveries.get(JOB, key)
    assert delivery
    return delivery


def dead() -> Delivery:
    written()
    assert deliveries.end(taken(), PERMANENT, Status.DEAD, at=clock.now())
    return stored()


def test_a_delivery_is_read_as_it_was_written() -> None:
    delivery = written(
        channel=Channel.CALLBACK,
        to="https://example.com/ä?x=1",
        body='{"a":"Zürich"}',
        subject="s",
        media_type="application/json",
        headers={"X-One": "1"},
        login="ann",
        password="sealed",
        secret="sealed too",
    )
    assert stored() == delivery
    assert deliveries.get(JOB, "00002") is None


def test_an_empty_body_and_an_empty_password_come_back_as_they_are() -> None:
    assert written(body="").message.body == stored().message.body == ""


def test_what_is_written_is_never_written_over() -> None:
    written()
    with pytest.raises(ConditionFailed):
        written(body="other")
    assert stored().message.body == "Hello"


def test_a_key_with_a_full_stop_would_make_ids_ambiguous() -> None:
    with pytest.raises(ValueError, match="full stop"):
        written("a.b")


@pytest.mark.parametrize("length", [8_192, 8_193, 90_001, 400_000])
def test_bodies_of_any_length_come_back(length: int) -> None:
    written(body="ä" * length)
    assert stored().message.body == "ä" * length


def test_a_long_body_that_many_share_is_written_once() -> None:
    written_names: set[str] = set()
    made = [
        Delivery(JOB, str(n), "tickets", Message(Channel.EMAIL, "a@b.c", "x" * 9_000), clock.now()) for n in range(5)
    ]
    assert len(deliveries.long_bodies(made, written_names)) == 1
    assert deliveries.long_bodies(made, written_names) == []


def test_a_lease_counts_a_try_and_keeps_others_away_until_it_ends() -> None:
    written()
    assert taken().attempts == 1
    assert leased() is None
    clock.advance(61)
    assert taken().attempts == 2


def test_what_is_not_due_is_not_leased() -> None:
    written()
    assert deliveries.retry(taken(), PASSING, due_at=clock.now() + MINUTE)
    assert leased() is None
    clock.advance(61)
    again = taken()
    assert (again.attempts, again.last) == (2, PASSING)


def test_what_has_ended_is_not_leased_again() -> None:
    written()
    assert deliveries.end(taken(), ACCEPTED, Status.DELIVERED, at=clock.now())
    clock.advance(61)
    assert leased() is None
    assert (stored().status, stored().last, stored().leased_until) == (Status.DELIVERED, ACCEPTED, None)


def test_whoever_has_lost_the_lease_notes_nothing() -> None:
    written()
    late = taken()
    clock.advance(61)
    taken()
    assert not deliveries.end(late, PERMANENT, Status.DEAD, at=clock.now())
    assert not deliveries.retry(late, PASSING, due_at=clock.now())
    assert (stored().status, stored().last) == (Status.PENDING, None)


def test_a_lease_costs_no_write_to_the_index() -> None:
    written()
    with Unreliable() as calls:
        taken()
    [(_, request)] = calls.calls
    assert "due" not in request["UpdateExpression"]


def test_a_dead_delivery_keeps_its_reason_and_how_the_answer_began() -> None:
    assert dead().last == PERMANENT
    assert (stored().status, stored().ended_at is not None) == (Status.DEAD, True)


def test_a_dead_delivery_that_is_revived_is_the_same_message_with_all_its_tries_before_it() -> None:
    before = dead()
    clock.advance(3_600)
    assert deliveries.revive(before, at=clock.now())
    after = stored()
    assert (after.id, after.message) == (before.id, before.message)
    assert (after.status, after.attempts, after.ended_at) == (Status.PENDING, 0, None)
    assert taken().attempts == 1


def test_only_the_dead_are_revived() -> None:
    delivery = written()
    assert not deliveries.revive(delivery, at=clock.now())
    assert not deliveries.revive(replace(delivery, key="unknown"), at=clock.now())
    assert items("D#unknown") == []


def test_what_would_be_removed_before_its_last_try_is_not_revived() -> None:
    delivery = dead()
    assert not deliveries.revive(delivery, at=clock.now() + timedelta(days=89, minutes=1))
    assert deliveries.revive(delivery, at=clock.now() + timedelta(days=88))


@pytest.mark.parametrize(("status", "days"), [(Status.DELIVERED, 30), (Status.CANCELLED, 30), (Status.DEAD, 90)])
def test_what_has_ended_can_be_looked_at_for_a_while(status: Status, days: int) -> None:
    written()
    assert deliveries.end(taken(), ACCEPTED, status, at=clock.now())
    clock.advance((days - 1) * 86_400)
    assert deliveries.get(JOB, "00001")
    clock.advance(86_400)
    assert deliveries.get(JOB, "00001") is None
    assert list(deliveries.of_job(JOB)) == []


def test_no_delivery_outlives_the_body_that_it_shares() -> None:
    written(body="x" * 10_000)
    clock.advance(80 * 86_400)
    assert deliveries.end(taken(), ACCEPTED, Status.DELIVERED, at=clock.now())
    expiry = {item["sk"]["S"][:2]: int(item["expires"]["N"]) for item in items("")}
    assert expiry["D#"] <= expiry["T#"]


def test_a_delivery_is_put_off_when_it_is_due_and_once() -> None:
    written()
    now = clock.now()
    assert deliveries.postpone(JOB, "00001", at=now, until=now + MINUTE)
    assert not deliveries.postpone(JOB, "00001", at=now, until=now + MINUTE)
    assert leased()  # what was put off may still be tried by whoever has its message


def test_what_is_being_tried_has_ended_or_is_gone_is_not_put_off() -> None:
    written()
    now = clock.now()
    delivery = taken()
    assert not deliveries.postpone(JOB, "00001", at=now, until=now + MINUTE)
    assert deliveries.end(delivery, ACCEPTED, Status.DELIVERED, at=now)
    assert not deliveries.postpone(JOB, "00001", at=now + MINUTE, until=now + 2 * MINUTE)
    assert not deliveries.postpone(JOB, "00009", at=now, until=now + MINUTE)
    assert items("D#00009") == []


def test_the_deliveries_of_a_job_come_in_the_order_of_their_keys() -> None:
    for key in ("2", "1", "3"):
        written(key)
    written("1", job="ticket.7.100")
    assert [each.key for each in deliveries.of_job(JOB)] == ["1", "2", "3"]
    assert [each.key for each in deliveries.of_job(JOB, after="1")] == ["2", "3"]


def test_many_are_read_in_one_call_in_the_order_asked_for() -> None:
    for key in ("1", "2", "3"):
        written(key)
    dynamo.reset_meter()
    found = deliveries.fetch([(JOB, "3"), (JOB, "9"), (JOB, "1")])
    assert [each.key for each in found] == ["3", "1"]
    assert dynamo.meter().calls == 1
