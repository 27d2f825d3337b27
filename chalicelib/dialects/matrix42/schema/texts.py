"""Texts that have several languages, or two forms (specification, 3 and 8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.operands import FIELD_IS_IN, Translated
from chalicelib.dialects.matrix42.schema.unhinted import Unhinted
from chalicelib.domain.filters.operands import Lookup, Operand
from chalicelib.domain.markup import text_of
from chalicelib.domain.record import Record


@dataclass(frozen=True, slots=True)
class Localized(Unhinted):
    """A text in several languages. The field of the core holds it in English, or in the one that it was first written in."""

    field: str
    name: str

    def operand(self, language: str) -> Operand:
        """The text in a language."""
        return Translated(self.field, self.name, language)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """One language. As soon as there is an English text, the field holds that."""
        known = dict(draft.kept("main").get(self.name) or {})
        former, of = draft.get(self.field), known.pop(FIELD_IS_IN, "en")
        if former is None:
            of = language
        elif language == "en" and of != "en":
            known[of], of = former, "en"
        if language == of:
            known.pop(language, None)
            draft.set(self.field, value)
        elif value is None:
            known.pop(language, None)
        else:
            known[language] = value
        if of != "en" and draft.get(self.field) is not None:
            known[FIELD_IS_IN] = of
        draft.keep("main", self.name, known or None)


@dataclass(frozen=True, slots=True)
class Described(Unhinted):
    """A text of which a second field says whether it is HTML, in one of both forms.

    Where one write says both forms, that in HTML decides: it has to be written last.
    """

    field: str
    format_field: str
    html: bool

    def operand(self, language: str) -> Operand:
        """The text in this form."""
        return InForm(self.field, self.format_field, self.html)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """The text, and that it is of this form."""
        draft.set(self.field, value)
        draft.set(self.format_field, "html" if self.html else "text")


@dataclass(frozen=True, slots=True)
class InForm:
    """A text as HTML, or as a reader sees it."""

    field: str
    format_field: str
    html: bool

    def values(self, record: Record, lookup: Lookup) -> Iterable[str]:
        """One text at most."""
        text = record.get(self.field)
        if text is None:
            return ()
        if (record.get(self.format_field) == "html") is self.html:
            return (text,)
        return (as_html(text) if self.html else text_of(text),)


def as_html(text: str) -> str:
    """A plain text as HTML that shows it."""
    return "<br>".join(escape(line, quote=False) for line in _LINE_END.split(text))


_LINE_END: Final = re.compile(r"\r\n|\r|\n")
