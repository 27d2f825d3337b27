"""Groups in a plan: `{"name": "Operations", "active": true, "externalKey": null, "members": ["bsmith"]}`."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a group."""
    return values.members(content, _READERS, frozenset({"name"}), path, faults, emptied=frozenset({"externalKey"}))


_READERS: Final[dict[str, values.Reader]] = {
    "uuid": values.uuid,
    "name": values.name,
    "description": values.text(100_000, blank=True),
    "active": values.truth,
    "externalKey": values.name,
    "members": values.names,
}
