"""The shapes of bodies, for the OpenAPI document; links and errors are written from them, too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.domain.asset import STATUSES
from chalicelib.domain.tree import MAX_SORT_ORDER

Id = Annotated[str, Meta(pattern="^[1-9][0-9]*$", description="A number, as a text.", examples=["1821"])]
TypeCode = Annotated[
    str,
    Meta(pattern="^[A-Za-z0-9_]{1,100}$", description="Any type code; none is checked.", examples=["page_standard"]),
]
LinkType = Literal["menu", "hidden", "invisible", "reference"]
Name = Annotated[str, Meta(max_length=1000, description="The name of the link.")]
SortOrder = Annotated[int, Meta(ge=-1, le=MAX_SORT_ORDER, description="-1 puts it behind its siblings.")]
ExternalId = Annotated[str, Meta(max_length=255)]
Status = Literal[STATUSES]  # type: ignore[valid-type]  # a tuple stands for its entries


class Stamp(Struct):
    """When something was done, and by whom."""

    date_time_unix: Annotated[int, Meta(description="Seconds since 1970.")]
    user_id: Annotated[Id | None, Meta(description="Null where no user did it.")]


class SchemaAssignment(Struct):
    """A metadata schema that applies to an asset."""

    id: Id
    granted: Annotated[Literal["deny"] | bool, Meta(description="true or `deny`.")] = True
    cascades: bool = True


class MetadataValue(Struct):
    """A value of a metadata field. `type` is ignored in requests."""

    value: str | list[str] | None
    type: Annotated[str, Meta(examples=["metadata_field_text"])] | UnsetType = UNSET


class PaintLayouts(Struct):
    """Paint layouts."""

    asset_level: Any = None
    asset_level_override: Any = None
    url_based: Any = {}
    user_defined: Any = {}


class Url(Struct):
    """Where a file, or a site, is."""

    path: Annotated[str, Meta(description="Host and path, without scheme.")]
    schemes: list[str]


class Asset(Struct):
    """An asset. All members are always there."""

    id: Id
    type: TypeCode
    attributes: Annotated[dict[str, Any], Meta(description="Each value comes back byte for byte.")]
    status: Status
    version: Annotated[str, Meta(examples=["0.0.1"])]
    created: Stamp
    updated: Stamp
    published: Stamp | None
    status_changed: Stamp
    metadata_schemas: list[SchemaAssignment]
    metadata_values: dict[str, MetadataValue | None] | None
    paint_layouts: PaintLayouts
    external_id: ExternalId
    web_paths: list[Any] | None
    urls: list[Url]


class AssetChange(Struct):
    """What shall be different; all other members are ignored, so that an asset can be sent back whole."""

    type: TypeCode | UnsetType = UNSET
    attributes: dict[str, Any] | UnsetType = UNSET
    metadata_schemas: list[SchemaAssignment] | UnsetType | None = UNSET
    metadata_values: dict[str, MetadataValue | str | list[str] | None] | UnsetType | None = UNSET
    paint_layouts: dict[str, Any] | UnsetType | None = UNSET
    external_id: ExternalId | UnsetType = UNSET
    web_paths: list[Any] | UnsetType | None = UNSET


class AssetDraft(Struct):
    """The asset itself."""

    type: TypeCode
    attributes: dict[str, Any] = {}
    metadata_schemas: list[SchemaAssignment] | None = None
    metadata_values: dict[str, MetadataValue | str | list[str] | None] | None = None
    paint_layouts: dict[str, Any] | None = None
    external_id: ExternalId = ""
    web_paths: list[Any] | None = None


class Parent(Struct):
    """The first link of a new asset."""

    asset_id: Id | int
    link_type: LinkType = "menu"
    value: Name = ""
    sort_order: SortOrder = -1
    is_dependent: bool = False
    is_exclusive: bool = False


class NewAsset(Struct):
    """An asset that is to be made, and where."""

    asset: AssetDraft
    parent: Parent


class Link(Struct):
    """A link from a major, the parent, to a minor, the child."""

    link_id: Id
    major_id: Id
    minor_id: Id
    value: Name
    sort_order: int
    is_dependent: bool
    is_exclusive: bool
    link_type: LinkType


class NewLink(Struct):
    """A link that is to be made."""

    major_id: Id
    minor_id: Id
    value: Name
    sort_order: SortOrder
    is_dependent: bool
    is_exclusive: bool
    link_type: LinkType


class LinkChange(Struct):
    """What shall be different; all other members are ignored."""

    value: Name | UnsetType = UNSET
    sort_order: SortOrder | UnsetType = UNSET
    is_dependent: bool | UnsetType = UNSET
    is_exclusive: bool | UnsetType = UNSET
    link_type: LinkType | UnsetType = UNSET


class Child(Struct):
    """A child, and the link that leads to it."""

    link: Link
    asset: Asset


class Children(Struct):
    """A page of children."""

    children: list[Child]
    cursor: Annotated[str | None, Meta(description="Where to go on; null at the end.")]


class Fault(Struct):
    """One wrong place."""

    path: Annotated[str, Meta(examples=["$.asset.type", "?contextid"])]
    message: str


class Refusal(Struct):
    """What is wrong."""

    code: int
    message: str
    faults: list[Fault] | UnsetType = UNSET


class Error(Struct):
    """The answer to a refused request."""

    error: Refusal
