"""What integration agents fetch, because it is meant for them, and acknowledge (specification, 7.6)."""

from __future__ import annotations

from chalicelib.dialects.xmatters.parser import polls
from chalicelib.dialects.xmatters.serializer import answers, callbacks
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import agents


def fetch_callbacks(request: Request) -> Response:
    """Fetch what lies ready for an agent of a service, and hide it from other calls for a minute."""
    poll = polls.read(request.query)
    return callbacks.handed_out(agents.fetch(service=poll.service, agent=poll.agent, wait=poll.wait))


def acknowledge_callback(request: Request) -> Response:
    """Acknowledge what was fetched, so that it does not come again."""
    agents.acknowledge(receipt=request.params["receipt"])
    return answers.done(204)
