"""Roles as files: what `role save` reads, and `role show --json` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chalicelib.domain.role import ALL_VERBS, ANY, READ_ONLY, FieldRight, Role, Verb, Verbs
from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where

_MEMBERS: Final = {
    "name": True,
    "guid": False,
    "abilities": False,
    "kinds": False,
    "folders": False,
    "fields": False,
    "assets": False,
}
_VERBS: Final[Mapping[str, Verbs]] = {verb.value: frozenset({verb}) for verb in Verb}
_ASSET_VERBS: Final = {**_VERBS, "write": ALL_VERBS - READ_ONLY}
_RIGHTS: Final = tuple(right.value for right in FieldRight)
_NAME_LENGTH: Final = 255


def read(content: Any, path: Where, faults: Faults) -> Role | None:
    """The role that a file describes; None when it has faults."""
    before = len(faults)
    said = documents.members(content, _MEMBERS, path, faults)
    role = Role(
        name=_name(said.get("name", ""), (*path, "name"), faults) if "name" in said else "",
        guid=_guid(said["guid"], (*path, "guid"), faults) if said.get("guid") else "",
        abilities=frozenset(documents.texts(said.get("abilities", []), (*path, "abilities"), faults)),
        kinds=grants(said.get("kinds", {}), (*path, "kinds"), faults),
        folders=grants(said.get("folders", {}), (*path, "folders"), faults),
        fields=rights(said.get("fields", {}), (*path, "fields"), faults),
        assets=_assets(said.get("assets", {}), (*path, "assets"), faults),
    )
    return role if len(faults) == before else None


def write(role: Role) -> dict[str, Any]:
    """The file that describes a role."""
    return {
        "name": role.name,
        "guid": role.guid,
        "abilities": sorted(role.abilities),
        "kinds": _verbs(role.kinds),
        "folders": _verbs(role.folders),
        "fields": {
            kind: {name: right.value for name, right in sorted(rights.items())}
            for kind, rights in sorted(role.fields.items())
        },
        "assets": _verbs(role.assets),
    }


def _verbs(grants: Any) -> dict[str, list[str]]:
    return {name: [verb.value for verb in Verb if verb in verbs] for name, verbs in sorted(grants.items())}


def _name(content: Any, path: Where, faults: Faults) -> str:
    name = documents.text(content, path, faults)
    if len(name) > _NAME_LENGTH:
        faults.add(path, "too_long", f"holds at most {_NAME_LENGTH} characters.")
    return name


def _guid(content: Any, path: Where, faults: Faults) -> str:
    try:
        return str(UUID(content))
    except (ValueError, TypeError, AttributeError):
        faults.add(path, "format", "must be a GUID.")
        return ""


def grants(content: Any, path: Where, faults: Faults, words: Mapping[str, Verbs] = _VERBS) -> dict[str, Verbs]:
    """Verbs by the name of what they are about. `words`: which there are, and what they stand for."""
    granted: dict[str, Verbs] = {}
    for name, verbs, where in documents.table(content, path, faults):
        if not isinstance(verbs, list):
            faults.add(where, "type", f"must be a list of {', '.join(words)}.")
            continue
        known = [documents.choice(verb, tuple(words), (*where, index), faults) for index, verb in enumerate(verbs)]
        granted[name] = frozenset[Verb]().union(*(words[verb] for verb in known if verb is not None))
    return granted


def _assets(content: Any, path: Where, faults: Faults) -> dict[str, Verbs]:
    granted = grants(content, path, faults, _ASSET_VERBS)
    for name in granted:
        if name != ANY and not (name.isascii() and name.isdigit() and str(int(name)) == name):
            faults.add((*path, name), "format", f"must be the number of an asset, or {ANY} for all.")
    return granted


def rights(content: Any, path: Where, faults: Faults) -> dict[str, dict[str, FieldRight]]:
    """Rights by kind and field."""
    granted: dict[str, dict[str, FieldRight]] = {}
    for kind, fields, where in documents.table(content, path, faults):
        granted[kind] = {}
        for name, right, place in documents.table(fields, where, faults):
            known = documents.choice(right, _RIGHTS, place, faults)
            if known is not None:
                granted[kind][name] = FieldRight(known)
    return granted
