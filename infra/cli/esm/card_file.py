"""Cards in a file, with their ids: in the form that the interface answers cards in.

{"dataCardId": "123", "templateCode": "company", "folderCode": "companies", "created": "2020-01-02T03:04:05Z",
 "data": {"company_name": {"values": [{"value": "Example Ltd"}]}}, "hidden": false}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.esm import values


@dataclass(frozen=True, slots=True)
class Row:
    """A card to be made. `data`: as in a request, by attribute."""

    number: int
    template: str
    folder: str
    data: Mapping[str, Any]
    created: datetime | None = None
    hidden: bool = False


def read(content: Any, path: Where, faults: Faults) -> Row | None:
    """The card that a file describes; None when it has faults."""
    before = len(faults)
    said = values.members(content, _READERS, _REQUIRED, path, faults)
    if said.get("deleted"):
        faults.add((*path, "deleted"), "choice", "must be false: what lies in the trash is not imported.")
    if len(faults) > before:
        return None
    return Row(
        number=said["dataCardId"],
        template=said["templateCode"],
        folder=said["folderCode"],
        data=said["data"],
        created=said.get("created"),
        hidden=said.get("hidden", False),
    )


def _number(content: Any, path: Where, faults: Faults) -> int:
    text = str(content) if isinstance(content, str | int) and not isinstance(content, bool) else ""
    if text.isascii() and text.isdecimal() and len(text) <= len(str(HIGHEST)) and 0 < int(text) <= HIGHEST:
        return int(text)
    faults.add(path, "format", f"must be an id from 1 to {HIGHEST}.")
    return 0


def _moment(content: Any, path: Where, faults: Faults) -> datetime | None:
    try:
        at = datetime.fromisoformat(content)
        if at.tzinfo is not None and 0 <= at.timestamp() <= clock.now().timestamp():
            return at.astimezone(UTC).replace(microsecond=0)
    except (TypeError, ValueError, OverflowError):
        pass
    faults.add(path, "format", "must be a moment since 1970, not to come, with its zone, like 2020-01-02T03:04:05Z.")
    return None


def _data(content: Any, path: Where, faults: Faults) -> Mapping[str, Any]:
    if isinstance(content, dict):
        return content
    faults.add(path, "type", "must be an object.")
    return {}


def _ignored(content: Any, path: Where, faults: Faults) -> None:
    """What answers hold beside, and what follows from the rest."""


_READERS: Final[dict[str, values.Reader]] = {
    "dataCardId": _number,
    "templateCode": documents.text,
    "folderCode": documents.text,
    "created": _moment,
    "data": _data,
    "hidden": values.truth,
    "deleted": values.truth,
    **dict.fromkeys(("name", "templateName", "templateId", "folderName", "url"), _ignored),
}
_REQUIRED: Final = frozenset({"dataCardId", "templateCode", "folderCode", "data"})
