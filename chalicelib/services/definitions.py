"""What administrators lay down for a dialect alone: templates, folders, forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, NamedTuple, TypeVar

from chalicelib.domain.definition import Definition
from chalicelib.errors import Changed, NotFound
from chalicelib.store import definitions as store
from chalicelib.store.guard import pause

_ATTEMPTS: Final = 12  # of a write that others keep overtaking
_READS: Final = 3  # of everything, while somebody is writing

Content = Mapping[str, Any]
Done = TypeVar("Done")


class Wanted(NamedTuple):
    """What is to be laid down."""

    noun: str
    name: str
    content: Content


def every(*, dialect: str) -> dict[str, list[Definition]]:
    """All definitions of a dialect by noun, in the order of their numbers, as they are now."""
    found: dict[str, list[Definition]] = {}
    for definition in sorted(store.of_dialect(dialect), key=lambda each: each.number):
        found.setdefault(definition.noun, []).append(definition)
    return found


def revision(*, dialect: str) -> int:
    """A number that rises with everything that is laid down for a dialect, as it is now: one small read."""
    return store.revision(dialect)


def at_once(*, dialect: str) -> tuple[int, dict[str, list[Definition]]]:
    """All definitions of a dialect as they were at one moment, and the revision of that moment.

    While somebody keeps writing, perhaps some are newer than the revision says: whoever compares it reads again then.
    """
    before = store.revision(dialect)
    for _ in range(_READS):
        found = every(dialect=dialect)
        after = store.revision(dialect)
        if after == before:
            return before, found
        before, stale = after, before
    return stale, found


def get(*, dialect: str, noun: str, name: str) -> Definition:
    """One definition, as it is now. Raises NotFound."""
    found = store.get(dialect, noun, name)
    if found is None:
        raise NotFound(f"There is no {noun} {name}.")
    return found


def declare(*, dialect: str, noun: str, name: str, content: Content) -> Definition:
    """Lay something down, or lay it down anew; it keeps its number. Nothing is written when nothing differs."""

    def write() -> Definition:
        former = store.get(dialect, noun, name)
        if former is not None and former.content == content:
            return former
        made = replace(former, content=content) if former else _new(dialect, noun, name, content)
        store.put(dialect, [made])
        return made

    return _persistently(write)


def declare_all(*, dialect: str, wanted: Iterable[Wanted], at_revision: int) -> None:
    """Lay down many things, or lay them down anew, in view of everything as it was at a revision.

    They are written in their order, as many in one moment as fit into it. Raises Changed when anything of the dialect was
    written since that revision; what was written before that stays. Nothing is written when nothing differs.
    """
    known = {(each.noun, each.name): each for each in store.of_dialect(dialect)}
    fresh: list[Definition] = []
    for noun, name, content in wanted:
        former = known.get((noun, name))
        if former is None:
            fresh.append(Definition(dialect, noun, name, 0, content))
        elif former.content != content:
            fresh.append(replace(former, content=content))
    unnumbered = sum(not each.number for each in fresh)
    numbers = iter(store.next_numbers(unnumbered) if unnumbered else ())
    ready = [each if each.number else replace(each, number=next(numbers)) for each in fresh]
    for step, start in enumerate(range(0, len(ready), store.TOGETHER)):
        store.put(dialect, ready[start : start + store.TOGETHER], at_revision=at_revision + step)


def change(*, dialect: str, noun: str, name: str, edit: Callable[[Content], Content]) -> None:
    """Lay something down as `edit` makes it of what is there, which may run several times. Raises NotFound."""

    def write() -> None:
        former = get(dialect=dialect, noun=noun, name=name)
        content = edit(former.content)
        if content != former.content:
            store.put(dialect, [replace(former, content=content)])

    _persistently(write)


def _new(dialect: str, noun: str, name: str, content: Content) -> Definition:
    return Definition(dialect, noun, name, store.next_numbers(1).start, content)


def _persistently(write: Callable[[], Done]) -> Done:
    """Do it again for as long as somebody else is faster, within reason."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return write()
        except Changed:
            if attempt == _ATTEMPTS:
                raise
            pause(min(attempt, 4))
    raise AssertionError("unreachable")
