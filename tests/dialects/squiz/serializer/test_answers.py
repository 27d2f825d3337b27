from __future__ import annotations

import pytest

from chalicelib.dialects.squiz.serializer import answers
from chalicelib.request import Request


@pytest.mark.parametrize(
    "prefix", ["/__management_api/v1", "/__management_api", "/__management-api/v1", "/__management-api"]
)
def test_what_was_made_is_where_its_maker_spells_it(prefix: str) -> None:
    event = {"headers": {"Host": "desk.example", "X-Forwarded-Proto": "https"}}
    response = answers.created(Request.from_event(event, prefix=prefix), "links/7", b"{}")
    assert response.status == 201
    assert response.headers["Location"] == f"https://desk.example{prefix.removesuffix('/v1')}/v1/links/7"


def test_parts_make_an_array() -> None:
    assert answers.array([]) == b"[]"
    assert answers.array([b"1", b"{}"]) == b"[1,{}]"
