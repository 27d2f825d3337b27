"""Values as JSON, both ways."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql.table import AttributeType as Of
from chalicelib.dialects.matrix42.schema.json import Misshapen, TooLong, from_json, read_stamp, stamp, to_json

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
BEGIN = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 30, tzinfo=UTC)
MOMENTS = st.integers(0, (LAST - BEGIN) // timedelta(milliseconds=1)).map(lambda ms: BEGIN + timedelta(milliseconds=ms))
VALUES = st.one_of(
    st.tuples(st.sampled_from([Of.STRING, Of.TEXT]), TEXTS),
    st.tuples(st.just(Of.GUID), st.uuids()),
    st.tuples(st.just(Of.INT), st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(Of.LONG), st.integers(-(2**63), 2**63 - 1)),
    st.tuples(
        st.sampled_from([Of.FLOAT, Of.DECIMAL]),
        st.floats(-1e30, 1e30).filter(lambda number: number == 0 or abs(number) > 1e-100),
    ),
    st.tuples(st.just(Of.DATE), MOMENTS),
    st.tuples(st.just(Of.BOOL), st.booleans()),
    st.tuples(st.just(Of.VERSION), st.integers(0, 2**63 - 1)),
    st.tuples(st.just(Of.BINARY), st.binary(max_size=60).map(lambda raw: b64encode(raw).decode())),
    st.tuples(st.sampled_from(list(Of)), st.none()),
)


@given(VALUES)
def test_what_an_answer_shows_is_taken_back_as_the_same(typed: tuple[Of, Any]) -> None:
    of, value = typed
    wire = json.loads(json.dumps(to_json(of, value)))
    assert from_json(of, wire) == value


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.none()), st.builds(dict)))
def test_whatever_is_sent_is_a_value_or_refused(said: Any) -> None:
    for of in Of:
        try:
            from_json(of, said, length=5)
        except (Misshapen, TooLong):
            continue


@pytest.mark.parametrize(
    ("of", "value", "shown"),
    [
        (Of.DATE, datetime(2026, 8, 31, 11, 49, 52, 610_000, UTC), "2026-08-31T11:49:52.61Z"),
        (Of.DATE, datetime(2026, 8, 31, 13, 49, 52, tzinfo=timezone(timedelta(hours=2))), "2026-08-31T11:49:52Z"),
        (Of.DATE, datetime(2026, 8, 31, 11, 49, 52, 999, UTC), "2026-08-31T11:49:52Z"),
        (Of.GUID, UUID("ABCDEF01-0000-4000-8000-0000000000FF"), "abcdef01-0000-4000-8000-0000000000ff"),
        (Of.VERSION, 9_284_979, "AAAAAACNrXM="),
        (Of.INT, 5.0, 5),
        (Of.DECIMAL, 2.5, 2.5),
        (Of.BOOL, True, True),
        (Of.STRING, None, None),
    ],
)
def test_values_are_shown_as_documented(of: Of, value: Any, shown: Any) -> None:
    assert to_json(of, value) == shown
    assert type(to_json(of, value)) is type(shown)


@pytest.mark.parametrize(
    ("of", "said", "value"),
    [
        (Of.BOOL, 0, False),
        (Of.BOOL, 1, True),
        (Of.BOOL, "True", True),
        (Of.DATE, "2026-08-31", datetime(2026, 8, 31, tzinfo=UTC)),
        (Of.DATE, "2026-08-31T11:49:52", datetime(2026, 8, 31, 11, 49, 52, tzinfo=UTC)),
        (Of.DATE, "2026-08-31T11:49:52.6+02:00", datetime(2026, 8, 31, 9, 49, 52, 600_000, UTC)),
        (Of.DATE, "9999-12-31T23:59:59.997Z", None),
        (Of.GUID, "", None),
        (Of.GUID, "00000000-0000-0000-0000-000000000000", None),
        (Of.GUID, "{ABCDEF01-0000-4000-8000-0000000000FF}", UUID("abcdef01-0000-4000-8000-0000000000ff")),
        (Of.INT, "42", 42),
        (Of.INT, 42.0, 42),
        (Of.DECIMAL, "2.5", 2.5),
        (Of.BINARY, "AQI=", "AQI="),
    ],
)
def test_values_are_taken_in_several_spellings(of: Of, said: Any, value: Any) -> None:
    assert from_json(of, said) == value


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (Of.STRING, 5),
        (Of.STRING, "\ud800"),
        (Of.TEXT, ["a"]),
        (Of.GUID, "nonsense"),
        (Of.GUID, 5),
        (Of.INT, 2.5),
        (Of.INT, 2**31),
        (Of.INT, True),
        (Of.INT, "x"),
        (Of.INT, ""),
        (Of.LONG, 2**63),
        (Of.DECIMAL, float("nan")),
        (Of.DECIMAL, "Infinity"),
        (Of.DATE, "yesterday"),
        (Of.DATE, ""),
        (Of.DATE, 5),
        (Of.BOOL, 2),
        (Of.BOOL, "yes"),
        (Of.BOOL, 0.5),
        (Of.BINARY, "a"),
        (Of.BINARY, 5),
        (Of.VERSION, "AQI="),
    ],
)
def test_what_is_no_value_of_a_type_is_misshapen(of: Of, said: Any) -> None:
    with pytest.raises(Misshapen):
        from_json(of, said)


def test_texts_and_bytes_have_limits() -> None:
    assert from_json(Of.STRING, "x" * 5, length=5) == "xxxxx"
    for of, said, length, limit in (
        (Of.STRING, "x" * 6, 5, 5),
        (Of.TEXT, "x" * 100_001, None, 100_000),
        (Of.BINARY, b64encode(bytes(65_537)).decode(), None, 65_536),
    ):
        with pytest.raises(TooLong) as caught:
            from_json(of, said, length=length)
        assert caught.value.limit == limit


def test_a_stamp_is_a_number_of_eight_bytes() -> None:
    assert (stamp(9_284_979), read_stamp("AAAAAACNrXM=")) == ("AAAAAACNrXM=", 9_284_979)
