"""Wishes and a card as a change of the record: what can be said only in view of what the card holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from chalicelib.dialects.esm.cards import rejection
from chalicelib.dialects.esm.cards.draft import Mode, Wish
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser.values import UnfitError
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.storage import merged
from chalicelib.domain.file import is_link
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.reference import Ref


def assemble(
    wishes: Iterable[Wish], record: Record | None, shown: Collection[Ref] | None = None
) -> tuple[Change, list[Rejection]]:
    """What the wishes make of a card (None: a new one), and which of them can't be fulfilled.

    `shown`: the references that the caller sees; of a list that is replaced, the others stay. None: all of them.
    """
    change, rejections = Change(), []
    for wish in wishes:
        try:
            change = merged(change, _one(wish, record, shown))
        except UnfitError as error:
            rejections.append(rejection.of(wish.attribute, str(error)))
    return change, rejections


def _one(wish: Wish, record: Record | None, shown: Collection[Ref] | None) -> Change:
    attribute, wanted = wish.attribute, wish.values
    if attribute.type is AttributeType.WORKLOG:
        return Change(notes=tuple(Note(text) for text in reversed(wanted)))
    held = attribute.read(record) if record is not None else ()
    if attribute.type is AttributeType.EXTERNAL_REFERENCE:
        wanted = tuple(_file(attribute, each, held) for each in wanted)
    if wish.mode is Mode.ADD:
        wanted = _added(attribute, held, wanted)
    elif attribute.type is AttributeType.REFERENCE and attribute.multiple and shown is not None:
        wanted = (*wanted, *(ref for ref in held if ref not in shown and ref not in wanted))
    if not wanted and attribute.required:
        raise UnfitError(f"{attribute.name} is required.")
    if wanted == held:
        return Change()
    return attribute.change(wanted, record)


def _added(attribute: Attribute, held: tuple[Any, ...], wanted: tuple[Any, ...]) -> tuple[Any, ...]:
    if held and wanted and not attribute.multiple:
        raise UnfitError(f"{attribute.name} takes only one value, and has one.")
    if attribute.type is AttributeType.REFERENCE:
        return tuple(dict.fromkeys((*held, *wanted)))
    return (*held, *wanted)


def _file(attribute: Attribute, wanted: File, held: tuple[Any, ...]) -> File:
    """A link as it is said; a file that the attribute holds, under the name that is said."""
    known = next((each for each in held if each.location == wanted.location), None)
    if known is not None:
        return File(wanted.name, known.location, known.size, known.media_type)
    if attribute.storage.field is not None and not is_link(wanted.location):
        raise UnfitError(f"{attribute.name} holds nothing at {wanted.location}, which is no web address.")
    return wanted
