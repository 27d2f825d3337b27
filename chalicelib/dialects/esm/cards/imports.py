"""Many cards in one request, each row for itself, in order (specification, 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.finding import find, folder_for
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.cards.saving import Saving
from chalicelib.dialects.esm.parser.cards import CardBody, card_body
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Conflict, Forbidden, PolydeskError, Unavailable
from chalicelib.services import records

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

    def run(self, rows: Sequence[Any]) -> Iterator[Row]:
        """The rows, one after the other. An error ends its row only."""
        ends = monotonic() + self.seconds
        new = sum(1 for row in rows if isinstance(row, dict) and not row.get("dataCardId"))
        numbers = iter(records.reserve(kind=self.template.kind, count=new)) if new else iter(())
        for row in rows:
            try:
                if monotonic() > ends:
                    raise Unavailable("The time of the request was used up before this row. Send it again.")
                yield self._one(row, numbers)
            except PolydeskError as error:
                yield Row(None, rejection.of_error(error))

    def _one(self, content: Any, numbers: Iterator[int]) -> Row:
        body = card_body(content)
        saved = self._create(body, next(numbers)) if body.card is None else self._change(body, body.card)
        return Row(saved.record, saved.rejections)

    def _create(self, body: CardBody, number: int) -> Any:
        folder = folder_for(body, self.access, self.template)
        return self.saving.create(body.data, folder, reserved=number)

    def _change(self, body: CardBody, card: str) -> Any:
        record, folder = find(card, self.access, self.template)
        if not self.access.may(Verb.EDIT, self.template, folder):
            raise Forbidden("There is no right to edit this data card.")
        moved = folder_for(body, self.access, self.template, stands=folder) if body.folder is not None else None
        if record.trashed:
            raise Conflict("The data card is in the trash can.")
        return self.saving.change(record, body.data, moved)
