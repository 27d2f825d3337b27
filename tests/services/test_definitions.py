"""Laying definitions down, one by one and many at once."""

from __future__ import annotations

import pytest

from chalicelib.errors import Changed, NotFound
from chalicelib.services import definitions
from chalicelib.services.definitions import Wanted
from chalicelib.store import definitions as store

pytestmark = pytest.mark.usefixtures("cloud")


def declare(name: str, content: dict[str, object]) -> int:
    return definitions.declare(dialect="dialect", noun="form", name=name, content=content).number


def contents() -> dict[str, object]:
    return {each.name: each.content for each in definitions.every(dialect="dialect").get("form", ())}


def test_what_is_laid_down_anew_keeps_its_number_and_place() -> None:
    first, second = declare("b", {"v": 1}), declare("a", {"v": 1})
    assert declare("b", {"v": 2}) == first < second
    assert list(contents().items()) == [("b", {"v": 2}), ("a", {"v": 1})]


def test_what_does_not_differ_is_not_written() -> None:
    declare("a", {"v": 1})
    before = definitions.revision(dialect="dialect")
    declare("a", {"v": 1})
    definitions.change(dialect="dialect", noun="form", name="a", edit=dict)
    definitions.declare_all(dialect="dialect", wanted=[Wanted("form", "a", {"v": 1})], at_revision=before)
    assert definitions.revision(dialect="dialect") == before


def test_a_change_that_is_overtaken_is_worked_out_anew() -> None:
    declare("a", {"v": 1})
    seen: list[object] = []

    def edit(content: definitions.Content) -> definitions.Content:
        seen.append(content["v"])
        if len(seen) == 1:
            declare("a", {"v": 5})
        return {"v": content["v"] + 1}

    definitions.change(dialect="dialect", noun="form", name="a", edit=edit)
    assert seen == [1, 5]
    assert contents() == {"a": {"v": 6}}


def test_what_is_not_there_is_not_changed() -> None:
    with pytest.raises(NotFound):
        definitions.change(dialect="dialect", noun="form", name="a", edit=lambda content: content)


def test_many_are_laid_down_in_their_order_whatever_their_number() -> None:
    names = [f"{number:03d}" for number in reversed(range(store.TOGETHER + 1))]
    definitions.declare_all(
        dialect="dialect", wanted=[Wanted("form", name, {"v": name}) for name in names], at_revision=0
    )
    assert list(contents()) == names
    assert definitions.revision(dialect="dialect") == 2


def test_many_are_not_laid_down_in_view_of_what_is_no_more() -> None:
    declare("a", {"v": 1})
    with pytest.raises(Changed):
        definitions.declare_all(dialect="dialect", wanted=[Wanted("form", "b", {})], at_revision=0)
    assert contents() == {"a": {"v": 1}}


def test_everything_at_once_comes_with_its_revision() -> None:
    declare("a", {"v": 1})
    revision, found = definitions.at_once(dialect="dialect")
    assert (revision, [each.name for each in found["form"]]) == (1, ["a"])
