"""Templates, folders and cards without a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any, Final

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.assembly import assemble
from chalicelib.dialects.esm.cards.draft import Mode, Wish
from chalicelib.dialects.esm.parser import values
from chalicelib.dialects.esm.serializer.elements import Surroundings, element
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.catalogue import Catalogue
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from tests.dialects.esm.desk import COMPANY, EXAMPLE, FOLDERS, make_admin
from tests.domain.filters.shelf import make_record

_CONTENTS: Final[tuple[Any, ...]] = (*BUILT_IN, COMPANY, EXAMPLE)
_KINDS: Final = {str(each["code"]): contents.kind_name(each) for each in _CONTENTS}
_FOLDERS: Final[list[Any]] = FOLDERS
_PARENTS: Final = {each["code"]: each["parent"] for each in _FOLDERS}
TEMPLATES: Final[Mapping[str, Template]] = {
    each["code"]: contents.template(each, number, _KINDS) for number, each in enumerate(_CONTENTS, 1)
}
CATALOGUE: Final = Catalogue(TEMPLATES, {each["code"]: contents.folder(each, _PARENTS) for each in _FOLDERS})
ACCESS: Final = Access(make_admin(), CATALOGUE)
_CLASSES: Final[Mapping[str, Any]] = {"incident": {"type": "incident"}, "ServiceRequest": {"type": "request"}}


def attribute_of(template: str, code: str) -> Attribute:
    return TEMPLATES[template].attributes[code]


def make_card(template: str, number: int = 1, **said: Any) -> Record:
    """A card from value objects by attribute; a plain value stands for one."""
    record = make_record(TEMPLATES[template].kind, number)
    record.fields.update(_CLASSES.get(template, {}))
    for code, content in said.items():
        objects = content if isinstance(content, list) else [{"value": content}]
        write(record, attribute_of(template, code), objects)
    return record


def write(record: Record, attribute: Attribute, objects: list[Any], mode: Mode = Mode.REPLACE) -> bool:
    """Write values as a request says them; whether anything was to be changed. Ids must be those of examples."""
    read = values.read(attribute, objects, UTC)
    wanted = tuple(Ref("rest_example", each.number or 0) if isinstance(each, values.Pointer) else each for each in read)
    change, rejections = assemble([Wish(attribute, wanted, mode)], record)
    assert rejections == []
    change.apply(record)
    return bool(change.values or change.extras or change.notes)


def shown(
    record: Record,
    attribute: Attribute,
    others: Iterable[Record] = (),
    journal: Iterable[JournalEntry] = (),
    access: Access = ACCESS,
) -> list[Any]:
    """The value objects of an attribute as they are answered."""
    import msgspec

    around = Surroundings(access, {each.ref: each for each in others}, {record.ref: [*journal]})
    answered: list[Any] = msgspec.to_builtins(element(attribute, record, around).values)
    return answered
