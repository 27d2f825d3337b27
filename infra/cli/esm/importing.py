"""Cards made under the ids that they bring. A card is taken whole or not at all: nothing of it is lost without a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from chalicelib.dialects.esm import settings
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.assembly import assemble
from chalicelib.dialects.esm.cards.draft import Draft, Drafting
from chalicelib.dialects.esm.cards.making import make
from chalicelib.dialects.esm.cards.naming import Naming
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.storage import DIALECT, HIDDEN, merged
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.errors import Changed, PolydeskError, Unavailable
from chalicelib.services import references
from infra.cli.esm.attribute_file import SYSTEM
from infra.cli.esm.card_file import Row

_PATIENCE: Final = 25.0  # seconds that the search for a name may take


class Outcome(NamedTuple):
    """What became of a row; without reasons the card is there."""

    card: int
    template: str
    done: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Importer:
    """Makes the cards of a file, in the name of a caller who may do everything."""

    access: Access
    settings: settings.Settings

    @classmethod
    def of(cls, caller: Caller) -> Importer:
        """One that knows the templates and folders as they are now."""
        return cls(Access(caller, catalogue.read()), settings.current())

    def take(self, row: Row) -> Outcome:
        """Make a card. Raises Unavailable: then none that follows would be made either."""
        try:
            reasons = self._make(row)
        except Unavailable:
            raise
        except PolydeskError as error:
            reasons = [error.message]
        return Outcome(row.number, row.template, "refused" if reasons else "imported", tuple(reasons))

    def _make(self, row: Row) -> list[str]:
        """Make the card, or say what stands against it."""
        template = self.access.template(row.template)
        folder = self.access.catalogue.folders.get(row.folder)
        if folder is None or template.code not in folder.templates:
            return [f"There is no folder {row.folder} that accepts {template.code}."]
        draft = self._draft(row, template)
        change, late = assemble(draft.wishes.values(), None)
        reasons = [f"{each.code}: {each.message}" for each in (*draft.rejections, *late)]
        return reasons or self._write(row, template, folder, change)

    def _draft(self, row: Row, template: Template) -> Draft:
        """What a row says, and what the template gives to a card that says nothing of an attribute."""
        naming = Naming(self.access, _PATIENCE)
        drafting = Drafting(self.access, template, naming, self.settings.zone)
        draft = drafting.read({code: said for code, said in row.data.items() if not _follows(template, code)})
        rejected = {each.code for each in draft.rejections}
        for code, attribute in template.attributes.items():
            if code in rejected:
                continue
            wish = draft.wishes.get(code)
            is_open = wish is None or (attribute.required and not wish.values)
            if is_open and attribute.default is not None:
                wish = draft.wishes[code] = drafting.default(attribute)
            if attribute.required and not (wish and wish.values):
                draft.reject(rejection.of(attribute, f"{attribute.name} is required."))
        return draft

    def _write(self, row: Row, template: Template, folder: Folder, change: Change) -> list[str]:
        if row.hidden:
            change = merged(change, Change(extras={DIALECT: {HIDDEN: True}}))
        try:
            make(self.access, template, folder, change, number=row.number, created_at=row.created)
        except Changed:
            if not references.read([Ref(template.kind.name, row.number)], trashed=True):
                raise
            return [f"There is a data card {row.number} already."]
        except PolydeskError as error:
            blamed = rejection.by_attribute(error, template)
            if not blamed:
                raise
            return [f"{each.code}: {each.message}" for each in blamed.values()]
        return []


def _follows(template: Template, code: str) -> bool:
    """Whether it follows from the rest: an id, stamps, a name that is put together."""
    attribute = template.attributes.get(code)
    return code in SYSTEM or (attribute is not None and attribute.read_only)
