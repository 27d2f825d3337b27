"""GUIDs in paths, queries and bodies: 32 hexadecimal digits, with hyphens in their places, in braces or not."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import refusals

NIL: Final = UUID(int=0)
_GUID: Final = re.compile(r"\{?[0-9a-fA-F]{8}(-?)(?:[0-9a-fA-F]{4}\1){3}[0-9a-fA-F]{12}\}?")


def guid(said: Any, name: str) -> UUID:
    """A GUID, also the nil GUID, which nothing has; Refused (400) for anything else. `name`: of the place where it stood."""
    if not isinstance(said, str) or _GUID.fullmatch(said.strip()) is None:
        raise Refused(refusals.NO_GUID, name=name)
    return UUID(said.strip())


def optional(said: Any, name: str) -> UUID | None:
    """The same, but nothing, an empty text and the nil GUID mean that none was given."""
    if said is None or said == "":
        return None
    found = guid(said, name)
    return None if found == NIL else found
