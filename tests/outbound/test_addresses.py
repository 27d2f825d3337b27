"""Where callbacks may go."""

from __future__ import annotations

import time
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import EAI_AGAIN, gaierror

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.delivery import Outcome, Verdict
from chalicelib.outbound import destination
from chalicelib.outbound.addresses import Allowed, Class, Guard, Resolver, classify, resolved
from chalicelib.outbound.outcomes import Failed

PUBLIC = "93.184.215.14"
INNER = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
inner = st.sampled_from(INNER).flatmap(lambda network: st.ip_addresses(v=4, network=network))


def answering(*addresses: str) -> Resolver:
    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return resolve


def outcome_of(host: str, resolver: Resolver, *, allowed: Sequence[str] = (), seconds: float = 1) -> Outcome | None:
    try:
        Guard(Allowed.parse(allowed), resolver).addresses(host, 80, seconds=seconds)
    except Failed as failed:
        return failed.outcome
    return None


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("169.254.169.254", Class.METADATA),
        ("fd00:ec2::254", Class.METADATA),
        ("127.0.0.1", Class.LOOPBACK),
        ("::1", Class.LOOPBACK),
        ("10.0.0.1", Class.PRIVATE),
        ("fc00::1", Class.PRIVATE),
        ("169.254.1.1", Class.LINK_LOCAL),
        ("fe80::1", Class.LINK_LOCAL),
        ("100.64.0.1", Class.SHARED),
        ("224.0.0.1", Class.MULTICAST),
        ("ff02::1", Class.MULTICAST),
        ("0.0.0.0", Class.UNSPECIFIED),
        ("::", Class.UNSPECIFIED),
        ("192.0.2.1", Class.DOCUMENTATION),
        ("2001:db8::1", Class.DOCUMENTATION),
        ("198.18.0.1", Class.BENCHMARK),
        ("2002:808:808::", Class.TUNNEL),
        ("2001::1", Class.TUNNEL),
        ("255.255.255.255", Class.RESERVED),
        ("::808:808", Class.RESERVED),
        ("64:ff9b:1::808:808", Class.RESERVED),
        ("::ffff:10.0.0.1", Class.PRIVATE),
        ("64:ff9b::10.0.0.1", Class.PRIVATE),
    ],
)
def test_an_address_has_the_class_of_its_network(address: str, kind: Class) -> None:
    assert classify(ip_address(address)) is kind


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "1.0.0.1", "223.255.255.255", "172.15.255.255", "172.32.0.0", "100.128.0.0", "2606:4700::1111",
     "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"],
)  # fmt: skip
def test_public_addresses_have_none(address: str) -> None:
    assert classify(ip_address(address)) is None


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_nothing_is_public_that_python_takes_for_special(address: IPv4Address | IPv6Address) -> None:
    if classify(address) is None:
        inside = getattr(address, "ipv4_mapped", None) or address
        assert inside.is_global or address in ip_network("64:ff9b::/96")


@given(inner)
def test_an_inner_address_is_refused_however_it_is_spelled(address: IPv4Address) -> None:
    number = int(address)
    a, b, c, d = address.packed
    spellings = [
        str(address),
        f"{address}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}",
        f"{a:03}.{b:03}.{c:03}.{d:03}",
        str(address).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        str(address).replace(".", "。"),
        "".join(f"%{ord(c):02x}" for c in str(address)),
        f"[::ffff:{address}]",
        f"[::{address}]",
        f"[::ffff:0:{address}]",
        f"[64:ff9b::{address}]",
        f"[64:ff9b:1::{address}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
        f"[2001:0:{number >> 16:x}:{number & 0xFFFF:x}::]",
        f"[2001:0:808:808:0:0:{(number >> 16) ^ 0xFFFF:x}:{(number & 0xFFFF) ^ 0xFFFF:x}]",
    ]
    for spelling in spellings:
        with pytest.raises(Failed) as failed:
            Guard(Allowed()).addresses(destination.read(f"http://{spelling}/").host, 80, seconds=1)
        assert failed.value.outcome.verdict is Verdict.PERMANENT


@given(st.lists(st.ip_addresses(v=4), max_size=5), inner, st.lists(st.ip_addresses(v=6), max_size=5))
def test_one_inner_address_among_others_refuses_the_name(
    before: list[IPv4Address], bad: IPv4Address, after: list[IPv6Address]
) -> None:
    outcome = outcome_of("a.example", answering(*map(str, [*before, bad, *after])))
    assert outcome is not None
    assert outcome.verdict is Verdict.PERMANENT


def test_the_connection_goes_to_what_was_checked_in_the_resolvers_order_each_once() -> None:
    guard = Guard(Allowed(), answering("2606:4700::1111", PUBLIC, PUBLIC, "::ffff:8.8.8.8"))
    found = guard.addresses("a.example", 80, seconds=1)
    assert [str(address) for address in found] == ["2606:4700::1111", PUBLIC, "8.8.8.8"]


def test_a_name_with_many_addresses_is_tried_at_four_of_them() -> None:
    guard = Guard(Allowed(), answering(*(f"8.8.8.{n}" for n in range(100))))
    assert len(guard.addresses("a.example", 80, seconds=1)) == 4


def test_a_name_is_resolved_once() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(f"{host}:{port}")
        return [PUBLIC]

    Guard(Allowed(), resolve).addresses("a.example", 8080, seconds=1)
    assert asked == ["a.example:8080"]


def test_an_address_is_not_asked_for() -> None:
    assert [str(a) for a in Guard(Allowed(), answering()).addresses(PUBLIC, 80, seconds=1)] == [PUBLIC]


def test_the_reason_names_the_class_only() -> None:
    outcome = outcome_of("a.example", answering("10.1.2.3"))
    assert outcome is not None
    assert outcome.reason == "The callback address leads into a private network, where callbacks may not go."


@pytest.mark.parametrize(
    ("entry", "address", "passes"),
    [
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.0/8", "::ffff:127.0.0.1", True),
        ("127.0.0.0/8", "::1", False),
        ("127.0.0.0/8", "2002:7f00:1::", False),
        ("127.0.0.0/8", "64:ff9b::7f00:1", False),
        ("10.1.0.5/16", "10.1.9.9", True),
        ("10.1.0.0/16", "10.2.0.1", False),
        ("10.0.0.7", "10.0.0.7", True),
        ("[::1]", "::1", True),
        ("fd00::/8", "fd00::1", True),
        ("Desk.Internal.", "10.0.0.1", True),
        ("desk.internal", "127.0.0.1", True),
        ("desk.internal", "169.254.169.254", False),
        ("desk.internal", "0.0.0.0", False),
        ("other.internal", "10.0.0.1", False),
        ("internal", "10.0.0.1", False),
    ],
)
def test_the_owner_may_open_networks_and_names(entry: str, address: str, passes: bool) -> None:
    assert (outcome_of("desk.internal", answering(address), allowed=[entry]) is None) is passes


def test_a_name_that_is_not_known_may_be_known_later() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise gaierror(EAI_AGAIN, "try again")

    outcome = outcome_of("a.example", resolve)
    assert outcome is not None
    assert (outcome.verdict, outcome.reason) == (Verdict.PASSING, "The receiver's name could not be resolved.")


def test_a_resolver_that_hangs_is_waited_for_only_so_long() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        time.sleep(1)
        return [PUBLIC]

    begun = time.monotonic()
    outcome = outcome_of("a.example", resolve, seconds=0.05)
    assert outcome is not None
    assert (outcome.verdict, time.monotonic() - begun < 0.5) == (Verdict.PASSING, True)


def test_a_fault_of_the_resolver_comes_out_as_it_is() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        outcome_of("a.example", resolve)


def test_the_systems_resolver_knows_this_machine() -> None:
    assert "127.0.0.1" in resolved("localhost", 80)
