from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.trigger.callbacks import callbacks, for_agent
from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.errors import Faults
from tests.dialects.xmatters.forms import BUILDING, told

URL = "https://host.example/status"
NO_URL = "Value must be an http, https or ia URL"


def read(*sent: Any) -> tuple[Callback, ...] | None:
    faults = Faults()
    found = callbacks(list(sent), BUILDING, faults)
    assert faults == []
    return found


def refused(sent: Any) -> list[tuple[str, str]]:
    faults = Faults()
    callbacks(sent, BUILDING, faults)
    return told(faults)


def test_those_of_the_form_count_where_none_are_sent() -> None:
    assert callbacks(None, BUILDING, Faults()) is None


@pytest.mark.parametrize("sent", [[], [{}]])
def test_an_empty_list_and_one_empty_callback_mean_none(sent: Any) -> None:
    assert callbacks(sent, BUILDING, Faults()) == ()


def test_the_documented_callbacks_are_taken_as_they_stand() -> None:
    basic = {"authType": "basic", "authUserName": "mmcbride", "authPassword": "password123"}
    assert read(
        {"url": URL, "type": "status", **basic},
        {"url": "http://host.example/service/event/deliveryStatus", "type": "deliveryStatus"},
        {"url": "ia://myagentID", "iaid": "lugh-ia-512", "type": "response"},
    ) == (
        Callback(URL, CallbackType.STATUS, "mmcbride", "password123"),
        Callback("http://host.example/service/event/deliveryStatus", CallbackType.DELIVERY_STATUS),
        Callback("ia://myagentID", CallbackType.RESPONSE, agent="lugh-ia-512"),
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://h?a=b%20c&d=%C3%A4/../x#f",
        "HTTPS://Host.Example:8443/Path;x=1?q=a|b",
        "http://127.0.0.1:8080/",
        "http://[::1]:80/x",
        "http://bücher.example/ä",
    ],
)
def test_an_address_is_kept_byte_for_byte(url: str) -> None:
    assert read({"url": url, "type": "status"}) == (Callback(url, CallbackType.STATUS),)


def test_an_address_of_an_agent_begins_as_it_is_written_here() -> None:
    sent = {"url": "IA://Service", "type": "status", "authType": "nonsense", "authUserName": 1, "iaid": None}
    assert read(sent) == (Callback("ia://Service", CallbackType.STATUS),)


@pytest.mark.parametrize("of", [None, "none", "NONE"])
def test_credentials_are_ignored_unless_they_are_asked_for(of: str | None) -> None:
    sent = {"url": URL, "type": "status", "authType": of, "authUserName": "x", "authPassword": 1, "iaid": "x"}
    assert read(sent) == (Callback(URL, CallbackType.STATUS),)


@pytest.mark.parametrize("password", [{}, {"authPassword": None}, {"authPassword": ""}])
def test_a_missing_password_is_empty(password: dict[str, Any]) -> None:
    sent = {"url": URL, "type": "status", "authType": "Basic", "authUserName": "ann", **password}
    assert read(sent) == (Callback(URL, CallbackType.STATUS, "ann", ""),)


@pytest.mark.parametrize(
    "url",
    [
        "host.example",
        "ftp://host.example/",
        "http://",
        "http:///path",
        "https://user@host.example/",
        "https://user:secret@host.example/",
        "https://host.example:port/",
        "https://host example/",
        "https://host.example/\r\nX: y",
        "https://host.example\\@elsewhere.example/",
        "ia://",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_such_address_is_refused(url: str) -> None:
    assert refused([{"url": url, "type": "status"}]) == [("callbacks[0]/url", NO_URL)]


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"url": URL, "type": "status"}, [("callbacks", "Value must be a list")]),
        ([None], [("callbacks[0]", "Value must be an object")]),
        ([{}, {}], [(f"callbacks[{i}]/{key}", "Required field") for i in (0, 1) for key in ("url", "type")]),
        ([{"url": URL, "type": "status"}] * 21, [("callbacks", "Value must be a list of at most 20 entries")]),
        ([{"url": " ", "type": "status"}], [("callbacks[0]/url", "Required field")]),
        ([{"url": 1, "type": "status"}], [("callbacks[0]/url", "Value must be a string")]),
        (
            [{"url": URL, "type": "Status"}],
            [("callbacks[0]/type", "Value must be one of: status, deliveryStatus, response")],
        ),
        (
            [{"url": URL, "type": "status", "authType": "digest"}],
            [("callbacks[0]/authType", "Value must be one of: none, basic")],
        ),
        ([{"url": URL, "type": "status", "authType": "basic"}], [("callbacks[0]/authUserName", "Required field")]),
        (
            [{"url": URL, "type": "status", "authType": "basic", "authUserName": "a", "authPassword": "x" * 256}],
            [("callbacks[0]/authPassword", "Value must be at most 255 characters")],
        ),
    ],
)
def test_everything_that_is_wrong_is_told_with_its_place(sent: Any, faults: list[tuple[str, str]]) -> None:
    assert refused(sent) == faults


@pytest.mark.parametrize(
    ("callback", "header", "agent"),
    [
        (Callback("ia://s", CallbackType.STATUS), "xMattersIntegrationAgent (ia-1)", "ia-1"),
        (Callback("ia://s", CallbackType.STATUS, agent="mine"), "xMattersIntegrationAgent (ia-1)", "mine"),
        (Callback(URL, CallbackType.STATUS), "xMattersIntegrationAgent (ia-1)", None),
        (Callback("ia://s", CallbackType.STATUS), "curl/8.0", None),
        (Callback("ia://s", CallbackType.STATUS), "", None),
    ],
)
def test_an_agent_that_calls_gets_the_callbacks_for_agents_that_name_none(
    callback: Callback, header: str, agent: str | None
) -> None:
    assert for_agent(callback, header).agent == agent
