"""Messages to agents: nothing is sent, it is only decided in whose queue a message lies until it is fetched.

The sender notes that decision in one write under its lease: a crash before it leaves a delivery that waits, and nothing is
doubled.
"""

from __future__ import annotations

from chalicelib.domain.agent import AgentAddress
from chalicelib.domain.delivery import Delivery, Outcome, Verdict
from chalicelib.outbound import outcomes
from chalicelib.outbound.outcomes import permanent
from chalicelib.services import agents


def send(delivery: Delivery) -> Outcome:
    """Find the agent that a message is for; never raises. Without a name and with no agent there, nobody gets it."""
    try:
        meant = AgentAddress.parse(delivery.message.to)
    except ValueError:
        return permanent("The receiver is no address of an agent.")
    try:
        agent = meant.agent or agents.available(service=meant.service)
    except Exception as error:
        return outcomes.of_fault(error, service="store")
    if agent is None:
        return Outcome(Verdict.UNTAKEN, "No agent is there for this service.")
    return Outcome(Verdict.QUEUED, "Lies ready for the agent", reference=AgentAddress(meant.service, agent).text)
