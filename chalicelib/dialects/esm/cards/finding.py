"""The card and the folder that a request names, as far as they are there for the caller."""

from __future__ import annotations

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.parser.cards import CardBody
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, Invalid, NotFound
from chalicelib.services import records

_DIGITS = 10


def find(card: str, access: Access, template: Template) -> tuple[Record, Folder]:
    """A card by its id, also one in the trash, and where it lies. Raises NotFound."""
    missing = NotFound(f"No data card {card[:_SHOWN]} of template {template.code}.")
    if not (card.isascii() and card.isdecimal() and len(card) <= _DIGITS and 0 < int(card) <= HIGHEST):
        raise missing
    try:
        record = records.get(kind=template.kind, number=int(card), trashed=True)
    except NotFound:
        raise missing from None
    place = access.place_as(record, template) if template.shows(record) else None
    if place is None:
        raise missing
    return record, place.folder


def folder_for(body: CardBody, access: Access, template: Template) -> Folder:
    """The folder that a body names for a new card.

    Raises Invalid for one that is not there or does not accept the template, Forbidden without the right to create there.
    """
    if body.folder is None:
        raise Invalid(message="folderCode is missing.")
    folder = access.catalogue.folders.get(body.folder)
    if folder is None or template.code not in folder.templates:
        shown = body.folder[:_SHOWN]
        raise Invalid(message=f"No folder with code {shown} accepts data cards of template {template.code}.")
    if not access.may(Verb.CREATE, template, folder):
        raise Forbidden(f"There is no right to create data cards in the folder {folder.code}.")
    return folder


def moved_to(body: CardBody, access: Access, template: Template, stands: Folder) -> Folder | None:
    """The folder that a body moves a card to; None where it names none, or the one in which the card lies. Raises as above."""
    if body.folder is None or body.folder == stands.code:
        return None
    return folder_for(body, access, template)


_SHOWN = 100  # characters of what a request names that an error repeats
