"""Single values of a file: each is read with its path, and what is wrong with it is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where

Said = dict[str, Any]
"""What a file says of one thing, by the names in the file; what it does not mention is not there."""

Reader = Callable[[Any, Where, Faults], Any]
LONGEST: Final = 255  # characters of a name
_UUID: Final = 36  # characters


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing of a file, and where it stands."""

    said: Said
    path: Where


def members(
    content: Any,
    readers: Mapping[str, Reader],
    required: frozenset[str],
    path: Where,
    faults: Faults,
    *,
    emptied: frozenset[str] = frozenset(),
) -> Said:
    """The members of an object that say something. Null says nothing, but for the members that it empties."""
    said = documents.members(content, {name: name in required for name in readers}, path, faults)
    return {
        name: None if said[name] is None and name in emptied else read(said[name], (*path, name), faults)
        for name, read in readers.items()
        if name in said and (said[name] is not None or name in emptied | required)
    }


def several(read: Reader, member: str, *, folds_case: bool = True) -> Reader:
    """A reader of a list of things that differ in a member, and in their UUIDs."""

    def read_all(content: Any, path: Where, faults: Faults) -> tuple[Placed, ...]:
        met: dict[str, set[str]] = {member: set(), "uuid": set()}
        made: list[Placed] = []
        for index, each in enumerate(entries(content, path, faults)):
            said: Said = read(each, (*path, index), faults)
            for name, known in met.items():
                value = said.get(name) or ""
                key = value.strip().casefold() if folds_case else value
                if key and key in known:
                    faults.add((*path, index, name), "unique", f"{value} stands in this list already.")
                known.add(key)
            made.append(Placed(said, (*path, index)))
        return tuple(made)

    return read_all


def entries(content: Any, path: Where, faults: Faults) -> list[Any]:
    """The entries of a list."""
    if isinstance(content, list):
        return content
    faults.add(path, "type", "must be a list.")
    return []


def name(content: Any, path: Where, faults: Faults) -> str:
    """What something is called."""
    return text(LONGEST)(content, path, faults)  # type: ignore[no-any-return]  # as the reader says


def text(most: int, *, blank: bool = False) -> Reader:
    """A reader of texts of at most so many characters; `blank`: empty ones, too."""

    def read(content: Any, path: Where, faults: Faults) -> str:
        said = "" if blank and content == "" else documents.text(content, path, faults)
        if len(said) > most:
            faults.add(path, "too_long", f"holds at most {most} characters.")
        return said

    return read


def names(content: Any, path: Where, faults: Faults) -> tuple[str, ...]:
    """A list of names, each once."""
    said = tuple(name(each, (*path, index), faults) for index, each in enumerate(entries(content, path, faults)))
    for index, each in enumerate(said):
        if each and each in said[:index]:
            faults.add((*path, index), "unique", f"names {each} again.")
    return said


def uuid(content: Any, path: Where, faults: Faults) -> str:
    """A UUID, in lower case."""
    try:
        if isinstance(content, str) and len(content) == _UUID:
            return str(UUID(content))
    except ValueError:
        pass
    faults.add(path, "format", "must be a UUID.")
    return ""


def truth(content: Any, path: Where, faults: Faults) -> bool:
    """True or false."""
    if not isinstance(content, bool):
        faults.add(path, "type", "must be true or false.")
    return content is True


def whole(low: int, high: int) -> Reader:
    """A reader of whole numbers between two, both included."""

    def read(content: Any, path: Where, faults: Faults) -> int:
        if isinstance(content, int) and not isinstance(content, bool) and low <= content <= high:
            return content
        faults.add(path, "range", f"must be a whole number from {low} to {high}.")
        return low

    return read


def choice(*choices: str) -> Reader:
    """A reader of one of some words."""
    return lambda content, path, faults: documents.choice(content, choices, path, faults)


def sentence(message: str) -> str:
    """What the interface says of a value, as this command line says things: with a full stop."""
    return message if message.endswith(".") else f"{message}."
