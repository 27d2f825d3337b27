"""Deliveries: one message to one receiver, with a body that never changes, however often it is tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """How a delivery leaves."""

    EMAIL = "email"
    SMS = "sms"
    CALLBACK = "callback"  # HTTP POST
    AGENT = "agent"  # lies in a queue until an agent fetches it


class Status(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"  # waits for its first or its next try
    QUEUED = "queued"  # lies where its receiver fetches it; nothing more is tried
    DELIVERED = "delivered"  # accepted by the receiver or its channel
    DEAD = "dead"  # refused for good, or tried for the last time; can be replayed
    CANCELLED = "cancelled"  # no longer wanted, or nobody was there to take it


class Leave(StrEnum):
    """Whether a delivery may leave now."""

    GO = "go"
    WAIT = "wait"  # not now, perhaps later; it does not count as a try
    DROP = "drop"  # nobody wants it any more


class Verdict(StrEnum):
    """What one try came to."""

    ACCEPTED = "accepted"
    QUEUED = "queued"  # it is to lie where its receiver fetches it
    UNTAKEN = "untaken"  # nobody is there to take it, and it waits for nobody
    PASSING = "passing"  # trying again may help
    PERMANENT = "permanent"  # trying again is of no use


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent; fixed when the delivery is made.

    `to`: an address, a number or a URL. `subject`: of an e-mail. `body`: the text, sent as UTF-8. `headers`: of a callback.
    `login`, `password`: for HTTP Basic; the password as the vault sealed it. `secret`: seals the body (Standard Webhooks), as
    the vault sealed it.
    """

    channel: Channel
    to: str
    body: str
    subject: str = ""
    media_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
    login: str | None = None
    password: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing that a job becomes: a message, something that is written in the same moment, or both.

    `key`: names its receiver within the job, without full stops. `delay`: seconds before the first try. `beside`: writes of
    the store, a few. `also`: further messages that leave because of it, by keys of their own.
    """

    key: str
    message: Message | None
    delay: float = 0.0
    beside: tuple[Any, ...] = ()
    also: tuple[tuple[str, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one try came to.

    `reason`: a sentence for people. `status`: of an HTTP answer. `head`: how its body began, at most 1,000 characters.
    `retry_after`: seconds that the receiver asks us to wait. `reference`: what the channel calls the message; of a queued one,
    the address that it lies under from now on.
    """

    verdict: Verdict
    reason: str
    status: int | None = None
    head: str = ""
    retry_after: float | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way.

    `job` and `key` make its identity: the job that it came from and who it is for (without full stops), so that a job that is
    expanded twice makes nothing twice. `attempts`: tries so far, and how often it was fetched. `due_at`: the next try.
    `leased_until`: somebody is trying right now, or has fetched it and not yet acknowledged it.
    """

    job: str
    key: str
    dialect: str
    message: Message
    created_at: datetime
    status: Status = Status.PENDING
    attempts: int = 0
    due_at: datetime | None = None
    leased_until: datetime | None = None
    ended_at: datetime | None = None
    last: Outcome | None = None

    @property
    def id(self) -> str:
        """What names this delivery everywhere, towards receivers too (`webhook-id`)."""
        return f"{self.job}.{self.key}"

    @staticmethod
    def identity(name: str) -> tuple[str, str]:
        """Job and key of the delivery that an id names; keys hold no full stop."""
        job, _, key = name.rpartition(".")
        return job, key
