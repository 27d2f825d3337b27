from __future__ import annotations

import json

import pytest

from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.dialects.tickets import wire
from chalicelib.dialects.tickets.parser.paging import Paging
from chalicelib.dialects.tickets.serializer import answers
from chalicelib.dialects.tickets.vocabulary.resources import SERVICES
from chalicelib.request import Request
from chalicelib.response import Response


def request(accept: str = "application/json") -> Request:
    return Request.from_event({"headers": {"Accept": accept, "Host": "desk.test"}}, prefix="/api")


def long_services(count: int, characters: str) -> list[wire.Entity]:
    return [wire.Service(number, "S", characters * 100_000) for number in range(1, count + 1)]


def ids(response: Response) -> list[int]:
    return [each["Id"] for each in json.loads(response.body)]


def test_a_created_entity_has_an_address() -> None:
    response = answers.created(request(), SERVICES, wire.Service(2, "E-mail", None))
    assert (response.status, response.headers["Location"]) == (201, "http://desk.test/api/Services/2")


def test_a_list_that_goes_on_says_where() -> None:
    response = answers.entities(request(), SERVICES, [wire.Service(2, "A", None)], more=True, paging=Paging(1, 3, 1))
    assert response.headers["Link"] == '<http://desk.test/api/Services?top=1&after=2>; rel="next"'


def test_a_list_that_ends_does_not() -> None:
    response = answers.entities(request(), SERVICES, [wire.Service(2, "A", None)], more=False, paging=Paging())
    assert "Link" not in response.headers


@pytest.mark.parametrize(("accept", "character", "fit"), [("application/json", "\x01", 6), ("application/xml", "&", 8)])
def test_a_list_ends_early_when_its_bytes_on_the_wire_are_too_many(accept: str, character: str, fit: int) -> None:
    shapes = long_services(20, character)
    response = answers.entities(request(accept), SERVICES, shapes, more=False, paging=Paging())
    assert len(response.content) <= MAX_BYTES
    assert response.headers["Link"].startswith(f"<http://desk.test/api/Services?top=1000&after={fit}>")


def test_nothing_is_lost_between_two_pages() -> None:
    shapes = long_services(60, "x")
    first = answers.entities(request(), SERVICES, shapes, more=False, paging=Paging())
    rest = answers.entities(request(), SERVICES, shapes[len(ids(first)) :], more=False, paging=Paging())
    assert ids(first) + ids(rest) == list(range(1, 61))


def test_one_entity_is_shown_however_long_it_is() -> None:
    shapes = [wire.Service(1, "x" * 5_000_000, None), wire.Service(2, "y", None)]
    assert ids(answers.entities(request(), SERVICES, shapes, more=False, paging=Paging())) == [1]
