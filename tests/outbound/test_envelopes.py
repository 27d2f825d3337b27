from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.outbound import envelopes

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda deeper: st.lists(deeper) | st.dictionaries(st.text(), deeper),
)


def test_a_message_about_a_job_names_it() -> None:
    assert envelopes.job('{"job": "ticket.7.99"}') == "ticket.7.99"


def test_a_message_about_deliveries_names_job_and_keys() -> None:
    assert envelopes.deliveries('{"job": "ticket.7.99", "keys": ["1", "2"]}') == ("ticket.7.99", ["1", "2"])


@pytest.mark.parametrize("body", ["", "x", "[]", "null", '{"job": 7}', '{"job": ""}', '{"keys": ["1"]}', "[" * 100_000])
def test_a_message_that_says_nothing_sensible_is_noted_and_dropped(body: str, caplog: pytest.LogCaptureFixture) -> None:
    assert envelopes.job(body) is None
    assert envelopes.deliveries(body) is None
    assert "none of ours" in caplog.text
    assert not body or body not in caplog.text


@pytest.mark.parametrize("keys", [None, "1", [1], [None], {"1": 1}])
def test_keys_are_texts(keys: object) -> None:
    assert envelopes.deliveries(json.dumps({"job": "ticket.7.99", "keys": keys})) is None


@given(st.text() | ANY_JSON.map(json.dumps))
def test_no_message_breaks_a_function(body: str) -> None:
    envelopes.job(body)
    envelopes.deliveries(body)
