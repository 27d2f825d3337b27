"""One attribute of a card: replaced, extended, cleared, and its files (specification, 5.7 and 5.8)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.draft import Draft, Wish
from chalicelib.dialects.esm.cards.saving import Saving
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.messages import IN_TRASH
from chalicelib.domain.record import File, Record
from chalicelib.domain.role import FieldRight, Verb
from chalicelib.errors import Conflict, Forbidden, Invalid, NotFound
from chalicelib.services import files


@dataclass(frozen=True)
class Target:
    """An attribute of a card, which the caller may write."""

    access: Access
    template: Template
    attribute: Attribute
    record: Record

    def check_clearable(self) -> None:
        """Raise Invalid for a worklog, which keeps its entries, and for what must have a value."""
        if self.attribute.type is AttributeType.WORKLOG:
            raise Invalid(message=f"{self.attribute.name} is a worklog, which loses no entries.")

    def check_attachable(self) -> None:
        """Raise Invalid for an attribute that takes no file, or no other."""
        field = self.attribute.storage.field
        if not self.attribute.file or field is None:
            raise Invalid(message=f"{self.attribute.name} takes no files.")
        if self.record.many(field) and not self.attribute.multiple:
            raise Invalid(message=f"{self.attribute.name} takes only one file, and has one.")

    def clear(self, saving: Saving, *, if_version: int | None) -> Record:
        """Take its values away."""
        return self.carry_out(Wish(self.attribute, ()), saving, if_version=if_version)

    def attach(self, name: str, content: bytes, media_type: str, *, if_version: int | None) -> Record:
        """Add a file, once it is known that there is room for it (`check_attachable`)."""
        record, _ = files.attach(
            kind=self.template.kind,
            number=self.record.number,
            field=self.attribute.storage.field or "",
            name=name,
            content=content,
            media_type=media_type,
            caller=self.access.caller,
            before=self.record,
            if_version=if_version,
        )
        return record

    def carry_out(self, wish: Wish, saving: Saving, *, if_version: int | None) -> Record:
        """Fulfil one wish. Unlike in a whole card, what is not taken refuses the call."""
        draft = Draft(self.template, {self.attribute.code: wish})
        saved = saving.carry_out(self.record, draft, if_version=if_version)
        for rejected in saved.rejections:
            raise rejected.to_error()
        return saved.record


def check_writable(access: Access, template: Template, attribute: Attribute, folder: Folder) -> None:
    """Raise Forbidden, or Invalid for an attribute that nobody writes."""
    if not access.may(Verb.EDIT, template, folder):
        raise Forbidden("There is no right to edit this data card.")
    if attribute.read_only:
        raise rejection.read_only(attribute).to_error()
    if access.right(template, attribute) is not FieldRight.WRITE:
        raise rejection.forbidden(attribute).to_error()


def check_live(record: Record) -> None:
    """Raise Conflict for a card in the trash."""
    if record.trashed:
        raise Conflict(IN_TRASH)


def find_file(
    access: Access, template: Template, attribute: Attribute, record: Record, location: str
) -> tuple[File, bytes]:
    """A file of a card with its bytes. Raises NotFound, Forbidden for an attribute that the caller may not read."""
    if not access.can_read(template, attribute):
        raise Forbidden(f"There is no right to read the attribute {attribute.code}.")
    if not attribute.file or attribute.storage.field is None:
        raise NotFound("There is no such file.")
    return files.read(record=record, location=location, field=attribute.storage.field)
