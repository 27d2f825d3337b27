"""All of a trigger: the order for a new event, or everything that is wrong (specification, 1.5 and 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib.dialects.xmatters.parser.trigger.callbacks import callbacks, for_agent
from chalicelib.dialects.xmatters.parser.trigger.conferences import conferences
from chalicelib.dialects.xmatters.parser.trigger.properties import properties
from chalicelib.dialects.xmatters.parser.trigger.recipients import recipients, unrecognized
from chalicelib.dialects.xmatters.parser.trigger.responses import priority, responses
from chalicelib.domain.alerting.callback import Callback
from chalicelib.domain.alerting.event import Said
from chalicelib.domain.alerting.form import Form
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.errors import Faults, Invalid
from chalicelib.services import secrets
from chalicelib.services.alerting.events import Order


def order(sent: Mapping[str, Any], form: Form, *, watched: bool, user_agent: str = "") -> Order:
    """The order. `watched`: subscriptions look at the form's events; `user_agent`: names the agent that calls, if it is one.

    Raises Invalid with all faults; TooLarge, and Unavailable, of the vault.
    """
    faults = Faults()
    wanted = Order(
        form=form,
        recipients=recipients(sent.get("recipients"), form, faults, watched=watched),
        properties=properties(sent.get("properties"), form, faults),
        options=responses(sent.get("responses"), form, faults),
        priority=priority(sent.get("priority"), form, faults),
        bridge=conferences(sent.get("conferences"), form, faults),
        callbacks=(),
    )
    own = callbacks(sent.get("callbacks"), form, faults)
    if malformed := unrecognized(faults):
        raise Invalid(faults, malformed)
    faults.raise_any()
    seal = secrets.sealer()
    told = form.callbacks if own is None else [_closed(each, seal) for each in own]
    return replace(
        wanted,
        properties=[_hidden(each, seal) for each in wanted.properties],
        callbacks=_for_agent(told, user_agent),
    )


def _hidden(said: Said, seal: Callable[[str], str]) -> Said:
    return replace(said, value=seal(said.value)) if said.type is PropertyType.PASSWORD else said


def _closed(callback: Callback, seal: Callable[[str], str]) -> Callback:
    return callback if callback.password is None else replace(callback, password=seal(callback.password))


def _for_agent(several: Sequence[Callback], user_agent: str) -> list[Callback]:
    return [for_agent(each, user_agent) for each in several]
