from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.agent import AgentAddress

odd = st.text(max_size=10) | st.lists(st.sampled_from(["?iaid=", "?iaid", "%", "=", "?", "a", "3D"]), max_size=6).map(
    "".join
)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (AgentAddress("monitoring"), "ia://monitoring"),
        (AgentAddress("monitoring", "agent-1"), "ia://monitoring?iaid=agent-1"),
        (AgentAddress("My%20service?x=1#é", "50% of it?"), "ia://My%20service?x=1#é?iaid=50% of it?"),
    ],
)
def test_an_address_names_service_and_agent_as_they_are(address: AgentAddress, text: str) -> None:
    assert address.text == text
    assert AgentAddress.parse(text) == address


@given(odd, odd.filter(bool) | st.none())
def test_whatever_names_consist_of_they_are_read_as_they_were_written(service: str, agent: str | None) -> None:
    address = AgentAddress(service, agent)
    assert AgentAddress.parse(address.text) == address


@given(odd, odd.filter(bool) | st.none(), odd, odd.filter(bool) | st.none())
def test_different_addresses_are_never_written_alike(one: str, agent: str | None, two: str, other: str | None) -> None:
    first, second = AgentAddress(one, agent), AgentAddress(two, other)
    assert (first.text == second.text) == (first == second)


@pytest.mark.parametrize("text", ["", "https://example.com", "IA://x", " ia://x"])
def test_what_is_no_address_of_an_agent_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        AgentAddress.parse(text)
