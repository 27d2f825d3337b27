"""One asset for people: what it says, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.squiz import content, metadata
from chalicelib.dialects.squiz.parser import json
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Node
from infra.cli.asset.paths import Ways
from infra.cli.plain import words

_LONGEST: Final = 200
"""Characters of a value that are shown; `polydesk record show` shows all of them."""


def members(asset: Record, node: Node, ways: Ways) -> dict[str, Any]:
    """What is shown, line by line."""
    file = asset.get("file")
    paths = [ways.in_words(way) for way in ways.every] + (["…"] if ways.more else [])
    said = {
        str(asset.ref): asset.title,
        "in the trash since": asset.trashed_at,
        "type": asset.get("type"),
        "status": _since(asset.get("status"), asset.get("status_changed_at")),
        "published": asset.get("published_at"),
        "version": asset.get("version"),
        "created": _by(asset.created_at, asset.created_by),
        "updated": _by(asset.updated_at, asset.updated_by),
        "external id": asset.get("external_id"),
        "url": asset.get("url"),
        "file": f"{file.name}, {file.size:,} bytes" if file is not None else None,
        "stood under" if asset.trashed else "path": "\n".join(paths),
        "links to it": _counted(len(node.parents), node.references_up),
        "links from it": _counted(node.child_count, node.references_down),
        "schemas": ", ".join(str(each.schema) for each in metadata.assignments(asset)),
        "attributes": _shortened(asset, content.ATTRIBUTES),
        "metadata": _shortened(asset, content.METADATA),
        "contexts": ", ".join(json.value(asset.get("contexts"))) if asset.get("contexts") else None,
    }
    return {name: value for name, value in said.items() if value}


def document(node: Node, ways: Ways) -> Mapping[str, Any]:
    """Where it stands, for programs."""
    return {
        "paths": ways.every,
        "more_paths": ways.more,
        "links": {
            "up": len(node.parents),
            "down": node.child_count,
            "references_up": node.references_up,
            "references_down": node.references_down,
        },
    }


def _since(status: str, at: Any) -> str:
    return f"{status} since {words(at)}" if at else status


def _by(at: Any, person: Any) -> str:
    return words(at) + (f" by {person}" if person else "")


def _counted(real: int, references: int) -> str:
    return f"{real}, and {references} by reference" if references else str(real)


def _shortened(asset: Record, part: str) -> str:
    return "\n".join(f"{name}: {_short(each.raw)}" for name, each in content.kept(asset, part).items())


def _short(raw: str) -> str:
    return raw if len(raw) <= _LONGEST else f"{raw[:_LONGEST]}…"
