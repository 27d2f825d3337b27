"""What a request wants of a card: read and checked as far as that goes without the card itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import Enum, auto
from typing import Any

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.naming import Naming, single
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser import values
from chalicelib.dialects.esm.parser.values import Pointer, UnfitError
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import FieldRight


class Mode(Enum):
    """What becomes of the values that a card has."""

    REPLACE = auto()
    ADD = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """Values that an attribute is to have, or to have in addition; none clears it. Of references `Ref`s."""

    attribute: Attribute
    values: tuple[Any, ...]
    mode: Mode = Mode.REPLACE


@dataclass
class Draft:
    """A request's wishes by attribute, and what of it is not taken.

    `orphans`: the references of attributes that name somebody whom nobody is called, in their order, names among `Ref`s.
    """

    template: Template
    wishes: dict[str, Wish] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    orphans: dict[str, list[Ref | str]] = field(default_factory=dict)

    def reject(self, rejected: Rejection) -> None:
        """Note what is not taken; a wish for the same attribute goes with it."""
        self.rejections.append(rejected)
        if rejected.code is not None:
            self.wishes.pop(rejected.code, None)


@dataclass(frozen=True)
class Drafting:
    """Reads wishes for cards of a template. `creates`: names that nobody has are not errors but orphans."""

    access: Access
    template: Template
    naming: Naming
    zone: tzinfo
    creates: bool = False

    def read(self, data: Mapping[str, Any]) -> Draft:
        """What the `data` of a body wants: `{code: {"values": [...]}}`."""
        draft = Draft(self.template)
        pointers: dict[str, tuple[Pointer, ...]] = {}
        for code, content in data.items():
            attribute = self.template.attributes.get(code)
            refused = self._refused(code, attribute)
            if attribute is None or refused is not None:
                draft.reject(refused or rejection.unknown(code))
                continue
            said = content.get("values") if isinstance(content, dict) else None
            self._read_one(draft, pointers, attribute, said)
        self._resolve(draft, pointers)
        return draft

    def read_one(self, attribute: Attribute, content: Any, mode: Mode) -> Wish:
        """The wish for one attribute. Raises what refuses it."""
        draft = Draft(self.template)
        pointers: dict[str, tuple[Pointer, ...]] = {}
        self._read_one(draft, pointers, attribute, content)
        self._resolve(draft, pointers)
        for rejected in draft.rejections:
            raise rejected.to_error()
        wish = draft.wishes[attribute.code]
        return Wish(attribute, wish.values, mode)

    def default(self, attribute: Attribute) -> Wish:
        """What the template gives to a new card."""
        try:
            return Wish(attribute, values.read(attribute, [{"value": attribute.default}], self.zone))
        except UnfitError:  # the list of values was changed since
            return Wish(attribute, ())

    def _refused(self, code: str, attribute: Attribute | None) -> Rejection | None:
        """Why an attribute is not written at all; what may not be read is as unknown as what is not there is not."""
        if attribute is None:
            return rejection.unknown(code)
        if attribute.read_only:
            return rejection.read_only(attribute)
        if self.access.right(self.template, attribute) is not FieldRight.WRITE:
            return rejection.forbidden(attribute)
        return None

    def _read_one(
        self, draft: Draft, pointers: dict[str, tuple[Pointer, ...]], attribute: Attribute, content: Any
    ) -> None:
        try:
            found = values.read(attribute, content, self.zone)
        except UnfitError as error:
            draft.reject(rejection.of(attribute, str(error)))
            return
        if attribute.type is AttributeType.REFERENCE:
            pointers[attribute.code] = found
        draft.wishes[attribute.code] = Wish(attribute, found)

    def _resolve(self, draft: Draft, pointers: Mapping[str, tuple[Pointer, ...]]) -> None:
        """Cards in place of pointers: ids in one batch for each set of targets, names by search."""
        for code, several in pointers.items():
            attribute = self.template.attributes[code]
            numbers = [each.number for each in several if each.number is not None]
            by_number = self.naming.numbered(attribute.target, numbers) if numbers else {}
            names = [each.name for each in several if each.name is not None]
            by_name = self.naming.named(attribute.target, names) if names else {}
            refs: list[Ref | str] = []
            for pointer in several:
                if self.creates and pointer.name is not None and pointer.name not in by_name:
                    refs.append(pointer.name)
                    continue
                record = by_number.get(pointer.number) if pointer.number else single(by_name, pointer.name or "")
                if record is None or record.trashed:
                    draft.reject(rejection.of(attribute, _missing(attribute, pointer, by_name)))
                    break
                refs.append(record.ref)
            else:
                draft.wishes[code] = Wish(
                    attribute, tuple(dict.fromkeys(each for each in refs if isinstance(each, Ref)))
                )
                if any(isinstance(each, str) for each in refs):
                    draft.orphans[code] = refs


def _missing(attribute: Attribute, pointer: Pointer, by_name: Mapping[str, list[Record]]) -> str:
    if pointer.name is None:
        return f"There is no data card {pointer.number} for {attribute.name}."
    if any(not record.trashed for record in by_name.get(pointer.name, ())):
        return f"Several data cards are named '{pointer.name}' for {attribute.name}."
    return f"No data card is named '{pointer.name}' for {attribute.name}."
