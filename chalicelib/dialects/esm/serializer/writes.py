"""What writes of whole cards answer (specification, 3.4 and 3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.cards.imports import Row
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.cards.saving import Saved
from chalicelib.dialects.esm.errors import address
from chalicelib.dialects.esm.parser import query
from chalicelib.dialects.esm.serializer import answers, stamps
from chalicelib.dialects.esm.serializer.cards import Showing
from chalicelib.dialects.esm.visit import Visit
from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.errors import TooLarge
from chalicelib.response import Response


def written(visit: Visit, saved: Saved, status: int = 200) -> Response:
    """A card that was created or changed, with what was not taken, and its entity tag."""
    meta = wire.ResponseMeta(
        timestamp=stamps.now(),
        url=address(visit.request),
        errors=_Errors().of(saved.rejections),
        created_references=[
            wire.CreatedReference(Showing(visit.access, template).info(record), [])
            for record, template in saved.created
        ],
    )
    showing = Showing(visit.access, visit.template)
    headers = answers.tag(saved.record)
    if query.flag(visit.request.query, "dataCards"):
        try:
            return answers.respond(wire.DataCardResponse(meta, showing.full(saved.record)), status, headers)
        except TooLarge:  # it is saved all the same, and a refusal would have it sent again
            pass
    return answers.respond(wire.DataCardResponse(meta, showing.info(saved.record)), status, headers)


def imported(visit: Visit, rows: Sequence[Row]) -> Response:
    """What became of an import, row by row."""
    showing = Showing(visit.access, visit.template)
    saved = sum(1 for row in rows if row.record is not None)
    meta = wire.ListResponseMeta(
        timestamp=stamps.now(),
        url=address(visit.request),
        errors=[],
        created_references=[],
        import_result=wire.ImportResult(len(rows), saved, len(rows) - saved),
    )
    errors = _Errors()
    data = [
        wire.ImportedRow(None if row.record is None else showing.info(row.record), errors.of(row.rejections))
        for row in rows
    ]
    try:
        return answers.respond(wire.DataCardListResponse(meta, data))
    except TooLarge:
        return answers.respond(wire.DataCardListResponse(meta, list(map(_shortened, data))))


def _shortened(row: wire.ImportedRow) -> wire.ImportedRow:
    """A row of an answer that would be too large with whole names."""
    card = row.data_card
    if card is None or len(card.name) <= _SHORT:
        return row
    return wire.ImportedRow(wire.InfoElement(card.data_card_id, f"{card.name[:_SHORT]}…", card.url), row.errors)


class _Errors:
    """What was not taken, as long as there is room: what is saved must not be answered with a refusal."""

    def __init__(self) -> None:
        self._room = _ROOM

    def of(self, rejections: Sequence[Rejection]) -> list[wire.UpdateError]:
        """Those of a card; the last one speaks for what there is no room for."""
        shown: list[wire.UpdateError] = []
        for index, each in enumerate(rejections):
            error = answers.error(each)
            self._room -= len(answers.ENCODER.encode(error))
            if self._room < 0:
                rest = f"{len(rejections) - index} more errors are not shown."
                return [*shown, wire.UpdateError(None, None, rest, "Bad Request")]
            shown.append(error)
        return shown


_SHORT: Final = 200  # characters of a name where whole ones are too many
_ROOM: Final = MAX_BYTES // 2  # bytes of the errors of one answer
