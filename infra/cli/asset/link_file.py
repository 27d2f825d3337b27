"""One of the links to an asset of a file, as the API shows links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.squiz.parser import json, ties, values
from chalicelib.dialects.squiz.vocabulary.words import TIE_BY_MEMBER
from chalicelib.domain.tree import Link, Tie
from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where

_MEMBERS: Final = {"link_id": False, "major_id": True, "minor_id": False, **dict.fromkeys(TIE_BY_MEMBER, False)}


@dataclass(frozen=True, slots=True)
class Above:
    """A link to an asset. `number`: None where it gets the next one. `path`: where it stands in its line."""

    number: int | None
    major: int
    tie: Tie
    path: Where

    @property
    def is_real(self) -> bool:
        """Whether it makes a parent."""
        return self.tie.type.is_real


def read(content: Any, minor: int | None, path: Where, faults: Faults) -> Above | None:
    """The link to `minor` that an object says; None when it has faults."""
    before = len(faults)
    said = documents.members(content, _MEMBERS, path, faults)
    number = _number(said, "link_id", "link", path, faults) if said.get("link_id") is not None else None
    major = _number(said, "major_id", "asset", path, faults) if "major_id" in said else 0
    if "minor_id" in said and values.number_of(said["minor_id"]) != minor:
        faults.add((*path, "minor_id"), "reference", "must be the id of this asset.")
    members = {name: json.member(name, said[name]) for name in TIE_BY_MEMBER if name in said}
    found = Faults()
    tie = ties.read(members, found, path)
    for fault in found:
        faults.add(fault.path, fault.code, f"{fault.message}.")
    return Above(number, major, Tie(**tie), path) if len(faults) == before else None


def write(link: Link) -> dict[str, Any]:
    """The object that describes a link to an asset."""
    said = {name: getattr(link.tie, field) for name, field in TIE_BY_MEMBER.items()}
    return {"link_id": str(link.number), "major_id": str(link.major), **said}


def _number(said: Mapping[str, Any], name: str, noun: str, path: Where, faults: Faults) -> int:
    number = values.number_of(said[name])
    if not number:
        faults.add((*path, name), "format", f"must be the number of {'an' if noun == 'asset' else 'a'} {noun}.")
    return number or 0
