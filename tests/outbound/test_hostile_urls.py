"""Nothing leaves for any of the hostile callback addresses: no socket is opened, and the delivery is dead or waits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from socket import EAI_NONAME, gaierror
from typing import Final

import pytest
from urllib3 import HTTPConnectionPool, Timeout

from chalicelib.domain.delivery import Verdict
from chalicelib.outbound.addresses import Address, Allowed, Guard
from chalicelib.outbound.destination import Destination
from chalicelib.outbound.transports.deadline import Deadline
from chalicelib.outbound.transports.http import Transport
from tests.lengths import sampled
from tests.outbound.messages import make_callback

PUBLIC: Final = "93.184.215.14"
NAMES: Final = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "loopback.example": ["127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "instance-data.example": ["fd00:ec2::254"],
    "private.example": ["10.1.2.3"],
    "link.example": ["fe80::1"],
    "zone.example": ["fe80::1%eth0"],
    "mixed.example": [PUBLIC, "10.0.0.1"],
    "mixed-six.example": [PUBLIC, "2606:2800:21f:cb07::1", "::1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "sixtofour.example": ["2002:a00:1::"],
    "teredo.example": ["2001:0:a00:1::"],
    "nonsense.example": ["not an address"],
    "nothing.example": [],
    "many.example": [*[PUBLIC] * 50, "127.0.0.1"],
    "public.example": [PUBLIC],
}
UNKNOWN: Final = {"http://nothing.example/", "http://unknown.example/"}  # may be known tomorrow


def read(line: str) -> str:
    for written, meant in (("\\t", "\t"), ("\\r", "\r"), ("\\n", "\n"), ("\\0", "\0"), ("\\\\", "\\")):
        line = line.replace(written, meant)
    while "\\u" in line:
        before, _, after = line.partition("\\u")
        line = before + chr(int(after[:4], 16)) + after[4:]
    return line


LINES: Final = Path(__file__).with_name("hostile_urls.txt").read_text().splitlines()
URLS: Final = [read(line) for line in LINES if line.strip() and not line.startswith("#")]


def look_up(host: str, port: int) -> Sequence[str]:
    try:
        return NAMES[host]
    except KeyError:
        raise gaierror(EAI_NONAME, "unknown") from None


class Opened:
    """Notes where a connection would go, and makes none."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def __call__(
        self, destination: Destination, address: Address, timeout: Timeout, deadline: Deadline
    ) -> HTTPConnectionPool:
        self.places.append(f"{address}:{destination.port}")
        raise ConnectionRefusedError


def test_the_list_is_long_and_names_nothing_twice() -> None:
    assert len(URLS) > 200
    assert len(set(URLS)) == len(URLS)


def test_a_good_address_would_leave() -> None:
    opened = Opened()
    Transport(Guard(Allowed(), look_up), open_pool=opened).send(make_callback("http://public.example/"))
    assert opened.places == [f"{PUBLIC}:80"]


@sampled
@pytest.mark.parametrize("url", URLS, ids=ascii)
def test_a_hostile_address_opens_no_connection(url: str) -> None:
    opened = Opened()
    outcome = Transport(Guard(Allowed(), look_up), open_pool=opened).send(make_callback(url))
    assert opened.places == []
    assert outcome.verdict is (Verdict.PASSING if url in UNKNOWN else Verdict.PERMANENT)


@sampled
@pytest.mark.parametrize("url", URLS, ids=ascii)
def test_the_reason_does_not_tell_what_a_name_leads_to(url: str) -> None:
    reason = Transport(Guard(Allowed(), look_up), open_pool=Opened()).send(make_callback(url)).reason
    assert not any(address in reason for addresses in NAMES.values() for address in addresses)
    assert "example" not in reason
