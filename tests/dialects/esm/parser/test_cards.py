from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.parser.cards import CardBody, card_body
from chalicelib.errors import Invalid, Malformed, PolydeskError


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ({"data": {}}, CardBody({}, None, None)),
        ({"data": {"a": 1}, "folderCode": "f", "dataCardId": "7", "x": 1}, CardBody({"a": 1}, "f", "7")),
        ({"data": {}, "dataCardId": 7}, CardBody({}, None, "7")),
        ({"data": {}, "dataCardId": 0}, CardBody({}, None, "0")),
        ({"data": {}, "dataCardId": "", "folderCode": None}, CardBody({}, None, None)),
    ],
)
def test_a_body_says_data_folder_and_card(content: Any, body: CardBody) -> None:
    assert card_body(content) == body


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({}, "data is missing, or is no object."),
        ({"data": []}, "data is missing, or is no object."),
        ({"data": {}, "folderCode": 5}, "folderCode is no text."),
        ({"data": {}, "dataCardId": True}, "dataCardId is no number."),
        ({"data": {}, "dataCardId": 7.0}, "dataCardId is no number."),
        ({"data": {}, "dataCardId": ["7"]}, "dataCardId is no number."),
    ],
)
def test_what_does_not_fit_is_named(content: Any, why: str) -> None:
    with pytest.raises(Invalid) as caught:
        card_body(content)
    assert caught.value.message == why


@pytest.mark.parametrize("content", [None, [], "x", 5, True])
def test_a_row_that_is_no_object_is_no_json_of_a_card(content: Any) -> None:
    with pytest.raises(Malformed):
        card_body(content)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3), lambda each: st.lists(each, max_size=2)
)


@given(
    st.fixed_dictionaries({}, optional={"data": anything | st.just({}), "folderCode": anything, "dataCardId": anything})
)
def test_whatever_stands_in_a_body_it_is_read_or_refused(content: dict[str, Any]) -> None:
    try:
        body = card_body(content)
    except PolydeskError:
        return
    assert isinstance(body.data, dict)
    assert body.card is None or isinstance(body.card, str)
