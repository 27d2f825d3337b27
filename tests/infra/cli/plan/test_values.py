from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli.plan import values
from infra.cli.refusals import path

READ = values.several(lambda content, _, __: dict(content), "name")


def read(reader: values.Reader, content: Any) -> tuple[Any, list[str]]:
    """What is read, and what is wrong."""
    faults = Faults()
    return reader(content, (), faults), [f"{path(fault.path)}: {fault.message}" for fault in faults]


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        (values.name, ""),
        (values.name, "x" * 256),
        (values.name, "\u202e"),
        (values.text(3), "four"),
        (values.names, ["a", "a"]),
        (values.names, "a"),
        (values.uuid, "74fe76c8"),
        (values.uuid, "{4fe76c8-26e1-4740-9203-5486118affb}"),
        (values.uuid, 7),
        (values.truth, 1),
        (values.whole(0, 5), 6),
        (values.whole(0, 5), True),
        (values.whole(0, 5), 1.0),
        (values.choice("a", "b"), "c"),
    ],
)
def test_what_does_not_fit_is_noted_once(reader: Callable[..., Any], content: Any) -> None:
    assert len(read(reader, content)[1]) == 1


def test_uuids_are_in_lower_case() -> None:
    assert read(values.uuid, "74FE76C8-26E1-4740-9203-5486118AFFB8") == ("74fe76c8-26e1-4740-9203-5486118affb8", [])


def test_null_says_nothing_but_where_it_empties_and_where_something_is_required() -> None:
    faults = Faults()
    said = values.members(
        {"a": None, "b": None, "c": None},
        dict.fromkeys(("a", "b", "c", "d"), values.name),
        frozenset({"c"}),
        (),
        faults,
        emptied=frozenset({"b", "d"}),
    )
    assert said == {"b": None, "c": ""}
    assert [fault.path for fault in faults] == [("c",)]


def test_things_of_a_list_differ_in_name_and_uuid_whatever_the_letter_case() -> None:
    made, faults = read(READ, [{"name": "A", "uuid": "u"}, {"name": " a "}, {"name": "b", "uuid": "U"}, {}, {}])
    assert [each.path for each in made] == [(0,), (1,), (2,), (3,), (4,)]
    assert faults == ["[1].name:  a  stands in this list already.", "[2].uuid: U stands in this list already."]


@pytest.mark.parametrize(("said", "shown"), [("Wrong", "Wrong."), ("Wrong.", "Wrong.")])
def test_sentences_end_with_one_full_stop(said: str, shown: str) -> None:
    assert values.sentence(said) == shown
