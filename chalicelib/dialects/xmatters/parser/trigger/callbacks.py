"""Where a new event is reported to (specification, 3.5)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.domain.agent import SCHEME
from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.form import Form
from chalicelib.errors import Faults

KEY: Final = "callbacks"
MOST: Final = 20
MAX_URL: Final = 2_000  # characters
MAX_NAME: Final = 255  # of a user name, of an agent
MAX_PASSWORD: Final = 255  # likewise; the sealed ones of all callbacks fit beside an event
NO_URL: Final = "Value must be an http, https or ia URL"
AUTH_TYPES: Final = ("none", "basic")
_HTTP: Final = re.compile(
    r"https?://(?:\[[0-9A-Fa-f:.]+\]|[^/?#\\@:\[\]\s]+)(?::[0-9]{1,5})?(?:[/?#].*)?", re.IGNORECASE
)
_AGENT: Final = re.compile(r"ia://([^\s].*)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AGENT_HEADER: Final = re.compile(r"xMattersIntegrationAgent \((.+)\)")


def callbacks(sent: Any, form: Form, faults: Faults) -> tuple[Callback, ...] | None:
    """Those of the request, passwords as they were sent; None where those of the form count."""
    if sent is None:
        return None
    if sent in ([], [{}]):
        return ()
    if not isinstance(sent, list):
        faults.add(KEY, "type", words.NO_LIST)
        return ()
    if len(sent) > MOST:
        faults.add(KEY, "count", words.too_many(MOST))
        return ()
    read = [_callback(each, (KEY, index), faults) for index, each in enumerate(sent)]
    return tuple(each for each in read if each is not None)


def for_agent(callback: Callback, user_agent: str) -> Callback:
    """The callback; one for agents that names none is for the one that calls, if it is one."""
    found = _AGENT_HEADER.fullmatch(user_agent.strip())
    if found is None or callback.service is None or callback.agent:
        return callback
    return replace(callback, agent=found[1].strip()[:MAX_NAME])


def _callback(sent: Any, path: tuple[str | int, ...], faults: Faults) -> Callback | None:
    if not isinstance(sent, dict):
        faults.add(path, "type", words.NO_OBJECT)
        return None
    members = Members(sent, faults, path)
    url = _url(members)
    of = members.choice("type", [each.value for each in CallbackType]) if sent.get("type") is not None else None
    if sent.get("type") is None:
        members.missing("type")
    if url is not None and url.startswith(SCHEME):
        agent = members.text("iaid", most=MAX_NAME)
        return Callback(url, CallbackType(of), agent=agent and agent.strip()) if of else None
    login, password = _credentials(members)
    return Callback(url, CallbackType(of), login, password) if url and of else None


def _url(members: Members) -> str | None:
    url = members.text("url", most=MAX_URL, required=True)
    if url is None:
        return None
    url = url.strip()
    for_an_agent = _AGENT.fullmatch(url)
    if _CONTROL.search(url) or not (for_an_agent or _HTTP.fullmatch(url)):
        members.wrong("url", NO_URL)
        return None
    return f"{SCHEME}{for_an_agent[1]}" if for_an_agent else url


def _credentials(members: Members) -> tuple[str | None, str | None]:
    said = members.get("authType")
    of = said.strip().lower() if isinstance(said, str) else said
    if of in (None, "none"):
        return None, None
    if of != "basic":
        members.wrong("authType", words.one_of(AUTH_TYPES))
        return None, None
    login = members.text("authUserName", most=MAX_NAME, required=True)
    return login, members.text("authPassword", most=MAX_PASSWORD) or ""
