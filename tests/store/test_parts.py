from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.errors import Unavailable
from chalicelib.store import dynamo, parts


def keep(text: str, pk: str = "J#1") -> str:
    called = parts.name(text)
    assert called
    for put in parts.puts(pk, called, text, expires=2_000_000_000):
        dynamo.put(put)
    return called


def test_a_text_that_fits_has_no_name() -> None:
    assert parts.name("x" * 8_192) is None
    assert parts.name("ä" * 4_096) is None
    assert parts.name("") is None


def test_a_text_is_called_by_its_content() -> None:
    assert parts.name("x" * 8_193) == parts.name("x" * 8_193) != parts.name("x" * 8_194)
    assert parts.name("ä" * 4_097) is not None


@pytest.mark.usefixtures("cloud")
@pytest.mark.parametrize("text", ["x" * 8_193, "😀" * 89_999, "😀" * 90_000, "😀" * 90_001, "äb" * 200_000])
def test_a_text_comes_back_whole_whatever_its_length(text: str) -> None:
    assert parts.read("J#1", keep(text)) == text


@pytest.mark.usefixtures("cloud")
def test_two_long_texts_of_a_job_stay_apart() -> None:
    one, two = keep("a" * 9_000), keep("b" * 200_000)
    assert parts.read("J#1", one) == "a" * 9_000
    assert parts.read("J#1", two) == "b" * 200_000


@pytest.mark.usefixtures("cloud")
def test_a_text_that_is_not_there_is_asked_for_again_the_next_time() -> None:
    called = parts.name("late" * 9_000)
    assert called
    with pytest.raises(Unavailable):
        parts.read("J#late", called)
    keep("late" * 9_000, "J#late")
    assert parts.read("J#late", called) == "late" * 9_000


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50), st.integers(1, 5_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_parts_put_together_are_the_text_and_each_fits_an_item(piece: str, times: int) -> None:
    text = piece * times
    puts = parts.puts("J#1", "name", text, expires=1)
    assert "".join(put.item["text"] for put in puts) == text
    assert all(len(put.item["text"].encode()) <= 360_000 for put in puts)
    assert [put.item["sk"] for put in puts] == sorted(put.item["sk"] for put in puts)
