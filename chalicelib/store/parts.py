"""Texts of any length in the outbox, in parts that fit an item: the facts of a job, and bodies that many deliveries share."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Final

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.store.dynamo import Put, query
from chalicelib.store.walks import Query

LONG: Final = 8_192  # bytes; a shorter body stands in the delivery itself
PART: Final = 90_000  # characters of one item: at most 360 kB


def name(text: str) -> str | None:
    """What a text is called when it is too long for where it belongs; None when it is not."""
    if len(text) * 4 <= LONG:
        return None
    content = text.encode()
    return hashlib.sha256(content).hexdigest()[:32] if len(content) > LONG else None


def puts(pk: str, called: str, text: str, *, expires: int) -> list[Put]:
    """The writes of a text. Writing it twice does no harm: the name follows from the content."""
    return [
        Put(
            {"pk": pk, "sk": f"T#{called}#{start:09d}", "text": text[start : start + PART], "expires": expires},
            table=config.OUTBOX_TABLE,
        )
        for start in range(0, len(text), PART)
    ]


@lru_cache(maxsize=16)
def read(pk: str, called: str) -> str:
    """A text, whole; remembered, because deliveries of one job are sent one after the other."""
    found = [item["text"] for item in query(Query(pk, prefix=f"T#{called}#", table=config.OUTBOX_TABLE))]
    if not found:
        raise Unavailable("A text of the outbox is not there yet.")
    return "".join(found)
