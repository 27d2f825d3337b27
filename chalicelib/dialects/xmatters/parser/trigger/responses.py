"""The answers that a new event offers, and how urgent it is (specification, 3.4)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.domain.alerting.form import PRIORITIES, Form
from chalicelib.domain.alerting.option import Option
from chalicelib.errors import Faults

RESPONSES: Final = "responses"
PRIORITY: Final = "priority"
NO_RESPONSE: Final = "The response does not exist."


def responses(sent: Any, form: Form, faults: Faults) -> tuple[Option, ...]:
    """Options of the form, in the order in which their UUIDs are sent, each once; all where none is."""
    if sent is None or sent == []:
        return form.options
    if not isinstance(sent, list):
        faults.add(RESPONSES, "type", words.NO_LIST_OF_TEXTS)
        return ()
    chosen: dict[str, Option] = {}
    for index, uuid in enumerate(sent):
        option = form.options_by_uuid.get(uuid.strip().lower()) if isinstance(uuid, str) else None
        if option is None:
            faults.add((RESPONSES, index), "reference", NO_RESPONSE)
        else:
            chosen[option.uuid] = option
    return tuple(chosen.values())


def priority(sent: Any, form: Form, faults: Faults) -> str:
    """Low, medium or high, in any letter case; that of the form where none is sent."""
    if sent is None:
        return form.priority
    folded = sent.strip().lower() if isinstance(sent, str) else sent
    if folded in PRIORITIES:
        return str(folded)
    faults.add(PRIORITY, "choice", words.one_of(PRIORITIES))
    return form.priority
