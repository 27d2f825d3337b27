"""Files that commands take: JSON, from a path or from standard input (`-`), every fault of it at once, with its path."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from chalicelib.errors import Faults
from infra.cli.refusals import Refusal, faulty, printable

Made = TypeVar("Made")
Where = tuple[str | int, ...]

STANDARD_INPUT: Final = "-"
LARGEST: Final = 8 << 20  # bytes of a file


def load(source: str, read: Callable[[Any, Where, Faults], Made | None]) -> list[Made]:
    """What a file holds: one thing, or a list of them, each read by `read`. Raises `Refusal` with every fault."""
    content = _content(source)
    faults = Faults()
    made = [read(each, path, faults) for each, path in _entries(content)]
    if faults:
        raise faulty(faults, f"{_name(source)} is not taken, and nothing was changed.")
    if not made:
        raise Refusal(f"{_name(source)} holds nothing.")
    return [each for each in made if each is not None]


def members(content: Any, known: Mapping[str, bool], path: Where, faults: Faults) -> Mapping[str, Any]:
    """An object with no other members than `known`, which says of each whether it is required."""
    if not isinstance(content, dict):
        faults.add(path, "type", "must be an object.")
        return {}
    for name in content.keys() - known.keys():
        faults.add((*path, name), "unknown", f"is not known; there are {', '.join(known)}.")
    for name, required in known.items():
        if required and name not in content:
            faults.add((*path, name), "required", "is missing.")
    return content


def text(content: Any, path: Where, faults: Faults) -> str:
    """A text that can be kept and shown."""
    if not isinstance(content, str):
        faults.add(path, "type", "must be a text.")
    elif not content.strip():
        faults.add(path, "required", "must not be empty.")
    elif content != printable(content):
        faults.add(path, "format", "holds characters that can't be shown.")
    else:
        return content
    return ""


def texts(content: Any, path: Where, faults: Faults) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(content, list):
        faults.add(path, "type", "must be a list of texts.")
        return ()
    return tuple(text(each, (*path, index), faults) for index, each in enumerate(content))


def choice(content: Any, choices: tuple[str, ...], path: Where, faults: Faults) -> str | None:
    """One of a few words; None when it is not."""
    if isinstance(content, str) and content in choices:
        return content
    faults.add(path, "choice", f"must be one of {', '.join(choices)}.")
    return None


def table(content: Any, path: Where, faults: Faults) -> Iterator[tuple[str, Any, Where]]:
    """The members of an object whose names are data: each with its path."""
    if not isinstance(content, dict):
        faults.add(path, "type", "must be an object.")
        return
    for name, each in content.items():
        text(name, (*path, name), faults)
        yield name, each, (*path, name)


def _entries(content: Any) -> Iterator[tuple[Any, Where]]:
    if isinstance(content, list):
        yield from ((each, (index,)) for index, each in enumerate(content))
    else:
        yield content, ()


def _content(source: str) -> Any:
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if source == STANDARD_INPUT else _bytes(Path(source))
    except OSError as error:
        raise Refusal(f"{_name(source)} can't be read: {(error.strerror or str(error)).lower()}.") from None
    if len(raw) > LARGEST:
        raise Refusal(f"{_name(source)} holds more than {LARGEST >> 20} MiB.")
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_without_repetition)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refusal(f"{_name(source)} is no JSON: {error.msg} ({where}).") from None
    except UnicodeDecodeError:
        raise Refusal(f"{_name(source)} is not in UTF-8.") from None
    except RecursionError:
        raise Refusal(f"{_name(source)} is nested too deeply.") from None
    except ValueError as error:
        raise Refusal(f"{_name(source)} is not taken: {error}.") from None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A member that stands twice is a mistake that nobody would notice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the member {next(n for n in names if names.count(n) > 1)} stands twice")
    return made


def _name(source: str) -> str:
    return "Standard input" if source == STANDARD_INPUT else source
