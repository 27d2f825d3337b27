"""Single values of a file: each is read with its path, and what is wrong with it is noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where

Reader = Callable[[Any, Where, Faults], Any]

CODE: Final = re.compile(r"[A-Za-z0-9_-]+")
MAX_CODE: Final = 100  # characters: it is the name of a kind or of a field as well
MAX_NAME: Final = 255


def code(content: Any, path: Where, faults: Faults) -> str:
    """What a template, a folder or an attribute is called by programs."""
    said = documents.text(content, path, faults)
    if said and CODE.fullmatch(said) is None:
        faults.add(path, "format", "must consist of letters, digits, _ and -.")
    elif len(said) > MAX_CODE:
        faults.add(path, "too_long", f"holds at most {MAX_CODE} characters.")
    return said


def name(content: Any, path: Where, faults: Faults) -> str:
    """What people call something."""
    said = documents.text(content, path, faults)
    if len(said) > MAX_NAME:
        faults.add(path, "too_long", f"holds at most {MAX_NAME} characters.")
    return said


def codes(content: Any, path: Where, faults: Faults) -> list[str]:
    """A list of codes, each once."""
    said = documents.texts(content, path, faults)
    for index, each in enumerate(said):
        if each and each in said[:index]:
            faults.add((*path, index), "unique", f"names {each} again.")
    return list(said)


def truth(content: Any, path: Where, faults: Faults) -> bool:
    """True or false."""
    if not isinstance(content, bool):
        faults.add(path, "type", "must be true or false.")
    return bool(content)


def members(
    content: Any, readers: Mapping[str, Reader], required: frozenset[str], path: Where, faults: Faults
) -> dict[str, Any]:
    """The members of an object that say something, in the order of `readers`; null says nothing."""
    said = documents.members(content, {name: name in required for name in readers}, path, faults)
    return {
        name: read(said[name], (*path, name), faults)
        for name, read in readers.items()
        if name in said and (said[name] is not None or name in required)
    }
