"""Files on their way to an object."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.wire.values import OneId


class UploadInfo(Struct, kw_only=True):
    """A file that will come."""

    Name: Annotated[str, Meta(min_length=1, examples=["photo.jpg"])]
    ObjectId: OneId
    Size: Annotated[int, Meta(ge=0, le=MAX_BODY, description="Bytes. As many have to come.")] | UnsetType = UNSET
    UniqueFileId: Annotated[UUID, Meta(description="Its id; made where it is missing.")] | UnsetType = UNSET
    StorageId: UUID | UnsetType | None = UNSET
    TypeId: UUID | UnsetType | None = UNSET


class UploadUrl(Struct):
    """Where the bytes go."""

    UniqueFileId: UUID
    UploadUrl: Annotated[str, Meta(examples=["/m42Services/api/filestorage/upload?fileid=…"])]


class FileInfo(Struct):
    """A file of an object."""

    UniqueFileId: UUID
    Name: str
    Comment: str | None
    Size: Annotated[int, Meta(description="Bytes.")]
    UpdatedBy: str | None
    UpdatedOn: Annotated[datetime, Meta(tz=True, description="In UTC.")] | None
