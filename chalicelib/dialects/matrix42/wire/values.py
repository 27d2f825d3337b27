"""What stands in many bodies: ids, texts, refusals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

OneId = Annotated[UUID, Meta(description="Id of an object, or of any of its fragments.")]
SeveralIds = Annotated[
    list[UUID],
    Meta(
        min_length=1, max_length=500, description="Ids of objects, or of any of their fragments. All are checked first."
    ),
]
JournalText = Annotated[str, Meta(description="HTML. Becomes an entry of the journal.")]
FragmentOf = Annotated[
    UUID | None, Meta(description="Id of a fragment; null, an empty text and the nil GUID mean none.")
]
Called = Annotated[str | None, Meta(description="What it is called.")]
RowVersion = Annotated[str, Meta(description="Row version: 8 bytes in base64.", examples=["AAAAAACNrXM="])]


class Error(Struct):
    """The answer to a refused request."""

    Message: Annotated[str, Meta(description="What is wrong, in the caller's language.")]
    ExceptionMessage: Annotated[str, Meta(description="More about it, in English.")] | UnsetType = UNSET


class AccessToken(Struct):
    """An access token."""

    RawToken: Annotated[str, Meta(description="Goes behind `Bearer` in `Authorization`.")]
    LifeTime: Annotated[datetime, Meta(tz=True, description="When it ends, in UTC.")]


class UserInfo(Struct):
    """The person behind an account."""

    Id: Annotated[UUID, Meta(description="Id of the fragment of SPSUserClassBase.")]
    ObjectID: UUID
    FirstName: str | None
    LastName: str | None
    DisplayString: Called
    Language: Annotated[str, Meta(description="That of the profile: `en`, `de` or `fr`.")]
