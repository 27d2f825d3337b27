"""What one caller may see and do, in view of templates and folders (specification, 7).

Rights come through roles; template, folder and attribute have all to agree. What may not be seen is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.catalogue import Catalogue
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import Record
from chalicelib.domain.role import FieldRight, Permissions, Verb
from chalicelib.errors import NotFound


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is a card: of which template, in which folder."""

    template: Template
    folder: Folder


@dataclass(frozen=True)
class Access:
    """A caller in view of a catalogue."""

    caller: Caller
    catalogue: Catalogue

    @property
    def permissions(self) -> Permissions:
        """What the caller's roles allow together."""
        return self.caller.permissions

    def templates(self) -> list[Template]:
        """The templates that are there for the caller, by name, then by code."""
        seen = (each for each in self.catalogue.templates.values() if self.reads(each))
        return sorted(seen, key=lambda each: (each.name, each.code))

    def template(self, code: str) -> Template:
        """A template by its code. Raises NotFound, also for one that the caller may not see."""
        template = self.catalogue.templates.get(code)
        if template is None or not self.reads(template):
            raise NotFound(f"No template with code {code}.")
        return template

    def title(self, template: Template, record: Record) -> str:
        """What a card is called for the caller: by its id where the attribute with the name is not for him to read."""
        if self.can_read(template, template.attributes[template.name_attribute]):
            return template.title(record)
        return template.default_title(record)

    def reads(self, template: Template) -> bool:
        """Whether a template is there for the caller."""
        return self.permissions.may(Verb.READ, template.code)

    def place(self, record: Record, among: Iterable[str] = ()) -> Place | None:
        """Where the caller sees a record; None where not. `among`: codes of templates that are looked at first."""
        template = self.catalogue.template_of(record, among)
        if template is None or not self.reads(template):
            return None
        return self.place_as(record, template)

    def place_as(self, record: Record, template: Template) -> Place | None:
        """Where the caller sees a record as a card of a template; None where not."""
        folder = self.catalogue.folder_of(record, template)
        return None if folder is None or not self.in_folder(Verb.READ, folder) else Place(template, folder)

    def sees(self, record: Record) -> bool:
        """Whether the caller sees a record, as a card of whatever template."""
        return self.place(record) is not None

    def in_folder(self, verb: Verb, folder: Folder) -> bool:
        """Whether the caller has a right in a folder."""
        known = self._rights_in_folders.get((verb, folder.code))
        if known is None:
            known = self.permissions.may_in_folder(verb, folder.path)
            self._rights_in_folders[verb, folder.code] = known
        return known

    def may(self, verb: Verb, template: Template, folder: Folder) -> bool:
        """Whether the caller may do something with cards of a template in a folder."""
        return self.permissions.may(verb, template.code) and self.in_folder(verb, folder)

    def folders_for(self, verb: Verb, template: Template) -> list[Folder]:
        """The folders that accept a template, in order, in which the caller may do something with its cards."""
        accepting = (each for each in self.catalogue.folders.values() if template.code in each.templates)
        return [each for each in accepting if self.may(verb, template, each)]

    def right(self, template: Template, attribute: Attribute) -> FieldRight:
        """What the caller may do with an attribute, the right to write read-only ones left aside."""
        return self.permissions.field_right(template.code, attribute.code)

    def can_read(self, template: Template, attribute: Attribute) -> bool:
        """Whether the caller may read an attribute."""
        return self.right(template, attribute) is not FieldRight.NONE

    @cached_property
    def _rights_in_folders(self) -> dict[tuple[Verb, str], bool]:
        return {}
