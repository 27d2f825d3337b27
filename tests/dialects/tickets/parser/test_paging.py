from __future__ import annotations

import pytest

from chalicelib.dialects.tickets.parser import paging
from chalicelib.dialects.tickets.parser.paging import Paging
from chalicelib.errors import Malformed
from chalicelib.request import Query


def query(**values: str) -> Query:
    return Query({"queryStringParameters": values})


def test_without_parameters_a_list_is_bounded_all_the_same() -> None:
    assert paging.read(query(key="x")) == Paging(top=1_000, skip=0, after=None)


def test_names_are_read_whatever_their_case() -> None:
    assert paging.read(query(TOP="1", Skip="10000", aFTER="0")) == Paging(1, 10_000, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("top", "0"),
        ("top", "1001"),
        ("top", ""),
        ("top", "ten"),
        ("top", "1.0"),
        ("top", "+1"),
        ("top", "١"),
        ("skip", "-1"),
        ("skip", "10001"),
        ("after", "-1"),
        ("after", "2147483648"),
        ("after", "9" * 5000),
    ],
)
def test_bad_values_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(Malformed, match=f"'{name}'"):
        paging.read(query(**{name: value}))
