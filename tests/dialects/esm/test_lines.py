from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.dialects.esm import lines
from chalicelib.domain.tally import Tally
from chalicelib.request import Request
from tests.conftest import make_caller

AT = datetime(2023, 4, 11, 17, 34, 0, 635_900, UTC)
HELSINKI = ZoneInfo("Europe/Helsinki")
TALLY = Tally(
    1000, 2, datetime(2023, 4, 11, 8, 51, 27, tzinfo=UTC), datetime(2023, 4, 16, 21, tzinfo=UTC), HELSINKI.key
)


def asked(path: str = "/rest-api/itsm/v1/dc", method: str = "GET", login: str | None = "sync") -> Request:
    event = {"httpMethod": method, "path": path, "requestContext": {"requestId": "r-1"}}
    request = Request.from_event(event, route="/rest-api/itsm/v1/dc")
    return request.identified(make_caller("esm", login)) if login else request


def call(request: Request, status: int = 200) -> str:
    return lines.call(request, status, 12.6, at=AT, zone=HELSINKI)


def test_a_call_is_a_line_with_who_what_and_how_it_ended() -> None:
    assert call(asked()) == "2023-04-11 20:34:00,635|INFO|REST|sync|GET|/rest-api/itsm/v1/dc|200|13|r-1"


def test_who_is_not_known_is_a_dash() -> None:
    assert "|REST|-|GET|" in call(asked(login=None))


@pytest.mark.parametrize(
    ("status", "level"), [(201, "INFO"), (302, "INFO"), (400, "WARN"), (429, "WARN"), (500, "ERROR"), (503, "ERROR")]
)
def test_a_refusal_is_a_warning_and_a_fault_of_ours_an_error(status: int, level: str) -> None:
    assert call(asked(), status).split("|")[1] == level


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/dc/a%7Cb%0A", "/dc/a%7Cb%0A"),
        ("/dc/a|b", "/dc/a%7Cb"),
        ("/dc/a\r\n2023|INFO", "/dc/a%0D%0A2023%7CINFO"),
        ("/dc/ä\u2028 \x7f\x1b", "/dc/%C3%A4%E2%80%A8%20%7F%1B"),
        ("/dc/\ud800", "/dc/%ED%A0%80"),
        ("/dc?token=hunter2", "/dc"),
    ],
)
def test_no_path_breaks_a_line(path: str, said: str) -> None:
    assert call(asked(path)).split("|")[5] == said


def test_no_login_and_no_verb_breaks_a_line() -> None:
    line = call(asked(login="a|b\nc", method="G|T"))
    assert line.split("|")[3:5] == ["a%7Cb%0Ac", "G%7CT"]


def test_counts_are_said_by_the_clock_of_their_zone() -> None:
    line = "2023-04-11 20:34:00,635|Usage,consumed,1000,rejected,2,since,2023-04-11T11:51:27+0300"
    assert lines.usage(TALLY, at=AT) == line
    assert lines.reset(TALLY, at=AT) == "2023-04-11 20:34:00,635|Statistics reset"
