from __future__ import annotations

import pytest

from chalicelib.dialects.matrix42.parser.query import Query
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.request import Request


def query(**values: str) -> Query:
    return Query(Request.from_event({"queryStringParameters": values}))


def test_names_go_in_any_case_and_the_first_value_counts() -> None:
    request = Request.from_event({"multiValueQueryStringParameters": {"PageSize": ["5", "6"], "pagesize": ["7"]}})
    assert Query(request).whole("pageSize") == 5


@pytest.mark.parametrize("name", ["/?where", "?where", "where"])
def test_a_separator_may_be_doubled(name: str) -> None:
    assert query(**{name: "x"}).text("where") == "x"


def test_what_is_empty_is_not_there() -> None:
    found = query(a="", b=" ")
    assert (found.text("a"), found.whole("a"), found.whole("b"), found.truth("a")) == (None, None, None, None)


@pytest.mark.parametrize("said", ["-1", "x", "1.5", "1e3", "0x10", "2147483648", "9" * 30, "٣", "1_0"])
def test_what_is_no_whole_number_is_refused(said: str) -> None:
    with pytest.raises(Refused, match=r"^The value of count is not a whole number from 0 to 2147483647\.$"):
        query(count=said).whole("count")


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("FALSE", False), ("1", True), ("0", False)])
def test_yes_and_no(said: str, meant: bool) -> None:
    assert query(full=said).truth("full") is meant
    with pytest.raises(Refused):
        query(full="yes").truth("full")
