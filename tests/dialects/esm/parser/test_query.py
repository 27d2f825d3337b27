from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.parser.query import DEFAULT_LIMIT, MAX_LIMIT, flag, listed, selected
from chalicelib.dialects.esm.serializer.lists import Pile
from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Invalid
from chalicelib.request import Query, Request


def query(**said: str) -> Query:
    return Query({"queryStringParameters": said})


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        (None, DEFAULT_LIMIT),
        ("", DEFAULT_LIMIT),
        (" ", DEFAULT_LIMIT),
        ("1", 1),
        ("0", 1),
        ("-5", 1),
        ("+7", 7),
        (" 8 ", 8),
        ("200", MAX_LIMIT),
        ("201", MAX_LIMIT),
        ("9" * 900, MAX_LIMIT),
    ],
)
def test_a_limit_is_clamped(said: str | None, limit: int) -> None:
    assert listed(query(**({} if said is None else {"limit": said}))).limit == limit


@pytest.mark.parametrize(
    ("said", "below"),
    [
        (None, None),
        ("", None),
        ("0", None),
        ("1", 1),
        (str(HIGHEST), HIGHEST),
        (str(HIGHEST + 1), None),
        ("9" * 900, None),
    ],
)
def test_a_page_begins_below_an_id_or_at_the_top(said: str | None, below: int | None) -> None:
    assert listed(query(**({} if said is None else {"filterId": said}))).below == below


@pytest.mark.parametrize("name", ["limit", "filterId"])
@pytest.mark.parametrize("said", ["x", "1.5", "1e3", "0x1", "１", "--1", "1 2", "None"])
def test_what_is_no_integer_is_refused(name: str, said: str) -> None:
    with pytest.raises(Invalid, match=f"{name} must be an integer"):
        listed(query(**{name: said}))


def test_a_negative_id_is_refused() -> None:
    with pytest.raises(Invalid, match="negative"):
        listed(query(filterId="-1"))


@pytest.mark.parametrize(("said", "yes"), [("true", True), ("True", True), ("1", True), ("yes", False), ("", False)])
def test_a_flag_says_yes_in_two_words(said: str, yes: bool) -> None:
    assert flag(query(dataCards=said), "dataCards") is yes
    assert flag(query(), "dataCards") is False


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("", ()),
        (",, ,", ()),
        ("a", ("a",)),
        ("subject, request_service ,status", ("subject", "request_service", "status")),
        ("a,b,a", ("a", "b")),
    ],
)
def test_selected_attributes_stand_between_commas(said: str, codes: tuple[str, ...]) -> None:
    assert selected(query(selectedAttributes=said)) == codes
    assert listed(query(selectedAttributes=said)).full is bool(codes)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    said=st.fixed_dictionaries({}, optional={"filter": texts, "dataCards": texts, "selectedAttributes": texts}),
    others=st.dictionaries(st.sampled_from(["limit", "offset", "x"]), st.just("7")),
    last=st.integers(1, HIGHEST),
    streamed=st.booleans(),
)
def test_the_address_of_the_next_page_asks_for_the_same_below_the_last_id(
    said: dict[str, str], others: dict[str, str], last: int, streamed: bool
) -> None:
    request = Request.from_event(
        {
            "path": "/rest-api/itsm/v1/dc/x/data",
            "headers": {"Host": "desk.test"},
            "queryStringParameters": said | others,
        }
    )
    wanted = listed(request.query)
    pile = Pile()
    pile.add([wire.InfoElement(str(last), "x", "/dc/x/data/1")])
    answer: Any = msgspec.json.decode(
        pile.answer(request, wanted, more=True, limit=None if streamed else wanted.limit).content
    )
    address = urlsplit(answer["meta"]["links"]["next"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == "http://desk.test/rest-api/itsm/v1/dc/x/data"
    pairs = parse_qsl(address.query, keep_blank_values=True, strict_parsing=True)
    assert "+" not in address.query, "a blank that no client can mistake"
    assert dict(pairs) == said | {"filterId": str(last)} | ({} if streamed else {"limit": str(wanted.limit)})
    again = listed(Query({"multiValueQueryStringParameters": {name: [value] for name, value in pairs}}))
    assert (again.filter, again.full, again.selected, again.below) == (
        wanted.filter,
        wanted.full,
        wanted.selected,
        last,
    )
