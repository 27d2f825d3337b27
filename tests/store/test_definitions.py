"""Definitions in the store: long contents, readers and writers at once, crashes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.definition import Definition
from chalicelib.errors import Changed
from chalicelib.store import contents, definitions, dynamo, keys
from chalicelib.store.dynamo import Put
from chalicelib.store.walks import Query
from tests.unreliable import Crash, Unreliable


class Overtaken(Unreliable):
    """A store where something else happens before the second call."""

    def __init__(self, happen: Callable[[], None]) -> None:
        super().__init__()
        self._happen: Callable[[], None] | None = happen

    def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
        if len(self.calls) == 1 and self._happen:
            happen, self._happen = self._happen, None
            happen()
        return super().__call__(operation, request)


class Later:
    """A clock that is ahead by so many seconds."""

    seconds = 0.0

    def time(self) -> float:
        return time.time() + self.seconds


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    clock = Later()
    monkeypatch.setattr(contents, "time", clock)
    return clock


pytestmark = pytest.mark.usefixtures("cloud")

LONG = {"values": [f"value {number} {'ä' * 240}" for number in range(1_000)]}
OTHER = {"values": [f"another {number} {'ö' * 240}" for number in range(1_000)]}
KEY = ("dialect", "property", "one")
BESIDE = "D#dialect#property#one"


def fresh(content: object, name: str = "one", number: int = 1) -> Definition:
    return Definition("dialect", "property", name, number, content)  # type: ignore[arg-type]


def stored() -> Definition:
    found = definitions.get(*KEY)
    assert found is not None
    return found


def beside() -> list[str]:
    """What lies beside the definition, by the beginnings of its keys."""
    return [item["sk"].partition("#")[0] for item in dynamo.query(Query(BESIDE))]


def test_a_long_content_comes_back_as_it_was_and_leaves_nothing_when_it_goes() -> None:
    definitions.put("dialect", [fresh(LONG), fresh({"a": 1}, "two", 2)])
    assert [(each.name, each.content) for each in definitions.of_dialect("dialect")] == [
        ("one", LONG),
        ("two", {"a": 1}),
    ]
    assert beside() == ["part", "part", "part"]
    definitions.put("dialect", [replace(stored(), content={"values": []})])
    assert stored().content == {"values": []}
    assert beside() == []


def test_every_write_raises_the_revision_of_its_dialect_alone() -> None:
    definitions.put("dialect", [fresh({}), fresh({}, "two", 2)])
    definitions.put("dialect", [replace(stored(), content={"a": 1})])
    assert (definitions.revision("dialect"), definitions.revision("other")) == (2, 0)


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_write_in_view_of_another_revision_is_refused_as_a_whole(expected: int) -> None:
    for number in (1, 2):
        definitions.put("dialect", [fresh({}, str(number), number)], at_revision=number - 1)
    with pytest.raises(Changed):
        definitions.put("dialect", [fresh(LONG)], at_revision=expected)
    assert definitions.get(*KEY) is None
    assert beside() == []


def test_of_two_writers_who_read_the_same_one_is_refused() -> None:
    definitions.put("dialect", [fresh(LONG)])
    read = stored()
    definitions.put("dialect", [replace(read, content=OTHER)])
    for content in (LONG, {}):
        with pytest.raises(Changed):
            definitions.put("dialect", [replace(read, content=content)])
    assert stored().content == OTHER
    assert beside() == ["part", "part", "part"]
    with pytest.raises(Changed):
        definitions.put("dialect", [fresh({})])


def test_a_definition_of_a_former_release_can_be_written_once_by_who_has_read_it() -> None:
    dynamo.put(Put({"pk": keys.DEFINITIONS, "sk": "dialect#property#one", "number": 1, "content": '{"a":1}'}))
    read = stored()
    definitions.put("dialect", [replace(read, content={"a": 2})])
    with pytest.raises(Changed):
        definitions.put("dialect", [replace(read, content={"a": 3})])
    assert stored().content == {"a": 2}


def test_a_reader_who_is_overtaken_reads_what_is_there_by_then() -> None:
    definitions.put("dialect", [fresh(LONG)])
    read = stored()

    def overtake() -> None:
        definitions.put("dialect", [replace(read, content=OTHER)])

    with Overtaken(overtake):
        assert [each.content for each in definitions.of_dialect("dialect")] == [OTHER]


def test_a_crash_at_any_call_leaves_one_content_or_the_other_and_nothing_for_good(later: Later) -> None:
    definitions.put("dialect", [fresh(LONG)])
    for crash_at in range(1, 30):
        wanted = replace(stored(), content=LONG if stored().content == OTHER else OTHER)
        try:
            with Unreliable(crash_at=crash_at):
                definitions.put("dialect", [wanted])
        except Crash:
            assert stored().content in (LONG, OTHER)
        else:
            break
    assert crash_at > 10
    later.seconds = contents.FORGOTTEN + 10
    definitions.put("dialect", [replace(stored(), content={"values": [*OTHER["values"], "last"]})])
    assert beside() == ["part", "part", "part"]


def test_who_comes_back_when_all_was_given_up_writes_nothing(later: Later) -> None:
    place = contents.write(BESIDE, "stamp", "text")
    later.seconds = contents.FORGOTTEN + 10
    contents.sweep(BESIDE)
    with pytest.raises(Changed):
        dynamo.transact([contents.named(place, otherwise=Changed())])
    assert beside() == []
