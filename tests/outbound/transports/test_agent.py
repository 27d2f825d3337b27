from __future__ import annotations

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Verdict
from chalicelib.outbound.transports import agent
from chalicelib.services import agents
from tests.outbound.messages import make_delivery
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def make(to: str) -> Delivery:
    return make_delivery(to, channel=Channel.AGENT)


def test_a_message_to_a_named_agent_lies_in_its_queue_whether_or_not_it_is_there() -> None:
    outcome = agent.send(make("ia://monitoring?iaid=agent-1"))
    assert (outcome.verdict, outcome.reference) == (Verdict.QUEUED, "ia://monitoring?iaid=agent-1")


def test_without_a_name_the_agent_that_asked_last_for_the_service_is_taken() -> None:
    for name in ("a", "b"):
        agents.fetch(service="monitoring", agent=name)
    agents.fetch(service="other", agent="c")
    assert agent.send(make("ia://monitoring")).reference == "ia://monitoring?iaid=b"


def test_an_agent_counts_as_there_for_five_minutes() -> None:
    agents.fetch(service="monitoring", agent="a")
    clock.advance(299)
    assert agent.send(make("ia://monitoring")).verdict is Verdict.QUEUED
    clock.advance(2)
    assert agent.send(make("ia://monitoring")).verdict is Verdict.UNTAKEN


def test_names_of_services_are_exact() -> None:
    agents.fetch(service="monitoring", agent="a")
    assert {agent.send(make(to)).verdict for to in ("ia://Monitoring", "ia://monitoring/", "ia://monitoring ")} == {
        Verdict.UNTAKEN
    }


def test_what_is_no_address_of_an_agent_is_refused_for_good() -> None:
    assert agent.send(make("https://example.com")).verdict is Verdict.PERMANENT


def test_a_store_that_is_out_of_reach_is_asked_again_later() -> None:
    with Unreliable(unheard=range(1, 100)):
        outcome = agent.send(make("ia://monitoring"))
    assert (outcome.verdict, outcome.reason) == (Verdict.PASSING, "A part of this deployment is out of reach.")
