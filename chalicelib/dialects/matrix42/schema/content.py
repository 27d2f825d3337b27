"""Declared definitions: plain data, as administrators write it, made into the model of built-in ones (specification, 8.6).

    {"name": "Ud_SoftwareClassBase", "display": {"en": "Software"}, "displayExpression": "Name",
     "attributes": [{"name": "Name", "type": "String", "length": 100, "required": true},
                    {"name": "Owner", "type": "Relation", "to": "SPSUserClassBase"},
                    {"name": "Status", "type": "Pickup", "to": "Ud_SoftwarePickupStatus"}],
     "relations": [{"name": "Users", "to": "SPSUserClassBase", "reverse": "Ud_Software"}]}

The objects of a declared configuration item are records of a kind that is called like its main data definition, each attribute
a field. So are the fragments of a data definition of which an object has several; they point at it. With `kind` a definition
shows records of a kind that is there already, and `field` says which field an attribute is; what has none is kept beside them.

What comes here has been checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.schema.model import (
    Attribute,
    Cardinality,
    ConfigurationItem,
    DataDefinition,
    Form,
    Relation,
    RelationType,
    Row,
    by_name,
)
from chalicelib.dialects.matrix42.schema.storage import AsGuid, InExtras, InField, Storage, Tie
from chalicelib.dialects.matrix42.schema.texts import Localized
from chalicelib.dialects.matrix42.vocabulary.pickups import pickup
from chalicelib.domain.kind import MAX_LENGTH, Field, FieldType, Kind, fields_by_name

Content = Mapping[str, Any]

DEFINITION: Final = "definition"  # nouns of what is laid down
ITEM: Final = "item"
REMOVED: Final[Content] = {"removed": True}  # what stays of something that was taken away: its number
OWNER: Final = "@owner"  # the field of a fragment that points at the object: no attribute is called so
TAG: Final = 0x01
SHORT: Final = 255  # characters of a text whose length nobody says
RELATION: Final = "Relation"
PICKUP: Final = "Pickup"
CARDINALITIES: Final = {
    "mandatory": Cardinality.MANDATORY,
    "optional": Cardinality.OPTIONAL,
    "mandatoryMulti": Cardinality.MANDATORY_MULTI,
    "optionalMulti": Cardinality.OPTIONAL_MULTI,
}
TYPES: Final = {each.value: each for each in AttributeType if each is not AttributeType.VERSION} | {
    RELATION: AttributeType.GUID,
    PICKUP: AttributeType.INT,
}
FIELD_TYPES: Final = {
    AttributeType.STRING: FieldType.TEXT,
    AttributeType.TEXT: FieldType.TEXT,
    AttributeType.GUID: FieldType.TEXT,
    AttributeType.BINARY: FieldType.TEXT,
    AttributeType.INT: FieldType.NUMBER,
    AttributeType.LONG: FieldType.NUMBER,
    AttributeType.FLOAT: FieldType.NUMBER,
    AttributeType.DECIMAL: FieldType.NUMBER,
    AttributeType.DATE: FieldType.DATE_TIME,
    AttributeType.BOOL: FieldType.BOOLEAN,
}
LANGUAGES: Final = ("en", "de", "fr")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What declared data comes to. `mended`: the built-in definitions, with what relations from elsewhere add to them."""

    mended: tuple[DataDefinition, ...]
    definitions: tuple[DataDefinition, ...]
    items: tuple[ConfigurationItem, ...]
    kinds: tuple[Kind, ...]


def compiled(contents: Sequence[Content], items: Sequence[Content], built_in: Sequence[DataDefinition]) -> Compiled:
    """Data definitions, configuration items, and the kinds of their records that have to be declared."""
    uses = _Uses(contents, items, built_in)
    made = [_definition(content, uses) for content in contents]
    everything = _with_reverses(contents, [*map(uses.widened, built_in), *made], uses)
    return Compiled(
        mended=tuple(everything[: len(built_in)]),
        definitions=tuple(everything[len(built_in) :]),
        items=tuple(_item(content, uses) for content in items),
        kinds=tuple(_kind(content, uses) for content in contents if uses.has_own_kind(content)),
    )


class _Uses:
    """What data definitions are used for."""

    def __init__(
        self, contents: Sequence[Content], items: Sequence[Content], built_in: Sequence[DataDefinition]
    ) -> None:
        self._kinds = {each.name.lower(): each.kinds for each in built_in}
        self.names = {each.name.lower(): each.name for each in built_in}
        self.names |= {content["name"].lower(): content["name"] for content in contents}
        self._mains = {item["main"].lower() for item in items}
        self._owners: dict[str, list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        for item in items:
            for member in item.get("members", ()):
                multi = CARDINALITIES[member.get("cardinality", "mandatory")].is_multi
                used = self._owners if multi else self._parts
                used.setdefault(member["name"].lower(), []).append(item["main"])
        for content in contents:
            folded = content["name"].lower()
            if folded in self._mains or folded in self._owners:
                self._kinds[folded] = (content.get("kind") or content["name"],)

    def widened(self, definition: DataDefinition) -> DataDefinition:
        """A built-in data definition, as a part of declared objects as well."""
        more = self._parts.get(definition.name.lower(), [])
        kinds = [kind for main in more for kind in self.kinds(main)]
        return replace(definition, kinds=(*definition.kinds, *kinds)) if kinds else definition

    def kinds(self, name: str) -> tuple[str, ...]:
        """The kinds whose records a data definition shows."""
        return self._kinds.get(name.lower(), ())

    def owners(self, name: str) -> tuple[str, ...]:
        """The kinds of the objects that fragments of a data definition belong to, if there may be several in one."""
        mains = self._owners.get(name.lower(), ())
        return tuple(dict.fromkeys(kind for main in mains for kind in self.kinds(main)))

    def has_own_kind(self, content: Content) -> bool:
        """Whether there are records of its own."""
        return bool(self.kinds(content["name"])) and content.get("kind") is None


def _definition(content: Content, uses: _Uses) -> DataDefinition:
    called = content.get("display") or {"en": content["name"]}
    if content.get("pickup"):
        rows = (
            Row(each["value"], {language: each[language] for language in LANGUAGES if language in each})
            for each in content.get("values", ())
        )
        return replace(pickup(content["name"], *rows, called=called), descriptions=content.get("description") or {})
    attributes = (_attribute(each, content, uses) for each in content.get("attributes", ()))
    relations = (_relation(each, content, uses) for each in content.get("relations", ()))
    multi = bool(uses.owners(content["name"]))
    return DataDefinition(
        content["name"],
        Form.MULTI if multi else Form.SINGLE,
        by_name(*attributes),
        {each.name.lower(): each for each in relations},
        labels=called,
        descriptions=content.get("description") or {},
        kinds=uses.kinds(content["name"]),
        tag=0 if multi else TAG,
        display=content.get("displayExpression") or "NULL",
        owner=OWNER if multi else None,
    )


def _attribute(content: Content, of: Content, uses: _Uses) -> Attribute:
    type_ = TYPES[content["type"]]
    to = content.get("to")
    target = uses.names[to.lower()] if to else None
    localizable = content.get("localizable", False)
    return Attribute(
        content["name"],
        type_,
        _storage(content, of, type_),
        labels=content.get("display") or {"en": content["name"]},
        length=(content.get("length") or SHORT) if type_ is AttributeType.STRING else None,
        required=content.get("required", False),
        localizable=localizable,
        pickup=target if content["type"] == PICKUP else None,
        target=target if content["type"] == RELATION else None,
        default=content.get("default"),
    )


def _storage(content: Content, of: Content, type_: AttributeType) -> Storage:
    name = content["name"]
    if of.get("kind") is not None:
        if content.get("field") is None:
            return InExtras("main", name, type_, refers=content["type"] == RELATION)
        return InField(content["field"])
    if content.get("localizable", False):
        return Localized(name, name)
    return AsGuid(name) if type_ is AttributeType.GUID and content["type"] != RELATION else InField(name)


def _relation(content: Content, of: Content, uses: _Uses) -> Relation:
    tie = Tie(content["name"], is_extra=of.get("kind") is not None)
    return Relation(
        content["name"],
        uses.names[content["to"].lower()],
        tie,
        labels=content.get("display") or {"en": content["name"]},
        inverse=content.get("reverse"),
    )


def _with_reverses(contents: Iterable[Content], known: list[DataDefinition], uses: _Uses) -> list[DataDefinition]:
    """Relations that are declared on one side, shown on the other."""
    places = {each.name.lower(): place for place, each in enumerate(known)}
    for content in contents:
        kinds = uses.kinds(content["name"])
        for each in content.get("relations", ()):
            if each.get("reverse") and kinds:
                place = places[each["to"].lower()]
                relation = Relation(
                    each["reverse"],
                    content["name"],
                    Tie(each["name"], of=kinds[0]),
                    type=RelationType.MANY_TO_MANY,
                    labels=content.get("display") or {"en": each["reverse"]},
                    inverse=each["name"],
                )
                relations = {**known[place].relations, relation.name.lower(): relation}
                known[place] = replace(known[place], relations=relations)
    return known


def _item(content: Content, uses: _Uses) -> ConfigurationItem:
    main = uses.names[content["main"].lower()]
    members = {main: Cardinality.MANDATORY}
    for member in content.get("members", ()):
        members[uses.names[member["name"].lower()]] = CARDINALITIES[member.get("cardinality", "mandatory")]
    (kind,) = uses.kinds(main)
    return ConfigurationItem(
        content["name"], kind, main, members, labels=content.get("display") or {"en": content["name"]}
    )


def _kind(content: Content, uses: _Uses) -> Kind:
    fields = [_field(each, uses) for each in content.get("attributes", ())]
    fields += (
        Field(each["name"], FieldType.REFERENCE, target=uses.kinds(each["to"]), multiple=True, indexed=True)
        for each in content.get("relations", ())
    )
    facets = {"main": frozenset(each.name for each in fields), "state": frozenset[str]()}
    owners = uses.owners(content["name"])
    if owners:
        fields.append(Field(OWNER, FieldType.REFERENCE, target=owners, indexed=True))
    texts = {each.name for each in fields if each.type is FieldType.TEXT}
    shown = content.get("displayExpression")
    name_field = shown if shown in texts else None
    return Kind(
        name=content["name"],
        name_field=name_field,
        title=lambda record: str((name_field and record.get(name_field)) or record.number),
        fields=fields_by_name(*fields),
        facets={} if owners else facets,
    )


def _field(content: Content, uses: _Uses) -> Field:
    type_ = TYPES[content["type"]]
    if content["type"] == RELATION:
        return Field(content["name"], FieldType.REFERENCE, target=uses.kinds(content["to"]), indexed=True)
    limit = content.get("length", SHORT) if type_ is AttributeType.STRING else MAX_LENGTH
    return Field(
        content["name"],
        FIELD_TYPES[type_],
        max_length=limit,
        whole=type_ in (AttributeType.INT, AttributeType.LONG),
        required=content.get("required", False),
    )
