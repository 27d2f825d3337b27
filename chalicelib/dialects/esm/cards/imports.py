"""Many cards in one request, each row for itself (specification, 5.4)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from chalicelib import config
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import lanes, rejection
from chalicelib.dialects.esm.cards.finding import find, folder_for, moved_to
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.cards.saving import Saved, Saving
from chalicelib.dialects.esm.parser.cards import CardBody, card_body
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.messages import IN_TRASH
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Conflict, Forbidden, PolydeskError, Unavailable
from chalicelib.services import records

log = logging.getLogger(__name__)

LONGEST: Final = 25.0  # seconds; the gateway ends a call at 29


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a row: the card, None when it was not saved, and what was not taken."""

    record: Record | None
    rejections: Sequence[Rejection]


@dataclass(frozen=True)
class Import:
    """Imports cards of a template for one caller. `seconds`: what comes after them is not begun any more."""

    access: Access
    template: Template
    saving: Saving
    seconds: float = LONGEST

    def run(self, rows: Sequence[Any]) -> list[Row]:
        """What became of the rows, which take effect in their order. An error ends its row only."""
        ends = monotonic() + self.seconds
        numbers = self._numbers(rows)

        def work(position: int, content: Any) -> Row:
            try:
                if monotonic() > ends:
                    raise Unavailable("The time of the request was used up before this row. Send it again.")
                return self._one(content, numbers.get(position, 0))
            except PolydeskError as error:
                return Row(None, rejection.of_error(error))
            except Exception:  # the other rows are saved, and their sender must learn which
                log.exception("a row of an import of %s failed", self.template.code)
                return Row(None, rejection.of_error(PolydeskError("An error has occurred.")))

        return lanes.run(rows, work, marks=lanes.marks_of(self.template), lanes=config.LANES)

    def _numbers(self, rows: Sequence[Any]) -> dict[int, int]:
        """Ids for the new cards by the positions of their rows, reserved in one call, so that they rise from row to row."""
        new = [position for position, row in enumerate(rows) if isinstance(row, dict) and not row.get("dataCardId")]
        if not new:
            return {}
        return dict(zip(new, records.reserve(kind=self.template.kind, count=len(new)), strict=True))

    def _one(self, content: Any, number: int) -> Row:
        body = card_body(content)
        saved = self._create(body, number) if body.card is None else self._change(body, body.card)
        return Row(saved.record, saved.rejections)

    def _create(self, body: CardBody, number: int) -> Saved:
        folder = folder_for(body, self.access, self.template)
        return self.saving.create(body.data, folder, reserved=number)

    def _change(self, body: CardBody, card: str) -> Saved:
        record, folder = find(card, self.access, self.template)
        if not self.access.may(Verb.EDIT, self.template, folder):
            raise Forbidden("There is no right to edit this data card.")
        moved = moved_to(body, self.access, self.template, folder)
        if record.trashed:
            raise Conflict(IN_TRASH)
        return self.saving.change(record, body.data, moved)
