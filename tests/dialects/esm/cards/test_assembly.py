from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.esm.cards.assembly import assemble
from chalicelib.dialects.esm.cards.draft import Mode, Wish
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.reference import Ref
from tests.dialects.esm.shelf import attribute_of, make_card


def wish(code: str, *values: Any, mode: Mode = Mode.REPLACE, template: str = "rest_example") -> Wish:
    return Wish(attribute_of(template, code), values, mode)


def change_of(record: Record | None, *wishes: Wish, shown: Any = None) -> Change:
    change, rejections = assemble(wishes, record, shown)
    assert rejections == []
    return change


def refusal(record: Record | None, *wishes: Wish) -> str:
    _, (rejected,) = assemble(wishes, record)
    return rejected.message


def test_wishes_become_one_change_without_what_is_so_already() -> None:
    card = make_card("rest_example", text="a", batch="b")
    change = change_of(card, wish("text", "a"), wish("batch"), wish("tags", "x", "y"), wish("link", File("n", "x:1")))
    assert change.values == {"batch": None, "tags": ("x", "y")}
    assert change.extras == {"esm": {"link": [{"name": "n", "location": "x:1"}]}}


def test_a_worklog_grows_whatever_the_mode_and_its_first_entry_is_the_newest() -> None:
    for mode in Mode:
        change = change_of(make_card("rest_example"), wish("log", "new", "old", mode=mode))
        assert change.notes == (Note("old"), Note("new"))
    assert change_of(make_card("rest_example"), wish("log")) == Change()


def test_references_are_added_once_and_a_single_value_is_added_only_where_there_is_none() -> None:
    one, two = Ref("rest_example", 1), Ref("rest_example", 2)
    card = make_card("rest_example", 9, text="a")
    card.fields["friends"] = (one,)
    assert change_of(card, wish("friends", two, one, mode=Mode.ADD)).values == {"friends": (one, two)}
    assert refusal(card, wish("text", "b", mode=Mode.ADD)) == "Text takes only one value, and has one."
    assert change_of(card, wish("text", mode=Mode.ADD)) == Change()
    assert change_of(card, wish("batch", "b", mode=Mode.ADD)).values == {"batch": "b"}


def test_of_a_list_that_is_replaced_what_the_caller_does_not_see_stays() -> None:
    seen, unseen, new = Ref("rest_example", 1), Ref("rest_example", 2), Ref("rest_example", 3)
    card = make_card("rest_example", 9)
    card.fields["friends"] = (seen, unseen)
    assert change_of(card, wish("friends", new), shown={seen}).values == {"friends": (new, unseen)}
    assert change_of(card, wish("friends"), shown={seen}).values == {"friends": (unseen,)}
    assert change_of(card, wish("friends", unseen), shown={seen}).values == {"friends": (unseen,)}
    assert change_of(card, wish("friends", new)).values == {"friends": (new,)}


def test_a_file_is_one_that_is_held_or_a_web_address() -> None:
    held = File("a.png", "k1", 3, "image/png")
    card = make_card("rest_example")
    card.fields["files"] = (held, File("b.png", "k2", 4, "image/png"))
    link = File("c", "https://c.test/c")
    change = change_of(card, wish("files", File("new.png", "k1"), link))
    assert change.values == {"files": (File("new.png", "k1", 3, "image/png"), link)}
    assert refusal(card, wish("files", File("x", "k9"))) == "Files holds nothing at k9, which is no web address."
    assert refusal(None, wish("one_file", File("x", "k1"))).startswith("One file holds nothing at k1")


@pytest.mark.parametrize("location", ["javascript:alert(1)", "ftp://x.test", "https://", "//x.test", "http:/x"])
def test_a_file_leads_nowhere_but_to_the_web(location: str) -> None:
    assert refusal(None, wish("files", File("x", location))).endswith("which is no web address.")


def test_what_is_required_is_not_taken_away() -> None:
    card = make_card("company", company_name="A")
    assert refusal(card, wish("company_name", template="company")) == "Company name is required."
