"""Creating and changing cards: what is valid is saved, what is not is reported (specification, 5.3).

One request is one transaction. What the core does not take of it (a value that is in use, say) is left out, and the rest is
written without it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.assembly import assemble
from chalicelib.dialects.esm.cards.draft import Draft, Drafting, Wish
from chalicelib.dialects.esm.cards.making import Made, fill, make
from chalicelib.dialects.esm.cards.rejection import RefusedError, Rejection
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER, merged
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Invalid, PolydeskError, TooLarge
from chalicelib.services import pages, records, references

MAX_CARD: Final = 350_000  # characters of a card's values


@dataclass
class Saved:
    """What became of a write: the card as it is then, what was not taken, which cards were made for references."""

    record: Record
    rejections: list[Rejection]
    created: list[tuple[Record, Template]] = field(default_factory=list)


@dataclass(frozen=True)
class Saving:
    """Writes cards of a template for one caller."""

    access: Access
    template: Template
    drafting: Drafting

    def create(self, data: Mapping[str, Any], folder: Folder, *, reserved: int | None = None) -> Saved:
        """A new card in a folder. Raises Invalid when nothing of it is valid, or something required is missing.

        `reserved`: a number that was reserved for it.
        """
        draft = self.drafting.read(data)
        said = {code for code, wish in draft.wishes.items() if wish.values or code in draft.orphans}
        self._require_any(draft, said)
        self._apply_defaults(draft)
        self._require(draft)
        made = self._fill(draft, None)
        while True:
            self._require_any(draft, said)
            self._require(draft)
            change, late = assemble(draft.wishes.values(), None)
            if late:
                _reject(draft, late)
                continue
            _check_size(None, change)
            try:
                record = make(self.access, self.template, folder, change, reserved=reserved)
            except PolydeskError as error:
                _reject(draft, self._blame(error))
            else:
                return Saved(record, draft.rejections, made)

    def change(
        self,
        record: Record,
        data: Mapping[str, Any],
        folder: Folder | None = None,
        *,
        if_version: int | None = None,
    ) -> Saved:
        """A card changed, and moved to another folder if one is given."""
        draft = self.drafting.read(data)
        made = self._fill(draft, record)
        saved = self.carry_out(record, draft, folder, if_version=if_version)
        saved.created = made
        return saved

    def carry_out(
        self, record: Record, draft: Draft, folder: Folder | None = None, *, if_version: int | None = None
    ) -> Saved:
        """Fulfil the wishes of a draft, as far as possible. Nothing is written when nothing differs."""
        shown = self._shown(record, draft.wishes.values())
        while True:
            late: list[Rejection] = []

            def edit(stands: Record, late: list[Rejection] = late) -> Change:
                change, late[:] = assemble(draft.wishes.values(), stands, shown)
                if folder is not None:
                    change = merged(change, Change(extras={DIALECT: {FOLDER: folder.code}}))
                _check_size(stands, change)
                return change

            try:
                written = records.change(
                    kind=self.template.kind,
                    number=record.number,
                    edit=edit,
                    caller=self.access.caller,
                    before=record,
                    if_version=if_version,
                )
            except PolydeskError as error:
                _reject(draft, self._blame(error))
            else:
                return Saved(written, [*draft.rejections, *late])

    def _fill(self, draft: Draft, record: Record | None) -> Made:
        """Make what references name, unless the card is refused all the same."""
        if draft.orphans:
            change, _ = assemble(draft.wishes.values(), record)
            _check_size(record, change)
        return fill(draft, self.drafting.naming)

    def _require_any(self, draft: Draft, said: Collection[str]) -> None:
        """Refuse a card of which nothing that was `said` is left; defaults alone make none."""
        if not any(code in draft.wishes for code in said):
            raise _refused(draft, Rejection(None, None, "data holds no value."))

    def _apply_defaults(self, draft: Draft) -> None:
        """What the template gives where nothing is said that is taken, or nothing where there must be something."""
        for attribute in self.template.attributes.values():
            code, wish = attribute.code, draft.wishes.get(attribute.code)
            is_open = wish is None or (attribute.required and not wish.values)
            if is_open and attribute.default is not None:
                draft.wishes[code] = self.drafting.default(attribute)

    def _require(self, draft: Draft) -> None:
        for attribute in self.template.attributes.values():
            code, wish = attribute.code, draft.wishes.get(attribute.code)
            if attribute.required and not (wish and wish.values) and code not in draft.orphans:
                raise _refused(draft, rejection.of(attribute, f"{attribute.name} is required."))

    def _shown(self, record: Record, wishes: Collection[Wish]) -> set[Ref] | None:
        """Of the lists of references that are to be replaced, those that the caller sees; None when there are no lists."""
        lists = [
            wish.attribute
            for wish in wishes
            if wish.attribute.multiple and wish.attribute.type is AttributeType.REFERENCE
        ]
        if not lists:
            return None
        held = [(attribute, ref) for attribute in lists for ref in attribute.read(record)]
        found = references.read([ref for _, ref in held], trashed=True)
        places = ((ref, self.access.place(found[ref], of.target), of.target) for of, ref in held if ref in found)
        return {ref for ref, place, target in places if place is not None and place.template.code in target}

    def _blame(self, error: PolydeskError) -> list[Rejection]:
        """The attributes that an error is about. Raises it where it is about none."""
        if isinstance(error, TooLarge):
            raise Invalid(message="The data card would be larger than 350 kB.") from error
        rejections = rejection.by_attribute(error, self.template)
        if not rejections:
            raise error
        return list(rejections.values())


def _reject(draft: Draft, rejections: list[Rejection]) -> None:
    """Note what is not taken, and go on without it. One that was no wish would be met again and again."""
    wished = [each for each in rejections if each.code in draft.wishes]
    if not wished:
        raise rejections[0].to_error()
    for each in wished:
        draft.reject(each)


def _refused(draft: Draft, why: Rejection) -> RefusedError:
    """A card is refused: for what is wrong with the attribute that it lacks, or with any where it lacks all."""
    about = [each for each in draft.rejections if why.code in (None, each.code)]
    if about:
        return RefusedError(about[0].message, draft.rejections)
    return RefusedError(why.message, [why, *draft.rejections])


def _check_size(stands: Record | None, change: Change) -> None:
    fields = {**(stands.fields if stands else {}), **change.values}
    extras = {**(stands.extra(DIALECT) if stands else {}), **change.extras.get(DIALECT, {})}
    if pages.weigh(fields) + pages.weigh(extras) > MAX_CARD:
        raise Invalid(message="The data card would be larger than 350 kB.")
