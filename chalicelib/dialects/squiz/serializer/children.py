"""A page of children, no larger than what carries it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from chalicelib.dialects.pile import MAX_BYTES, Pile
from chalicelib.dialects.squiz.serializer import answers, assets, links
from chalicelib.dialects.squiz.serializer.assets import View
from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link
from chalicelib.response import Response

_ENDS: Final = 200  # bytes around the entries
_CARRIED: Final = 6_000_000  # bytes of the answer as Lambda hands it on: a text within JSON, in ASCII


class Page(Pile):
    """Children that have room in one answer. What is full of quotes and of other scripts grows on its way out."""

    def __init__(self) -> None:
        super().__init__(MAX_BYTES - _ENDS)
        self._carried = _CARRIED

    def add(self, part: bytes, *, forced: bool = False) -> bool:
        """Put an entry on it; False, and nothing is done, when there is no room left, unless it is `forced`."""
        carried = len(json.dumps(part.decode()))
        if (carried > self._carried and not forced) or not super().add(part, forced=forced):
            return False
        self._carried -= carried
        return True

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
