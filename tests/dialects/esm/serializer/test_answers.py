from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.serializer import answers
from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.errors import TooLarge
from tests.dialects.esm.shelf import make_card


def test_what_is_said_of_a_card_that_was_written_carries_its_tag() -> None:
    card = make_card("incident")
    answer = answers.said("Done.", card)
    assert (answer.status, answer.headers["ETag"]) == (200, f'"{card.version}"')
    assert [*json.loads(answer.content)] == ["code", "message", "timestamp"]
    assert "ETag" not in answers.said("Done.").headers


@pytest.mark.parametrize(
    ("status", "error"), [(400, "Bad Request"), (403, "Forbidden"), (404, "Not Found"), (409, "Conflict")]
)
def test_an_error_of_a_part_is_named_by_the_phrase_of_its_status(status: int, error: str) -> None:
    assert answers.error(Rejection("a", "string", "why", status)) == wire.UpdateError("a", "string", "why", error)


def test_no_answer_is_larger_than_a_gateway_carries() -> None:
    with pytest.raises(TooLarge):
        answers.said("x" * MAX_BYTES)


@given(st.text(max_size=30), st.integers(1, 20))
def test_a_text_is_cut_to_what_people_read(text: str, longest: int) -> None:
    cut = answers.short(text, longest)
    assert cut == text if len(text) <= longest else cut == text[:longest] + "…"
