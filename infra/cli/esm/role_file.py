"""Roles in a file, in the words of this dialect: modules, templates, folders, attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.esm.admission import MODULE
from chalicelib.domain.role import ANY, Role
from chalicelib.errors import Faults
from infra.cli import documents, role_file
from infra.cli.documents import Where
from infra.cli.esm import values

_MODULES: Final = (MODULE, ANY)


def read(content: Any, path: Where, faults: Faults) -> dict[str, Any]:
    """What is said of a role, as far as it can be read."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults)


def applied(said: Mapping[str, Any], former: Role | None) -> Role:
    """The role that a file makes of the one there is: what it does not name stays, and so do rights that are no module."""
    role = former or Role(said["name"])
    others = role.abilities - {*_MODULES}
    return replace(
        role,
        abilities=others | frozenset(said["modules"]) if "modules" in said else role.abilities,
        kinds=said.get("templates", role.kinds),
        folders=said.get("folders", role.folders),
        fields=said.get("attributes", role.fields),
    )


def _modules(content: Any, path: Where, faults: Faults) -> tuple[str, ...]:
    if not isinstance(content, list):
        faults.add(path, "type", "must be a list of modules.")
        return ()
    known = (documents.choice(each, _MODULES, (*path, index), faults) for index, each in enumerate(content))
    return tuple(each for each in known if each is not None)


_READERS: Final[dict[str, values.Reader]] = {
    "name": values.name,
    "modules": _modules,
    "templates": role_file.grants,
    "folders": role_file.grants,
    "attributes": role_file.rights,
}
