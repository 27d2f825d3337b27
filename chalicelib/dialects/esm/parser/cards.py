"""The bodies that create and change cards (specification, 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.errors import Invalid, Malformed


@dataclass(frozen=True, slots=True)
class CardBody:
    """What a body says: `data` by attribute code, the folder, the card. What is not known is ignored."""

    data: Mapping[str, Any]
    folder: str | None
    card: str | None


def card_body(content: Any) -> CardBody:
    """A body, or a row of an import. Raises Malformed, Invalid."""
    if not isinstance(content, dict):
        raise Malformed("Invalid JSON.")
    data, folder, card = (content.get(name) for name in ("data", "folderCode", "dataCardId"))
    if not isinstance(data, dict):
        raise Invalid(message="data is missing, or is no object.")
    if folder is not None and not isinstance(folder, str):
        raise Invalid(message="folderCode is no text.")
    if isinstance(card, bool) or not isinstance(card, (str, int, type(None))):
        raise Invalid(message="dataCardId is no number.")
    return CardBody(data, folder, str(card) if card not in (None, "") else None)
