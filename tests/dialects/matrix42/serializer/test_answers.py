from __future__ import annotations

from uuid import UUID

import pytest

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.serializer import answers


def test_values_are_json() -> None:
    answer = answers.shown({"a": [1, None]})
    assert (answer.status, answer.content) == (200, b'{"a":[1,null]}')
    assert answer.media_type == "application/json; charset=utf-8"


def test_an_id_is_a_bare_string() -> None:
    guid = UUID("D0F04F85-458F-40BD-AEB0-E97B08B933B5")
    assert answers.created(guid).content == b'"d0f04f85-458f-40bd-aeb0-e97b08b933b5"'


def test_nothing_is_nothing() -> None:
    answer = answers.empty()
    assert (answer.status, answer.content, answer.media_type) == (204, b"", "")


def test_an_answer_has_a_limit() -> None:
    assert len(answers.shown("x" * (MAX_BODY - 2)).content) == MAX_BODY
    with pytest.raises(Refused, match="4 MiB"):
        answers.shown("x" * (MAX_BODY - 1))
