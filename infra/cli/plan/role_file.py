"""Roles in a plan: `{"uuid": "…", "name": "Supervisor", "permissions": ["read", "send", "view.menu.Users"]}`."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain.role import ANY
from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said

PERMISSIONS: Final = ("read", "send", "view.menu.Users", "ability.act.EditProperty", "sites.edit", "agent", ANY)
"""What the dialect asks for. A role may hold abilities of other dialects beside them, which a plan leaves alone."""


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a role."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults)


def _permissions(content: Any, path: Where, faults: Faults) -> frozenset[str]:
    known = (
        documents.choice(each, PERMISSIONS, (*path, index), faults)
        for index, each in enumerate(values.entries(content, path, faults))
    )
    return frozenset(each for each in known if each)


_READERS: Final[dict[str, values.Reader]] = {"uuid": values.uuid, "name": values.name, "permissions": _permissions}
