"""Cards by what people call them: `INC-000042`, or the id alone."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.esm.cards.filtering import is_hidden
from chalicelib.dialects.esm.templates.catalogue import Catalogue
from chalicelib.dialects.esm.templates.storage import DIALECT, HIDDEN
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.services import records, references
from infra.cli.refusals import Refusal

_DIGITS: Final = len(str(HIGHEST))


def find(catalogue: Catalogue, said: str) -> tuple[Record, Template]:
    """The card that is meant, be it in the trash, and its template. Raises `Refusal` when there is none."""
    prefix, _, digits = said.rpartition("-")
    if digits.isascii() and digits.isdecimal() and len(digits.lstrip("0")) <= _DIGITS and 0 < int(digits) <= HIGHEST:
        refs = [Ref(kind, int(digits)) for kind in catalogue.kinds_of(catalogue.templates)]
        for record in references.read(refs, trashed=True).values():
            showing = [each for each in catalogue.templates.values() if each.shows(record)]
            named = (each for each in showing if prefix in ("", each.prefix))
            if (template := next(named, None)) is not None:
                return record, template
    raise Refusal(f"There is no data card {said}.")


def set_hidden(record: Record, caller: Caller, *, hidden: bool) -> None:
    """Hide a card, or show it again; nothing is written when it is so already. Raises `Refusal` for one in the trash."""
    if record.trashed:
        raise Refusal(f"The data card {record.number} lies in the trash: restore it first.")
    if is_hidden(record) != hidden:
        change = Change(extras={DIALECT: {HIDDEN: hidden or None}})
        records.change(kind=record.kind, number=record.number, edit=lambda _: change, caller=caller)


def restore(record: Record, caller: Caller) -> None:
    """Take a card out of the trash. Raises `Refusal` for one that does not lie there, Taken when a value of it is in use."""
    if not record.trashed:
        raise Refusal(f"The data card {record.number} does not lie in the trash.")
    records.restore(kind=record.kind, number=record.number, caller=caller)
