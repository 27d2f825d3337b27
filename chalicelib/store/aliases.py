"""Foreign GUIDs: those that were not minted here, and that an item of its own leads from to the record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from chalicelib.domain.kind import Kind
from chalicelib.store import dynamo, keys


def numbers(guids: Iterable[UUID], kind: Kind, *, tag: int = 0) -> dict[UUID, int]:
    """The numbers of the records of a kind that foreign GUIDs name, one call for each hundred; others are left out.

    `tag`: of the fragment whose ids they are.
    """
    known = {keys.alias(str(guid)): guid for guid in guids}
    found = dynamo.batch_get(known)
    return {
        known[key]: item["number"] for key, item in found.items() if item["kind"] == kind.name and item["tag"] == tag
    }


def known(guids: Iterable[UUID]) -> set[UUID]:
    """Those of some foreign GUIDs that name a record, or a fragment of one, whatever its kind."""
    by_key = {keys.alias(str(guid)): guid for guid in guids}
    return {by_key[key] for key in dynamo.batch_get(by_key)}
