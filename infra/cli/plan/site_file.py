"""Sites in a plan, in the words of the interface: `{"name": "Headquarters", "status": "ACTIVE"}`."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.dialects.xmatters.vocabulary.sites import KEYS
from chalicelib.errors import Faults
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Said


def read(content: Any, path: Where, faults: Faults) -> Said:
    """What is said of a site: `content` holds what the parser of the interface reads, null included."""
    said = values.members(content, _READERS, frozenset({"name"}), path, faults, emptied=frozenset(KEYS))
    own = {key: said.pop(key) for key in KEYS if key in said}
    return {"name": own.get("name") or "", "content": own, **said}


def _any(content: Any, path: Where, faults: Faults) -> Any:
    return content


_READERS: Final[dict[str, values.Reader]] = {"uuid": values.uuid, **dict.fromkeys(KEYS, _any), "name": values.name}
