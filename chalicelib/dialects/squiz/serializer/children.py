"""A page of children, no larger than what carries it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chalicelib.dialects.pile import MAX_BYTES, Pile
from chalicelib.dialects.squiz.serializer import answers, assets, links
from chalicelib.dialects.squiz.serializer.assets import View
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link
from chalicelib.response import Response

_ENDS: Final = 200  # bytes around the entries


class Page(Pile):
    """Children that have room in one answer."""

    def __init__(self) -> None:
        super().__init__(MAX_BYTES - _ENDS)

    def lay(self, pairs: Sequence[tuple[Link, Record]], view: View) -> int:
        """Put children on it, as many as have room; how many that are. The first of all always has."""
        assets.prepare((record for _, record in pairs), view)
        laid = 0
        for link, record in pairs:
            part = b'{"link":' + links.link(link) + b',"asset":' + assets.asset(record, view) + b"}"
            if not self.add(part, forced=not len(self)):
                break
            laid += 1
        return laid

    def answer(self, cursor: str | None) -> Response:
        """The page, and where it goes on."""
        body = b'{"children":' + answers.array(self.parts) + b',"cursor":' + answers.ENCODER.encode(cursor) + b"}"
        return answers.written(body)
