"""The words of links and of metadata."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

TIE_BY_MEMBER: Final = {
    "value": "value",
    "sort_order": "sort_order",
    "is_dependent": "is_dependent",
    "is_exclusive": "is_exclusive",
    "link_type": "type",
}
"""What a link says: members of the wire, and of `domain.tree.Tie`; in the order of the wire."""

TEXT: Final = "text"
SELECT: Final = "select"
FIELD_KINDS: Final = (TEXT, SELECT)
FIELD_TYPE: Final = "metadata_field_{}"
"""How a value of a field of some kind says its type."""

WYSIWYG: Final = "content_type_wysiwyg"
TIDY: Final = {"htmltidy_status": "wait", "htmltidy_errors": "No error found"}
"""What an asset of that type shows unless a client has said otherwise."""

FILE_CONTENT: Final = "file_content"
FILE_NAME: Final = "file_name"
FILE_SIZE: Final = "file_size"
NAME: Final = "name"
LAYOUTS: Final[Mapping[str, Any]] = {
    "asset_level": None,
    "asset_level_override": None,
    "url_based": {},
    "user_defined": {},
}
"""The paint layouts of an asset that has none."""
DENY: Final = "deny"
"""In place of true: what a schema that is assigned, but not granted, says of that."""

ASSET_CREATED: Final = "asset.created"
ASSET_UPDATED: Final = "asset.updated"
ASSET_TRASHED: Final = "asset.trashed"
LINK_CREATED: Final = "link.created"
LINK_UPDATED: Final = "link.updated"
LINK_REMOVED: Final = "link.removed"
