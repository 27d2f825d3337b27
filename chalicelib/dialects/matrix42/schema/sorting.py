"""The category of a ticket. All dialects share its name; this one also keeps which of several with one name is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.operands import DIALECT, exact_name
from chalicelib.dialects.matrix42.schema.unhinted import Unhinted
from chalicelib.domain.filters.operands import Lookup, Operand
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import categories

FIELD: Final = "category"
NAME: Final = "Category"


@dataclass(frozen=True, slots=True)
class CategoryOf:
    """The category that was chosen here, else the one that is called as another dialect says."""

    def values(self, record: Record, lookup: Lookup) -> Iterable[Ref]:
        """One reference at most."""
        name = record.get(FIELD)
        if name is None:
            return ()
        chosen = record.extra(DIALECT).get(exact_name(FIELD, NAME))
        if isinstance(chosen, str):
            return (Ref.parse(chosen),)
        named = categories.named(name=name)
        return () if named is None else (named,)


@dataclass(frozen=True, slots=True)
class Sorted(Unhinted):
    """Where the category of a ticket is."""

    def operand(self, language: str) -> Operand:
        """The category."""
        return CategoryOf()

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Its name, and which one it is."""
        chosen = value if isinstance(value, Record) else None
        draft.set(FIELD, None if chosen is None else chosen.title)
        draft.keep_exact(FIELD, NAME, None if chosen is None else str(chosen.ref))


SORTED: Final = Sorted()
