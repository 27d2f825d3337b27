"""What a body says of a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.squiz.parser import body, ties, values
from chalicelib.dialects.squiz.parser.json import Inside, Members
from chalicelib.domain.tree import Tie
from chalicelib.errors import Faults
from chalicelib.request import Request

_FLAT: Final = Inside()
_STEPS: Final = 1


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that is to be made. `ends`: ids of the major and the minor as they were sent."""

    ends: tuple[str, str]
    tie: Tie

    @property
    def major(self) -> int:
        """The number of the major, 0 where the id can name nothing."""
        return values.number_of(self.ends[0]) or 0

    @property
    def minor(self) -> int:
        """The number of the minor, likewise."""
        return values.number_of(self.ends[1]) or 0


def creation(request: Request, faults: Faults) -> NewLink | None:
    """A new link, of which a body says everything; None where there are faults."""
    members = body.read(request, _FLAT, faults, steps=_STEPS)
    if members is None:
        return None
    major, minor = (_end(members, name, faults) for name in ("major_id", "minor_id"))
    said = ties.read(members, faults, required=True)
    return None if faults else NewLink((major, minor), Tie(**said))


def change(request: Request, faults: Faults) -> dict[str, Any]:
    """What shall be different, by the names of `domain.tree.Tie`."""
    members = body.read(request, _FLAT, faults, steps=_STEPS)
    return {} if members is None else ties.read(members, faults)


def _end(members: Members, name: str, faults: Faults) -> str:
    member = members.get(name)
    if member is None:
        faults.add(name, "required", values.REQUIRED)
    elif not isinstance(member.value, str):
        faults.add(name, "type", values.NO_TEXT)
    elif not member.value:
        faults.add(name, "format", "must not be empty")
    else:
        return member.value
    return ""
