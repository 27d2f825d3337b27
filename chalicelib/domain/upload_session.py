"""Upload sessions: a file that is announced by one call, sent by another, and handed to its record by a third."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chalicelib.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class UploadSession:
    """What was announced, and what has come of it so far.

    `id`: how all calls name it. `dialect`, `account`: where and by whom it was announced. `record`, `field`: where the file is
    to go. `size`: bytes, None where that was not said. `comment`: what is said of the file. `location`, `received`: where the
    bytes lie that came last, and how many they are; None before any came.
    """

    id: UUID
    dialect: str
    account: str
    record: Ref
    field: str
    name: str
    size: int | None
    opened_at: datetime
    ends_at: datetime
    comment: str | None = None
    location: str | None = None
    received: int | None = None

    @property
    def is_complete(self) -> bool:
        """Whether as many bytes have come as were announced."""
        return self.received is not None and self.size in (None, self.received)
