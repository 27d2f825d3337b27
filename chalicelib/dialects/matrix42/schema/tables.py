"""Data definitions as the expressions of `asql` see them: each for the records of one kind (see `asql.table`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql import table as asql
from chalicelib.dialects.matrix42.asql.faults import unsupported
from chalicelib.dialects.matrix42.asql.parser import parse_any
from chalicelib.dialects.matrix42.asql.table import AttributeType, Context, Identity, Way
from chalicelib.dialects.matrix42.asql.typed import as_text
from chalicelib.dialects.matrix42.asql.values import Values
from chalicelib.dialects.matrix42.schema.finding import Place
from chalicelib.dialects.matrix42.schema.model import Attribute, ConfigurationItem, DataDefinition, Form, Relation
from chalicelib.dialects.matrix42.schema.operands import FacetVersion, FragmentId
from chalicelib.dialects.matrix42.schema.rows import KEY, LYING, OWNER, beyond
from chalicelib.domain.filters.conditions import Compare, Comparison, Condition
from chalicelib.domain.filters.derived import Mapped, OfClass
from chalicelib.domain.filters.operands import (
    Fact,
    Literal,
    Lookup,
    Operand,
    Present,
    Referring,
    Stored,
    System,
    Through,
)
from chalicelib.domain.record import Record

if TYPE_CHECKING:
    from chalicelib.dialects.matrix42.schema.catalogue import Catalogue

USED_IN: Final = "UsedInType"
OBJECT_ID: Final = "Expression-ObjectID"
TYPE_ID: Final = "Expression-TypeID"
_ITSELF: Final = System(Fact.REFERENCE)


class Tables:
    """All of a catalogue, in one language."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self.language = language
        self._known: dict[str, Table] = {}

    def table(self, key: str) -> Table:
        """A data definition as a Way names it."""
        known = self._known.get(key)
        if known is None:
            place = Place.read(key)
            definition = self.catalogue.definition(place.definition)
            known = self._known[key] = Table(self, definition, place.kinds[0] if place.kinds else None)
        return known

    def of(self, definition: DataDefinition, kind: str | None = None) -> Table:
        """A data definition for records of a kind; of those with one kind it need not be said."""
        return self.table(self.place(definition, kind).key)

    def place(self, definition: DataDefinition, kind: str | None = None) -> Place:
        """How a data definition is asked for."""
        return Place(definition.name, (kind,) if kind is not None else definition.kinds[:1])


class Table:
    """A data definition for the records of one kind, or for rows that are none (`kind` is None).

    What only records of some classes have is seen in these alone.
    """

    def __init__(self, tables: Tables, definition: DataDefinition, kind: str | None) -> None:
        self.definition = definition
        self.kind = kind
        self._tables = tables
        self._catalogue = tables.catalogue
        self._place = Place(definition.name, () if kind is None else (kind,))
        self._items = self._catalogue.items_of(definition, kind)
        self._attributes: dict[str, asql.Attribute | None] = {}

    @property
    def name(self) -> str:
        """As the schema spells it."""
        return self.definition.name

    @property
    def shown(self) -> Iterator[str]:
        """Names of all attributes that a fragment has, relations to one row included, in order."""
        yield from ("ID", "DisplayString", "TimeStamp", TYPE_ID, OBJECT_ID)
        yield from (each.name for each in self.definition.attributes.values() if each.name != "DisplayString")
        if self.definition.owner is not None:
            yield USED_IN
        yield from (USED_IN + item.name for item in self._items if not item.is_abstract)

    def attribute(self, name: str) -> asql.Attribute | None:
        """An attribute or a relation by its name; None when there is none."""
        folded = name.lower()
        if folded not in self._attributes:
            self._attributes[folded] = self._made(folded)
        return self._attributes[folded]

    def sibling(self, name: str) -> Way | None:
        """The way to another data definition of the object: nowhere if only objects of other kinds have both, else None."""
        other = self._catalogue.find_definition(name)
        if other is None:
            return None
        both = [item for item in self._catalogue.items_of(self.definition) if other.name in item.members]
        own = [item for item in both if item in self._items]
        if own:
            return self._way(other, own)
        return Way(self._way(other, both).to, several=other.owner is not None, classes=()) if both else None

    # what every fragment has

    def _made(self, folded: str) -> asql.Attribute | None:
        own = _OWN.get(folded)
        if own is not None:
            return own(self)
        if folded.startswith(USED_IN.lower()):
            return self._used_in(folded.removeprefix(USED_IN.lower()))
        attribute = self.definition.attribute(folded)
        if attribute is not None:
            return self._attribute(attribute)
        relation = self.definition.relation(folded)
        return None if relation is None else self._relation(relation)

    def _id(self) -> asql.Attribute:
        if self.kind is None:
            implies = self._implied_by_id if self.definition.owner is not None else None
            return asql.Attribute("ID", AttributeType.GUID, System(Fact.GUID), implies=implies)
        operand = FragmentId(self.name, self.definition.tag)
        return asql.Attribute(
            "ID", AttributeType.GUID, self._own(operand), identity=Identity(self._place.key, self._own(_ITSELF))
        )

    def _implied_by_id(self, said: Any) -> Condition | None:
        """The id of what lies in a record says in which."""
        lying = LYING[self.name]
        owner = ids.whole(lying.owner.name, lying.owner.space, said, lying.tag) if lying.tag else None
        return None if owner is None else Compare(Stored(OWNER), Comparison.EQUAL, Literal(owner))

    def _display(self) -> asql.Attribute:
        return asql.Attribute(
            "DisplayString",
            AttributeType.STRING,
            self._own(self._display_operand()),
            localizable=self.definition.form is Form.PICKUP,
        )

    def _display_operand(self) -> Operand:
        text = self.definition.display
        if text is None:
            item = self._items[0]
            way = self._way(self._catalogue.definition(item.main), [item])
            return way.over(self._operand_of(way, "DisplayString"))
        if self.definition.form is Form.PICKUP:
            return self.definition.attributes["displaystring"].storage.operand(self._tables.language)
        context = Context(self._tables.table, lambda _, __: {}, _NEVER, language=self._tables.language)
        tree = parse_any(text)
        found = as_text(Values(self, context).of(tree))  # type: ignore[arg-type]  # checked when it was declared
        if found.several:
            raise unsupported(1, "the name of a row of which there may be several")
        return found.operand

    def _operand_of(self, way: Way, name: str) -> Operand:
        attribute = self._tables.table(way.to).attribute(name)
        assert attribute is not None and attribute.operand is not None  # noqa: S101, PT018  every table has these
        return attribute.operand

    def _version(self) -> asql.Attribute:
        if self.kind is None:
            return asql.Attribute("TimeStamp", AttributeType.VERSION, System(Fact.VERSION))
        operand = self._own(FacetVersion(self.definition.facet))
        return asql.Attribute("TimeStamp", AttributeType.VERSION, operand, ceiling=System(Fact.VERSION))

    def _type_id(self, name: str = TYPE_ID) -> asql.Attribute:
        return asql.Attribute(name, AttributeType.GUID, self._owned(self._type_of_object()))

    def _type_of_object(self) -> Operand:
        """The id of the configuration item, seen from the object."""
        items = [item for item in self._items if not item.is_abstract]
        if not items:
            return Literal(None)
        if any(item.cls for item in items):
            return Mapped(System(Fact.CLASS), {item.cls: item.id for item in items})
        if len({item.kind for item in items}) == 1:
            return Literal(items[0].id)
        return Mapped(System(Fact.KIND), {item.kind: item.id for item in items})

    def _owned(self, operand: Operand) -> Operand:
        """What an operand sees in the object, seen from here."""
        field = self.definition.owner
        if field is None:
            return self._own(operand)
        return operand if operand == Literal(None) else Through(Present(Stored(field)), operand)

    def _object_id(self, name: str = OBJECT_ID) -> asql.Attribute:
        field = self.definition.owner
        kinds = tuple(dict.fromkeys(item.kind for item in self._items))
        if not kinds:
            return asql.Attribute(name, AttributeType.GUID, Literal(None))
        reference = self._own(_ITSELF) if field is None else Present(Stored(field))
        identity = Identity(Place("", kinds).key, reference)
        return asql.Attribute(name, AttributeType.GUID, self._owned(System(Fact.GUID)), identity=identity)

    def _used_in(self, folded: str) -> asql.Attribute | None:
        """The object id, where the configuration item is the one that is named."""
        if not folded:
            return self._object_id(USED_IN) if self._items else None
        item = self._catalogue.find_item(folded)
        if item is None or self.name not in item.members or item.is_abstract:
            return None
        if item not in self._items:
            return asql.Attribute(USED_IN + item.name, AttributeType.GUID, Literal(None))
        name, field = USED_IN + item.name, self.definition.owner
        operand, itself = (
            (each if item.cls is None else OfClass((item.cls,), each)) for each in (System(Fact.GUID), _ITSELF)
        )
        place = Place("", (item.kind,)).key
        if field is None:
            return asql.Attribute(name, AttributeType.GUID, operand, identity=Identity(place, itself))
        identity = Identity(place, Through(Present(Stored(field)), itself))
        return asql.Attribute(name, AttributeType.GUID, self._owned(operand), identity=identity)

    def _own(self, operand: Operand) -> Operand:
        """What only fragments of some classes have."""
        classes = self.definition.classes
        return operand if classes is None else OfClass(classes, operand)

    # what this data definition has

    def _attribute(self, attribute: Attribute) -> asql.Attribute:
        if attribute.name == "TypeID" and self.definition.owner is None and self.kind is not None:
            return self._type_id("TypeID")
        storage = attribute.storage_of(self.kind or "")
        operand = self._own(storage.operand(self._tables.language))
        if attribute.target is not None:
            return asql.relation(attribute.name, self._to(self._catalogue.definition(attribute.target), operand))
        pickup = None
        if attribute.pickup is not None:
            pickup = self._catalogue.pickup(attribute.pickup, storage.implied)
        return asql.Attribute(
            attribute.name,
            attribute.type,
            operand,
            pickup=pickup,
            localizable=attribute.localizable,
            implies=None if pickup is not None else storage.implied,
        )

    def _to(self, target: DataDefinition, operand: Operand) -> Way:
        """To a record; or to a row that is always the same, by its key."""
        if target.form is not Form.FIXED:
            return Way(self._tables.place(target).key, Present(operand))
        rows_by_key = {row.get(KEY): row for row in self._catalogue.fixed_rows(target)}

        def rows(record: Record, lookup: Lookup) -> list[Record]:
            return [rows_by_key[key] for key in operand.values(record, lookup) if key in rows_by_key]

        return Way(target.name, rows=rows)

    def _relation(self, relation: Relation) -> asql.Attribute:
        way = Way(self._key_of(relation.target), Present(self._own(relation.tie.operand)), several=True)
        return asql.relation(relation.name, way)

    def _key_of(self, name: str) -> str:
        return self._tables.place(self._catalogue.definition(name)).key

    # other fragments of the object

    def _way(self, other: DataDefinition, items: Iterable[ConfigurationItem]) -> Way:
        kind = next(item.kind for item in items)
        owner = None if self.definition.owner is None else Present(Stored(self.definition.owner))
        if other.owner is None:
            return Way(Place(other.name, (kind,)).key, owner)
        lying = LYING.get(other.name)
        if lying is not None:
            return Way(other.name, rows=beyond(lying, owner), several=True)
        (own_kind,) = other.kinds
        pointing = Present(Referring(own_kind, other.owner))
        return Way(
            Place(other.name, (own_kind,)).key,
            pointing if owner is None else Through(owner, pointing),
            several=True,
        )


_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
_OWN: Final[Mapping[str, Callable[[Table], asql.Attribute]]] = {
    "id": Table._id,  # noqa: SLF001  its own
    "displaystring": Table._display,  # noqa: SLF001
    "timestamp": Table._version,  # noqa: SLF001
    TYPE_ID.lower(): Table._type_id,  # noqa: SLF001
    OBJECT_ID.lower(): Table._object_id,  # noqa: SLF001
}
