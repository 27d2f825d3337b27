"""Deliveries in the outbox: each beside its job, leased before every try, kept when it is dead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Message, Outcome, Status, Verdict
from chalicelib.store import dynamo, keys, parts, shards
from chalicelib.store.dynamo import Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item
from chalicelib.store.walks import Query

KEPT: Final = timedelta(days=90)  # from its making; a shared body is kept as long, so none outlives its body
KEPT_DONE: Final = timedelta(days=30)  # how long what has reached its receiver can still be looked at
TRIES: Final = timedelta(days=1)  # all tries together take less


def put(delivery: Delivery) -> Put:
    """The write of a new delivery; one that is there already is never written over."""
    if "." in delivery.key:
        raise ValueError(f"{delivery.key!r}: the key of a delivery holds no full stop")
    pk, sk = place(delivery.job, delivery.key)
    due = delivery.due_at or delivery.created_at
    item = {
        "pk": pk,
        "sk": sk,
        "dialect": delivery.dialect,
        "message": message_item(delivery.message),
        "body_at": parts.name(delivery.message.body),
        "made": shards.stamp(delivery.created_at),
        "standing": delivery.status.value,
        "attempts": delivery.attempts,
        "next_at": shards.stamp(due),
        "due": shards.waiting(delivery.id),
        "due_at": shards.stamp(due),
        "expires": _expires(delivery),
    }
    return Put(item, "attribute_not_exists(pk)", table=config.OUTBOX_TABLE)


def long_bodies(made: Iterable[Delivery], written: set[str]) -> list[Put]:
    """The writes of bodies that are too long to stand in each delivery; each body once.

    `written`: what the bodies are called that need not be written again; the new ones are added.
    """
    puts: list[Put] = []
    for delivery in made:
        called = parts.name(delivery.message.body)
        if called is not None and called not in written:
            written.add(called)
            pk, _ = place(delivery.job, delivery.key)
            puts += parts.puts(pk, called, delivery.message.body, expires=_expires(delivery))
    return puts


def get(job: str, key: str) -> Delivery | None:
    """One delivery."""
    return next(iter(fetch([(job, key)])), None)


def lease(job: str, key: str, *, at: datetime, until: datetime) -> Delivery | None:
    """Take a delivery whose try is due and that nobody else is at, and count the try; None when there is nothing to take."""
    taken = Update(
        place(job, key),
        "SET leased_until = :until ADD attempts :one REMOVE held",
        {":until": shards.stamp(until), ":at": shards.stamp(at), ":one": 1, ":pending": Status.PENDING.value},
        "standing = :pending AND next_at <= :at AND (attribute_not_exists(leased_until) OR leased_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    try:
        return read(dynamo.update(taken))
    except ConditionFailed:
        return None


def retry(delivery: Delivery, outcome: Outcome, *, due_at: datetime) -> bool:
    """Note a try that failed and when the next one is due; False when the lease was lost meanwhile."""
    stamp = shards.stamp(due_at)
    again = "SET outcome = :outcome, next_at = :next, due_at = :next REMOVE leased_until"
    return unless_lost(settled(delivery, again, {":outcome": outcome_item(outcome), ":next": stamp}))


def hold(delivery: Delivery, *, until: datetime) -> bool:
    """Give a leased delivery back as if it had not been tried, not before `until`; False when the lease was lost meanwhile."""
    stamp = shards.stamp(until)
    given = "SET next_at = :next, due_at = :next, held = :yes REMOVE leased_until ADD attempts :less"
    return unless_lost(settled(delivery, given, {":next": stamp, ":less": -1, ":yes": True}))


def end(delivery: Delivery, outcome: Outcome, status: Status, *, at: datetime) -> bool:
    """Note the last try; False when the lease was lost meanwhile."""
    return unless_lost(ending(delivery, outcome, status, at=at))


def ending(delivery: Delivery, outcome: Outcome, status: Status, *, at: datetime) -> Update:
    """What notes the last try, for a transaction: ConditionFailed when the lease was lost meanwhile."""
    dead = status is Status.DEAD
    values = {
        ":outcome": outcome_item(outcome),
        ":status": status.value,
        ":at": shards.stamp(at),
        ":due": shards.DEAD if dead else shards.done(at),
        ":expires": _expires(delivery) if dead else min(_expires(delivery), int((at + KEPT_DONE).timestamp())),
    }
    ended = "SET outcome = :outcome, standing = :status, ended = :at, due = :due, due_at = :at, expires = :expires"
    return settled(delivery, f"{ended} REMOVE leased_until", values)


def revive(delivery: Delivery, *, at: datetime) -> bool:
    """Make a dead delivery wait for its first try anew, with the same bytes under the same id.

    False when it is not dead, or so old that it would be removed before its last try.
    """
    revived = Update(
        place(delivery.job, delivery.key),
        "SET standing = :pending, attempts = :none, next_at = :at, due = :due, due_at = :at REMOVE ended",
        {
            ":pending": Status.PENDING.value,
            ":dead": Status.DEAD.value,
            ":none": 0,
            ":at": shards.stamp(at),
            ":due": shards.waiting(delivery.id),
            ":enough": int((at + TRIES).timestamp()),
        },
        "standing = :dead AND expires > :enough",
        table=config.OUTBOX_TABLE,
    )
    return unless_lost(revived)


def hasten(delivery: Delivery, *, at: datetime) -> bool:
    """Let a delivery that was held be tried at once; False when it was not, or somebody is trying it."""
    sooner = Update(
        place(delivery.job, delivery.key),
        "SET next_at = :at, due_at = :at REMOVE held",
        {":at": shards.stamp(at), ":pending": Status.PENDING.value},
        "standing = :pending AND attribute_exists(held) AND (attribute_not_exists(leased_until) OR leased_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    return unless_lost(sooner)


def cancel(delivery: Delivery, *, at: datetime) -> bool:
    """A delivery that waits is no longer wanted; False when it does not wait any more, or somebody is trying it."""
    cancelled = Update(
        place(delivery.job, delivery.key),
        "SET standing = :cancelled, ended = :at, due = :due, due_at = :at",
        {
            ":cancelled": Status.CANCELLED.value,
            ":pending": Status.PENDING.value,
            ":at": shards.stamp(at),
            ":due": shards.done(at),
        },
        "standing = :pending AND (attribute_not_exists(leased_until) OR leased_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    return unless_lost(cancelled)


def postpone(job: str, key: str, *, at: datetime, until: datetime) -> bool:
    """Do not queue a delivery again before `until`; False when it is not due at `at`, or somebody is trying it."""
    moved = Update(
        place(job, key),
        "SET due_at = :until",
        {":until": shards.stamp(until), ":at": shards.stamp(at), ":pending": Status.PENDING.value},
        "standing = :pending AND due_at <= :at AND (attribute_not_exists(leased_until) OR leased_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    return unless_lost(moved)


def of_job(job: str, *, after: str | None = None) -> Iterator[Delivery]:
    """The deliveries of a job, in the order of their keys."""
    walk = Query(f"J#{job}", low="D#", high="D#~", after=after and f"D#{after}", table=config.OUTBOX_TABLE)
    return (read(item) for item in dynamo.query(walk) if lives(item))


def fetch(ids: Iterable[tuple[str, str]]) -> list[Delivery]:
    """Deliveries by job and key, in the given order; those that are gone are left out."""
    wanted = [place(job, key) for job, key in ids]
    found = dynamo.batch_get(wanted, table=config.OUTBOX_TABLE)
    return [read(found[key]) for key in wanted if key in found and lives(found[key])]


def unless_lost(update: Update) -> bool:
    """Do it; False when its condition does not hold."""
    try:
        dynamo.update(update)
    except ConditionFailed:
        return False
    return True


def settled(delivery: Delivery, expression: str, values: dict[str, Any]) -> Update:
    """A change of a delivery by who has leased it: ConditionFailed when the lease was lost meanwhile."""
    assert delivery.leased_until  # noqa: S101  only a leased delivery is settled
    mine = {":mine": shards.stamp(delivery.leased_until)}
    key = place(delivery.job, delivery.key)
    return Update(key, expression, values | mine, "leased_until = :mine", table=config.OUTBOX_TABLE)


def lives(item: Item) -> bool:
    """Whether an item counts: DynamoDB removes what has expired within days, in any order, perhaps the body first."""
    lives: bool = item["expires"] > clock.now().timestamp()
    return lives


def place(job: str, key: str) -> keys.Key:
    """Where a delivery lies."""
    return f"J#{job}", f"D#{key}"


def _expires(delivery: Delivery) -> int:
    return int((delivery.created_at + KEPT).timestamp())


def message_item(message: Message) -> Item:
    """A message as its delivery keeps it; a long body lies elsewhere."""
    said = {name: value for name, value in asdict(message).items() if value not in (None, "", {})}
    if parts.name(message.body) is not None:
        del said["body"]
    return said


def outcome_item(outcome: Outcome) -> Item:
    """An outcome as its delivery keeps it."""
    return {name: value for name, value in asdict(outcome).items() if value not in (None, "")}


def read(item: Item) -> Delivery:
    """The delivery that an item is; a long body is read, too."""
    said = dict(item["message"])
    if "body_at" in item:
        said["body"] = parts.read(item["pk"], item["body_at"])
    last = item.get("outcome")
    return Delivery(
        job=item["pk"].removeprefix("J#"),
        key=item["sk"].removeprefix("D#"),
        dialect=item["dialect"],
        message=Message(**{"body": "", **said, "channel": Channel(said["channel"])}),
        created_at=datetime.fromisoformat(item["made"]),
        status=Status(item["standing"]),
        attempts=item["attempts"],
        due_at=datetime.fromisoformat(item["next_at"]),
        leased_until=_moment(item.get("leased_until")),
        ended_at=_moment(item.get("ended")),
        last=Outcome(**{**last, "verdict": Verdict(last["verdict"])}) if last else None,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
