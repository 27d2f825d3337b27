"""The conference bridge that the messages of a new event name (specification, 3.4)."""

from __future__ import annotations

import secrets
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.domain.alerting.form import Bridge, Conference, Form
from chalicelib.errors import Faults

KEY: Final = "conferences"
MAX_ENTRIES: Final = 10
MAX_LENGTH: Final = 255  # characters of a name, and of a number
_LOWEST, _HIGHEST = 10_000_000, 99_999_999  # ids of hosted bridges


def conferences(sent: Any, form: Form, faults: Faults) -> str:
    """The conference line; a new hosted bridge where nothing is sent and the form has one."""
    if form.conference is Conference.NONE:
        return ""
    if sent is None or sent == []:
        if form.conference is Conference.EXTERNAL:
            faults.add(KEY, "required", words.REQUIRED)
        return _hosted()
    if not isinstance(sent, list):
        faults.add(KEY, "type", words.NO_LIST)
        return ""
    if len(sent) > MAX_ENTRIES:
        faults.add(KEY, "count", words.too_many(MAX_ENTRIES))
        return ""
    lines = [_line(each, index, form, faults) for index, each in enumerate(sent)]
    return "; ".join(dict.fromkeys(filter(None, lines)))


def _line(sent: Any, index: int, form: Form, faults: Faults) -> str:
    if not isinstance(sent, dict):
        faults.add((KEY, index), "type", words.NO_OBJECT)
        return ""
    name = _text(sent.get("name"), (KEY, index, "name"), faults)
    number = _text(sent.get("bridgeNumber"), (KEY, index, "bridgeNumber"), faults)
    if name is None:
        return ""
    bridges = {} if form.conference is Conference.HOSTED else {each.name: each for each in form.engine.bridges}
    if name in bridges:
        return _external(bridges[name], number, index, faults)
    if form.conference is Conference.EXTERNAL:
        said = words.not_configured(bridges) if name else words.REQUIRED
        faults.add((KEY, index, "name"), "choice", said)
        return ""
    return name or _hosted()


def _external(bridge: Bridge, number: str | None, index: int, faults: Faults) -> str:
    if bridge.needs_number and number == "":
        faults.add((KEY, index, "bridgeNumber"), "required", words.REQUIRED)
    return f"{bridge.name}, {number}" if number else bridge.name


def _hosted() -> str:
    return str(_LOWEST + secrets.randbelow(_HIGHEST - _LOWEST + 1))


def _text(sent: Any, path: tuple[str | int, ...], faults: Faults) -> str | None:
    """A name or a number, also one that is sent as a number; empty for none, None for what is wrong."""
    if isinstance(sent, int) and not isinstance(sent, bool):
        sent = str(sent)
    if sent is None:
        return ""
    if not isinstance(sent, str):
        faults.add(path, "type", words.NO_TEXT)
        return None
    if len(sent) > MAX_LENGTH:
        faults.add(path, "too_long", words.too_long(MAX_LENGTH))
        return None
    return " ".join(sent.split())
