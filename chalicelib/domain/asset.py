"""Assets: the nodes of the content tree. What an asset is lies in its record; what ties it to others are links (see `tree`)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.record import Record

STATUSES: Final = (
    "under_construction",
    "pending_approval",
    "approved_to_go_live",
    "live",
    "up_for_review",
    "safe_editing",
    "safe_edit_pending_approval",
    "safe_edit_approved",
    "archived",
)
"""The workflow, in its order."""
LIVE: Final = "live"
SCHEMA: Final = "metadata_schema"
"""The type of assets that say which metadata others have."""
SITE: Final = "site"
"""The type of assets that have an address of their own."""
ROOT: Final = 1
"""The number of the root folder: it has no parent, and is never thrown away."""
MAX_CONTENT: Final = 300_000
"""Bytes of attributes, metadata and layouts of one asset, all contexts together."""


def _title(asset: Record) -> str:
    return str(asset.get("name") or f"{asset.get('type')} {asset.number}")


def _settle(before: Record | None, after: Record, named: frozenset[str], at: datetime) -> None:
    """A new status has its moment, and the first publication has one for good."""
    if before is None or before.get("status") == after.get("status"):
        return
    after.fields["status_changed_at"] = at
    if after.get("status") == LIVE and after.get("published_at") is None:
        after.fields["published_at"] = at


def _json(name: str) -> Field:
    """A text that is JSON, as it was sent."""
    return Field(name, max_length=MAX_CONTENT)


def _person(name: str) -> Field:
    return Field(name, FieldType.REFERENCE, target=("person",))


ASSET: Final = Kind(
    name="asset",
    space="asset",
    title=_title,
    settle=_settle,
    stands_in_tree=True,
    fields=fields_by_name(
        Field("type", required=True, max_length=100),
        Field("name", max_length=255),  # what people call it; follows from the attributes
        Field("status", FieldType.CHOICE, choices=STATUSES, required=True, default=STATUSES[0]),
        Field("version", required=True, default="0.0.1", max_length=30),
        _json("attributes"),  # an object
        _json("metadata"),  # an object: values by field
        _json("contexts"),  # an object: by number of a context `attributes` and `metadata`, which lie over those above
        _json("schemas"),  # an array of assignments
        _json("paint_layouts"),  # an object
        _json("web_paths"),  # an array
        Field("external_id", max_length=255),
        Field("url", max_length=2_000),  # of a site, without scheme
        Field("status_changed_at", FieldType.DATE_TIME),
        _person("status_changed_by"),
        Field("published_at", FieldType.DATE_TIME),
        _person("published_by"),
        Field("file", FieldType.FILE),
        Field("file_secret", max_length=64),  # who knows it may read the file
    ),
)
