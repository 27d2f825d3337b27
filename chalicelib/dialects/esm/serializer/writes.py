"""What writes of whole cards answer (specification, 3.4 and 3.5)."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.cards.imports import Row
from chalicelib.dialects.esm.cards.saving import Saved
from chalicelib.dialects.esm.errors import address
from chalicelib.dialects.esm.parser import query
from chalicelib.dialects.esm.serializer import answers, stamps
from chalicelib.dialects.esm.serializer.cards import Showing
from chalicelib.dialects.esm.visit import Visit
from chalicelib.response import Response


def written(visit: Visit, saved: Saved, status: int = 200) -> Response:
    """A card that was created or changed, with what was not taken, and its entity tag."""
    meta = wire.ResponseMeta(
        timestamp=stamps.now(),
        url=address(visit.request),
        errors=[answers.error(each) for each in saved.rejections],
        created_references=[
            wire.CreatedReference(Showing(visit.access, template).info(record), [])
            for record, template in saved.created
        ],
    )
    showing = Showing(visit.access, visit.template)
    full = query.flag(visit.request.query, "dataCards")
    card = showing.full(saved.record) if full else showing.info(saved.record)
    return answers.respond(wire.DataCardResponse(meta, card), status, answers.tag(saved.record))


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
    data = [
        wire.ImportedRow(
            None if row.record is None else showing.info(row.record), [answers.error(each) for each in row.rejections]
        )
        for row in rows
    ]
    return answers.respond(wire.DataCardListResponse(meta, data))
