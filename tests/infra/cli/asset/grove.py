"""A tree of assets that grows as a test says, and lines of files that describe one."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.domain.asset import ROOT
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link, LinkType, Tie
from chalicelib.services.tree import linking, planting


class Grove:
    """The tree of the store. `root`: the number of its root folder."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.root = planting.create_root(values={"type": "root_folder", "name": "Root folder"}, caller=caller).number

    def plant(self, name: str = "", under: int = ROOT, **values: Any) -> Record:
        """A new asset; members of its link are `dependent`, `exclusive`, `link_type`."""
        said = {"type": values.pop("type", "page_standard"), "name": name or None}
        said["attributes"] = json.dumps({"name": name}) if name else None
        tie = tied(values)
        return planting.create(values={**said, **values}, parent=under, tie=tie, caller=self.caller)[0]

    def link(self, major: int, minor: int, **values: Any) -> Link:
        """A further link."""
        return linking.create(major=major, minor=minor, tie=tied(values), caller=self.caller)


def tied(values: dict[str, Any]) -> Tie:
    return Tie(
        is_dependent=values.pop("dependent", False),
        is_exclusive=values.pop("exclusive", False),
        type=LinkType(values.pop("link_type", "menu")),
    )


def asset(number: int, *links: dict[str, Any], **members: Any) -> dict[str, Any]:
    """An asset of a file; without links it is under the root, which itself is under nothing."""
    said = [] if number == ROOT else list(links) or [link(ROOT)]
    return {"id": str(number), "type": "folder", "links": said, **members}


def link(major: int, number: int | None = None, **members: Any) -> dict[str, Any]:
    """A link to an asset of a file."""
    return {"major_id": str(major), **({"link_id": str(number)} if number else {}), **members}


def lines(*assets: dict[str, Any] | str) -> str:
    """A file."""
    return "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in assets)
