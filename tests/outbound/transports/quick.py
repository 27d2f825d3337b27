"""What tests of callbacks share: a transport with little patience, and names that lead where a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chalicelib.domain.delivery import Outcome
from chalicelib.outbound.addresses import Allowed, Guard, Resolver
from chalicelib.outbound.transports.http import Limits, Open, Transport
from tests.outbound.messages import make_callback
from tests.outbound.receivers import Behaviour, Receiver

LOOPBACK: Final = Allowed.parse(["127.0.0.0/8", "::1"])
QUICK: Final = Limits(lookup=1.0, connect=1.0, total=1.2)  # enough for a busy machine
SLACK: Final = 20.0  # far beyond what a busy machine may take; these receivers would hold us for ever


def named(*addresses: str) -> Resolver:
    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


def quick(resolver: Resolver | None = None, open_pool: Open | None = None) -> Transport:
    return Transport(Guard(LOOPBACK, resolver or named("127.0.0.1")), limits=QUICK, open_pool=open_pool)


def outcome_with(behaviour: Behaviour) -> Outcome:
    with Receiver(behaviour) as receiver:
        return quick().send(make_callback(receiver.url))
