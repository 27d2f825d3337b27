"""Pages of cards, each as long as an answer may be, with the address of what follows (specification, 3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from chalicelib.dialects import pile
from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.errors import address
from chalicelib.dialects.esm.parser.query import ListQuery
from chalicelib.dialects.esm.serializer.answers import ENCODER
from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.errors import TooLarge
from chalicelib.request import Request
from chalicelib.response import Response

_ROOM: Final = MAX_BYTES - (64 << 10)  # bytes for cards; the rest is for the address of what follows


class Pile:
    """Cards that are being put into one answer."""

    def __init__(self) -> None:
        self._pile = pile.Pile(_ROOM)
        self._last = ""

    def add(self, shapes: Iterable[wire.Card]) -> bool:
        """Add cards as long as there is room; whether all of them were added."""
        for shape in shapes:
            if not self._pile.add(ENCODER.encode(shape)):
                if not self._pile:
                    raise TooLarge(MAX_BYTES, "A data card is larger than an answer may be. Select fewer attributes.")
                return False
            self._last = shape.data_card_id
        return True

    def __len__(self) -> int:
        return len(self._pile)

    def answer(self, request: Request, wanted: ListQuery, *, more: bool, limit: int | None) -> Response:
        """The list. `more`: cards follow. `limit`: the one in force; None for a stream, which has none."""
        links = wire.Links(self._next(request, wanted, limit)) if more else wire.Links()
        meta = wire.ListMeta(len(self), len(self) if limit is None else limit, links)
        body = b'{"meta":' + ENCODER.encode(meta) + b',"data":[' + b",".join(self._pile.parts) + b"]}"
        return Response(200, body, media_type="application/json")

    def _next(self, request: Request, wanted: ListQuery, limit: int | None) -> str:
        limited = () if limit is None else (("limit", str(limit)),)
        query = urlencode([*wanted.said, *limited, ("filterId", self._last)], quote_via=quote)
        return f"{address(request)}?{query}"
