"""One attribute of a template: what it is called, what values it takes, where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.storage import DIALECT, Storage, Values, merged, name_of
from chalicelib.domain.record import Change, Record

MAX_LENGTH: Final = 65_535  # characters of a text
MAX_VALUES: Final = 1_000


@dataclass(frozen=True, slots=True)
class Static:
    """One value of a list. `code`: None for values without. `means`: what the field behind holds.

    `usual`: the one that is shown for what it means, where several mean the same.
    """

    value: str
    code: str | None = None
    means: Any = None
    usual: bool = True

    @property
    def key(self) -> str:
        """What tells it from the others of its list."""
        return self.value if self.code is None else self.code


@dataclass(frozen=True)
class Attribute:
    """An attribute.

    `target`: codes of the templates that references may point at, the first being that in which empty references are made.
    `time`: a date is a moment, else a day. `whole`: numbers without fraction. `max_length`: characters of each text.
    `default`: as a file says it, applied to new cards. `read_only`: only the system writes it. `format_field`: the canonical
    field that says whether the text is HTML.
    """

    code: str
    name: str
    type: AttributeType
    storage: Storage
    multiple: bool = False
    file: bool = False
    values: tuple[Static, ...] = ()
    target: tuple[str, ...] = ()
    time: bool = True
    whole: bool = False
    required: bool = False
    max_length: int = MAX_LENGTH
    default: Any = None
    read_only: bool = False
    format_field: str | None = None

    def read(self, record: Record) -> Values:
        """The values of a card: canonical ones; of a list, `Static`s."""
        held = self.storage.read(record)
        if self.type is not AttributeType.STATIC_VALUE:
            return held
        if len(held) == 1 and (exact := self._exact(record, held[0])) is not None:
            return (exact,)
        return tuple(self._usual.get(value) or Static(str(value), means=value) for value in held)

    def change(self, values: Values, record: Record | None) -> Change:
        """What makes a card hold these values, which are such as `read` answers."""
        if self.type is not AttributeType.STATIC_VALUE:
            return merged(self.storage.change(values, record), self._format(values))
        change = self.storage.change(tuple(each.means for each in values), record)
        if not self._is_finer:
            return change
        kept = values[0].key if values and not values[0].usual else None
        return merged(change, Change(extras={DIALECT: {self.exact_name: kept}}))

    def _exact(self, record: Record, canonical: Any) -> Static | None:
        """The static value that was written, as long as what is stored still agrees with it."""
        if not self._is_finer:
            return None
        static = self.by_key.get(str(record.extra(DIALECT).get(self.exact_name)))
        return static if static is not None and static.means == canonical else None

    def _format(self, values: Values) -> Change:
        if self.format_field is None:
            return Change()
        return Change({self.format_field: "html" if any(map(_has_tag, values)) else "text"})

    @property
    def exact_name(self) -> str:
        """Under what name the static value is kept where the field behind has no word for it."""
        return name_of(self.code, self.storage.field)

    @cached_property
    def by_key(self) -> dict[str, Static]:
        """Static values by what tells them apart."""
        return {each.key: each for each in self.values}

    @cached_property
    def _usual(self) -> dict[Any, Static]:
        return {each.means: each for each in reversed(self.values) if each.usual}

    @cached_property
    def _is_finer(self) -> bool:
        return any(not each.usual for each in self.values)


def _has_tag(text: str) -> bool:
    from re import search  # only rich texts that are written

    return search(r"</?[a-zA-Z][^<>]*>", text) is not None
