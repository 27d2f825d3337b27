"""Where integration agents fetch the callbacks that are meant for them, and acknowledge them (specification, 7.6)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects import admission
from chalicelib.dialects.base import Dialect
from chalicelib.dialects.route import Route
from chalicelib.dialects.xmatters import errors
from chalicelib.dialects.xmatters.admission import placed
from chalicelib.dialects.xmatters.parser import polls
from chalicelib.dialects.xmatters.serializer import answers, callbacks
from chalicelib.domain.caller import CredentialKind
from chalicelib.errors import Forbidden
from chalicelib.request import Request
from chalicelib.response import Response
from chalicelib.services import agents

ABILITY: Final = "agent"
_CACHE_CONTROL: Final = "no-cache,no-store,max-age=0"


def _permitted(_: Dialect, request: Request, __: Route) -> Request:
    """Let in only whose roles may act as an agent. Raises Forbidden."""
    if not request.caller.permissions.has(ABILITY):
        raise Forbidden(f"User {request.caller.login} does not have permission to act as an integration agent.")
    return request


def _finish(_: Request, response: Response) -> Response:
    response.headers.setdefault("Cache-Control", _CACHE_CONTROL)
    return response


agent = Dialect(
    __name__,
    name="xmatters-agent",
    title="xMatters integration agents",
    errors=errors.render,
    accepts=frozenset({CredentialKind.BASIC}),
    admission=(admission.identified, placed, _permitted),
    finish=_finish,
    options=None,
    hides_unknown=True,
    documented=False,
)


@agent.route("/callbacks")
def fetch_callbacks(request: Request) -> Response:
    """Fetch what lies ready for an agent of a service, and hide it from other calls for a minute."""
    poll = polls.read(request.query)
    return callbacks.handed_out(agents.fetch(service=poll.service, agent=poll.agent, wait=poll.wait))


@agent.route("/callbacks/{receipt}", methods=("DELETE",))
def acknowledge_callback(request: Request) -> Response:
    """Acknowledge what was fetched, so that it does not come again."""
    agents.acknowledge(receipt=request.params["receipt"])
    return answers.done(204)
