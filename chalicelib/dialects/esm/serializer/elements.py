"""The values of attributes, type by type (specification, 4.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.filtering import is_hidden
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.serializer import stamps
from chalicelib.dialects.esm.templates.attribute import Attribute, Static
from chalicelib.domain.file import is_link
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref


@dataclass(frozen=True)
class Surroundings:
    """What was read beside cards, to show them: what they point at, and their journals, newest entry first."""

    access: Access
    records: Mapping[Ref, Record]
    journals: Mapping[Ref, Sequence[JournalEntry]] = field(default_factory=dict)


def element(attribute: Attribute, record: Record, around: Surroundings) -> wire.DataCardElement:
    """An attribute of a card, with its values."""
    write = _WRITERS[attribute.type]
    values = [*write(attribute, record, around)]
    return wire.DataCardElement(attribute.name, attribute.type.value, values)


def _texts(attribute: Attribute, record: Record, _: Surroundings) -> Iterable[wire.Value]:
    return (wire.StringValue(str(value)) for value in attribute.read(record))


def _numbers(attribute: Attribute, record: Record, _: Surroundings) -> Iterable[wire.Value]:
    for value in attribute.read(record):
        yield wire.NumberValue(int(value) if isinstance(value, float) and value.is_integer() else value)


def _dates(attribute: Attribute, record: Record, _: Surroundings) -> Iterable[wire.Value]:
    return (wire.DateValue(stamps.write(value)) for value in attribute.read(record))


def _statics(attribute: Attribute, record: Record, _: Surroundings) -> Iterable[wire.Value]:
    values: tuple[Static, ...] = attribute.read(record)
    return (wire.StaticValue(each.value, each.code) for each in values)


def _references(attribute: Attribute, record: Record, around: Surroundings) -> Iterable[wire.Value]:
    for ref in attribute.read(record):
        target = around.records.get(ref)
        place = around.access.place(target, attribute.target) if target is not None else None
        if target is None or place is None or place.template.code not in attribute.target:
            continue
        number = str(target.number)
        yield wire.ReferenceValue(
            name=around.access.title(place.template, target),
            data_card_id=number,
            template_name=place.template.name,
            template_code=place.template.code,
            deleted=target.trashed,
            hidden=is_hidden(target),
            url=f"/dc/{place.template.code}/data/{number}",
        )


def _externals(attribute: Attribute, record: Record, around: Surroundings) -> Iterable[wire.Value]:
    files: tuple[File, ...] = attribute.read(record)
    template = around.access.catalogue.template_of(record)
    for file in files:
        if template is None or not attribute.file or is_link(file.location):
            yield wire.LinkValue(file.name, file.location)
        else:
            path = f"/dc/{template.code}/data/{record.number}/{attribute.code}/file/{file.location}"
            yield wire.FileValue(file.name, file.location, path)


def _entries(_: Attribute, record: Record, around: Surroundings) -> Iterable[wire.Value]:
    for entry in around.journals.get(record.ref, ()):
        person = around.records.get(entry.author) if entry.author else None
        author = person.title if person is not None else entry.author_name
        yield wire.WorklogEntry(author, entry.text, stamps.write(entry.at))


_WRITERS: Final[dict[AttributeType, Callable[[Attribute, Record, Surroundings], Iterable[wire.Value]]]] = {
    AttributeType.STRING: _texts,
    AttributeType.NUMBER: _numbers,
    AttributeType.DATE: _dates,
    AttributeType.STATIC_VALUE: _statics,
    AttributeType.REFERENCE: _references,
    AttributeType.EXTERNAL_REFERENCE: _externals,
    AttributeType.WORKLOG: _entries,
}
