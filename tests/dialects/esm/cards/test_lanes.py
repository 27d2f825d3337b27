from __future__ import annotations

from threading import Barrier, Lock
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.cards.lanes import marks_of, run
from chalicelib.dialects.esm.templates.content import kind_name, template
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from tests.dialects.esm.desk import EXAMPLE, data

KINDS = {str(each["code"]): kind_name(each) for each in (*BUILT_IN, EXAMPLE)} | {"company": "company"}


def template_of(code: str) -> Template:
    return template(next(each for each in (*BUILT_IN, EXAMPLE) if each["code"] == code), 1, KINDS)


@given(rows=st.lists(st.text("abc", max_size=2)), lanes=st.integers(1, 4))
def test_results_are_in_the_order_of_rows_and_tied_rows_in_theirs(rows: list[str], lanes: int) -> None:
    lock, begun = Lock(), []

    def work(position: int, row: str) -> tuple[int, str]:
        with lock:
            begun.append((position, row))
        return position, row

    results = run(rows, work, marks=set, lanes=lanes)
    assert results == list(enumerate(rows))
    for letter in "abc":
        tied = [position for position, row in begun if letter in row]
        assert tied == sorted(tied)


def test_rows_that_are_not_tied_do_not_wait_for_each_other() -> None:
    meeting = Barrier(3, timeout=10)
    assert len(run("abc", lambda position, row: meeting.wait(), marks=set, lanes=3)) == 3


def marks(code: str, row: Any) -> set[Any]:
    return set(marks_of(template_of(code))(row))


def test_rows_about_one_card_are_tied() -> None:
    assert marks("incident", {"dataCardId": 7, "data": {}}) == marks("incident", {"dataCardId": "7"}) == {("card", "7")}
    assert marks("incident", {"data": data(subject="a")}) == set()


def test_rows_with_one_unique_value_are_tied_whatever_its_case() -> None:
    assert marks("support_group", {"data": data(group_name="Desk ")}) == {("group_name", "desk")}
    assert marks("person", {"data": data(upn=["A", "b"], phone="1")}) == {("upn", "a"), ("upn", "b")}


def test_rows_of_a_template_that_points_at_itself_are_all_tied() -> None:
    assert marks("rest_example", None) == marks("rest_example", {"data": 7}) == {"rest_example"}
