"""What a link says, in a body."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.squiz.parser import values
from chalicelib.dialects.squiz.parser.json import Members
from chalicelib.dialects.squiz.parser.values import Check
from chalicelib.dialects.squiz.vocabulary.words import TIE_BY_MEMBER
from chalicelib.domain.tree import APPEND, MAX_SORT_ORDER, LinkType
from chalicelib.errors import Faults

MAX_VALUE: Final = 1_000
Path = tuple[str | int, ...]

_CHECKS: Final[Mapping[str, Check]] = {
    "value": values.text(most=MAX_VALUE),
    "sort_order": values.whole(least=APPEND, most=MAX_SORT_ORDER),
    "is_dependent": values.flag,
    "is_exclusive": values.flag,
    "link_type": values.choice([each.value for each in LinkType]),
}


def read(members: Members, faults: Faults, path: Path = (), *, required: bool = False) -> dict[str, Any]:
    """What a body says of a link, by the names of `domain.tree.Tie`. `required`: it must say all of it."""
    said: dict[str, Any] = {}
    for name, field in TIE_BY_MEMBER.items():
        member = members.get(name)
        if member is None:
            if required:
                faults.add((*path, name), "required", values.REQUIRED)
        elif wrong := _CHECKS[name](member.value):
            faults.add((*path, name), "format", wrong)
        else:
            said[field] = LinkType(member.value) if field == "type" else member.value
    return said
