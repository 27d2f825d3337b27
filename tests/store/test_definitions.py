"""Definitions in the store: long contents, readers and writers at once, crashes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from chalicelib.domain.definition import Definition
from chalicelib.errors import Changed
from chalicelib.store import contents, definitions, dynamo, keys
from chalicelib.store.dynamo import Action, Put
from chalicelib.store.walks import Query

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


def test_a_reader_who_is_overtaken_reads_what_is_there_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    definitions.put("dialect", [fresh(LONG)])
    heads: list[Definition] = [stored()]
    read = contents.read

    def overtaken(places: Sequence[contents.Place]) -> object:
        wanted = list(places)
        if heads:
            definitions.put("dialect", [replace(heads.pop(), content=OTHER)])
        return read(wanted)

    monkeypatch.setattr(contents, "read", overtaken)
    assert [each.content for each in definitions.of_dialect("dialect")] == [OTHER]


class Crash(Exception):
    """The process ends here."""


def test_a_crash_before_the_head_switches_leaves_the_former_content(monkeypatch: pytest.MonkeyPatch) -> None:
    definitions.put("dialect", [fresh(LONG)])
    _crash_in(monkeypatch, "transact", OTHER)
    assert stored().content == LONG
    assert beside() == ["note", *["part"] * 6]
    _much_later(monkeypatch)
    definitions.put("dialect", [replace(stored(), content=OTHER)])
    assert beside() == ["part", "part", "part"]


def test_a_crash_after_the_head_has_switched_leaves_the_new_content(monkeypatch: pytest.MonkeyPatch) -> None:
    definitions.put("dialect", [fresh(LONG)])
    _crash_in(monkeypatch, "delete", OTHER)
    assert stored().content == OTHER
    assert beside() == ["note", *["part"] * 6]
    _much_later(monkeypatch)
    definitions.put("dialect", [replace(stored(), content=LONG)])
    assert beside() == ["part", "part", "part"]
    assert stored().content == LONG


def test_who_comes_back_when_all_was_given_up_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    definitions.put("dialect", [fresh(LONG)])
    transact = dynamo.transact

    def late(actions: Sequence[Action]) -> None:
        monkeypatch.setattr(dynamo, "transact", transact)
        _much_later(monkeypatch)
        contents.sweep(BESIDE)
        transact(actions)

    monkeypatch.setattr(dynamo, "transact", late)
    with pytest.raises(Changed):
        definitions.put("dialect", [replace(stored(), content=OTHER)])
    assert stored().content == LONG
    assert beside() == ["part", "part", "part"]


def _crash_in(monkeypatch: pytest.MonkeyPatch, call: str, content: object) -> None:
    def crash(*_: object) -> None:
        raise Crash

    wanted = replace(stored(), content=content)  # type: ignore[arg-type]
    with monkeypatch.context() as patch:
        patch.setattr(dynamo, call, crash)
        with pytest.raises(Crash):
            definitions.put("dialect", [wanted])


def _much_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time() + contents.FORGOTTEN + 10
    monkeypatch.setattr(contents, "time", type("Later", (), {"time": staticmethod(lambda: now)}))
