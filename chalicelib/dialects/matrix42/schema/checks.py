"""What is wrong with declared definitions, all faults at once: first in their shape, then in what they mean together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.matrix42.schema import shapes
from chalicelib.dialects.matrix42.schema.content import (
    CARDINALITIES,
    FIELD_TYPES,
    PICKUP,
    RELATION,
    TYPES,
    Content,
)
from chalicelib.dialects.matrix42.schema.json import Misshapen, TooLong, from_json
from chalicelib.dialects.matrix42.schema.model import DataDefinition, Form
from chalicelib.dialects.matrix42.schema.shapes import Path
from chalicelib.domain.kind import FieldType, Kind
from chalicelib.errors import Faults

RESERVED: Final = ("id", "displaystring", "timestamp")  # what every fragment has
USED_IN: Final = "usedintype"
COMMON: Final = "SPSCommonClassBase"  # the one built-in data definition that a declared object can have
_TEXTUAL: Final = ("String", "Text")


@dataclass(frozen=True)
class World:
    """What there is beside a file: built-in definitions, what was declared before, declared kinds, the prefix of names."""

    built_in: Sequence[DataDefinition]
    item_names: Sequence[str]
    declared: Sequence[Content]
    items: Sequence[Content]
    kinds: Mapping[str, Kind]
    prefix: str


def merged(former: Sequence[Content], said: Sequence[Content]) -> list[Content]:
    """Contents, with those that are said anew in their places, and those that are new at the end."""
    by_name = {each["name"].lower(): each for each in said}
    kept = [by_name.pop(each["name"].lower(), each) for each in former]
    return [*kept, *by_name.values()]


def check(said: Any, world: World) -> None:
    """Raise Invalid with everything that is wrong with a file; its expressions are not looked at."""
    faults = Faults()
    if shapes.check_file(said, faults):
        _Checker(said, world, faults).check()
    faults.raise_any()


class _Checker:
    def __init__(self, said: Mapping[str, Any], world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._said: Sequence[Content] = said.get("dataDefinitions", ())
        self._items: Sequence[Content] = said.get("configurationItems", ())
        self._built_in = {each.name.lower(): each for each in world.built_in}
        self._declared = {each["name"].lower(): each for each in merged(world.declared, self._said)}
        self._all_items = merged(world.items, self._items)
        self._mains = [each["main"].lower() for each in self._all_items]
        self._multi = {
            member["name"].lower()
            for item in self._all_items
            for member in item.get("members", ())
            if CARDINALITIES[member.get("cardinality", "mandatory")].is_multi
        }

    def check(self) -> None:
        self._check_names()
        for place, content in enumerate(self._said):
            self._definition(content, ("dataDefinitions", place))
        for place, item in enumerate(self._items):
            self._item(item, ("configurationItems", place))

    def _fault(self, path: Path, code: str, message: str) -> None:
        self._faults.add(path, code, message)

    def _check_names(self) -> None:
        taken = {*self._built_in, *(name.lower() for name in self._world.item_names)}
        seen: set[str] = set()
        for noun, contents in (("dataDefinitions", self._said), ("configurationItems", self._items)):
            for place, content in enumerate(contents):
                name, path = content["name"], (noun, place, "name")
                if not name.lower().startswith(self._world.prefix.lower()):
                    self._fault(path, "format", f"Names of declared definitions begin with {self._world.prefix}.")
                elif name.lower() in taken | seen:
                    self._fault(path, "unique", f"There is a {name} already.")
                seen.add(name.lower())

    def _definition(self, content: Content, path: Path) -> None:
        if content.get("pickup"):
            self._pickup(content, path)
            return
        for unwanted in ("values",):
            if unwanted in content:
                self._fault((*path, unwanted), "unknown", "Only a pick-up has values.")
        kind = self._kind(content, path)
        names: set[str] = set()
        for each, where in _members(content, path, "attributes"):
            self._name(each["name"], (*where, "name"), names)
            self._attribute(each, where, kind=kind, is_view="kind" in content)
        for each, where in _members(content, path, "relations"):
            self._name(each["name"], (*where, "name"), names)
            self._target(each["to"], (*where, "to"))
            self._reverse(each, where)
            if kind is not None:
                self._fault(where, "unknown", "Records of another dialect get no relations to several.")

    def _pickup(self, content: Content, path: Path) -> None:
        for unwanted in ("attributes", "relations", "kind", "displayExpression"):
            if unwanted in content:
                self._fault((*path, unwanted), "unknown", f"A pick-up has no {unwanted}.")
        values = [each["value"] for each in content.get("values", ())]
        if not values:
            self._fault((*path, "values"), "required", "A pick-up has one value at least.")
        for place, value in enumerate(values):
            if value in values[:place]:
                self._fault((*path, "values", place, "value"), "unique", f"There is a value {value} already.")

    def _kind(self, content: Content, path: Path) -> Kind | None:
        if "kind" not in content:
            return None
        kind = self._world.kinds.get(content["kind"])
        if kind is None:
            self._fault((*path, "kind"), "reference", f"There is no declared kind {content['kind']}.")
        if content["name"].lower() in self._multi:
            self._fault((*path, "kind"), "choice", "Records of another dialect are no parts of other objects.")
        return kind

    def _name(self, name: str, path: Path, names: set[str]) -> None:
        folded = name.lower()
        if folded in RESERVED or folded.startswith(USED_IN):
            self._fault(path, "unique", f"{name} is what every fragment has.")
        elif folded in names:
            self._fault(path, "unique", f"There is a {name} already.")
        names.add(folded)

    def _attribute(self, content: Content, path: Path, *, kind: Kind | None, is_view: bool) -> None:
        of = content["type"]
        if "length" in content and of != "String":
            self._fault((*path, "length"), "unknown", "Only a String has a length.")
        if content.get("localizable") and (of not in _TEXTUAL or is_view):
            self._fault((*path, "localizable"), "choice", "Only a String or Text of its own is localizable.")
        if of in (RELATION, PICKUP) and "to" not in content:
            self._fault((*path, "to"), "required", f"A {of} says where it leads to.")
        elif of == RELATION:
            self._target(content["to"], (*path, "to"))
        elif of == PICKUP:
            self._pickup_target(content, path)
        elif "to" in content:
            self._fault((*path, "to"), "unknown", "Only a Relation or a Pickup leads somewhere.")
        if content.get("default") is not None:
            self._default(content, path)
        if "field" in content and not is_view:
            self._fault((*path, "field"), "unknown", "Without a kind there are no fields.")
        elif "field" in content and kind is not None:
            self._field(content, kind, path)

    def _default(self, content: Content, path: Path) -> None:
        of, said = content["type"], content["default"]
        try:
            from_json(TYPES[of], said, length=content.get("length"))
        except (Misshapen, TooLong):
            self._fault((*path, "default"), "type", f"The default is no {of}.")
            return
        if of == RELATION:
            self._fault((*path, "default"), "unknown", "A relation has no default.")
        elif of == PICKUP and said not in self._values(content.get("to", "")):
            self._fault((*path, "default"), "choice", "The default is no value of the pick-up.")

    def _values(self, name: str) -> list[int]:
        content = self._declared.get(name.lower())
        if content is not None:
            return [each["value"] for each in content.get("values", ())]
        built_in = self._built_in.get(name.lower())
        return [int(row.key) for row in built_in.rows] if built_in is not None else []

    def _field(self, content: Content, kind: Kind, path: Path) -> None:
        field = kind.fields.get(content["field"])
        of = content["type"]
        wanted = FieldType.REFERENCE if of == RELATION else FIELD_TYPES[TYPES[of]]
        if field is None:
            self._fault((*path, "field"), "reference", f"{kind.name} has no field {content['field']}.")
        elif field.type is not wanted or field.multiple or field.day:
            self._fault((*path, "field"), "type", f"{field.name} of {kind.name} holds something else than one {of}.")

    def _target(self, name: str, path: Path) -> None:
        built_in, folded = self._built_in.get(name.lower()), name.lower()
        if built_in is not None:
            sound = built_in.form is Form.SINGLE and len(built_in.kinds) == 1 and built_in.classes is None
        elif folded in self._declared:
            sound = folded in self._mains
        else:
            self._fault(path, "reference", f"There is no data definition {name}.")
            return
        if not sound:
            self._fault(path, "choice", f"{name} is no main data definition of a configuration item.")

    def _pickup_target(self, content: Content, path: Path) -> None:
        name = content["to"]
        built_in, declared = self._built_in.get(name.lower()), self._declared.get(name.lower())
        if built_in is None and declared is None:
            self._fault((*path, "to"), "reference", f"There is no data definition {name}.")
        elif not (declared or {}).get("pickup") and (built_in is None or built_in.form is not Form.PICKUP):
            self._fault((*path, "to"), "choice", f"{name} is no pick-up.")

    def _reverse(self, content: Content, path: Path) -> None:
        reverse = content.get("reverse")
        if reverse is None:
            return
        built_in, declared = self._built_in.get(content["to"].lower()), self._declared.get(content["to"].lower())
        names = {*built_in.attributes, *built_in.relations} if built_in is not None else set()
        for noun in ("attributes", "relations"):
            names |= {each["name"].lower() for each in (declared or {}).get(noun, ())}
        others = [
            each
            for definition in self._declared.values()
            for each in definition.get("relations", ())
            if each.get("reverse", "").lower() == reverse.lower() and each["to"].lower() == content["to"].lower()
        ]
        if reverse.lower() in names or len(others) > 1 or reverse.lower() in RESERVED:
            self._fault((*path, "reverse"), "unique", f"{content['to']} has a {reverse} already.")

    def _item(self, content: Content, path: Path) -> None:
        main = content["main"].lower()
        declared = self._declared.get(main)
        if declared is None or declared.get("pickup"):
            self._fault((*path, "main"), "reference", f"There is no declared data definition {content['main']}.")
        elif self._mains.count(main) > 1:
            self._fault((*path, "main"), "unique", f"{content['main']} belongs to another configuration item.")
        seen = {main}
        for member, where in _members(content, path, "members"):
            folded, at = member["name"].lower(), (*where, "name")
            if folded in seen:
                self._fault(at, "unique", f"There is a {member['name']} already.")
            seen.add(folded)
            self._member(member, at)

    def _member(self, content: Content, path: Path) -> None:
        name, multi = content["name"], CARDINALITIES[content.get("cardinality", "mandatory")].is_multi
        declared = self._declared.get(name.lower())
        if name.lower() == COMMON.lower():
            if multi:
                self._fault(path, "choice", f"An object has one {COMMON}.")
        elif declared is None:
            self._fault(path, "reference", f"There is no data definition {name} that an object could have.")
        elif not multi:
            self._fault(
                path, "choice", f"Beside the main one an object has one of {COMMON} alone, and several of others."
            )
        elif declared.get("pickup") or name.lower() in self._mains:
            self._fault(path, "choice", f"{name} is no part of other objects.")


def _members(content: Content, path: Path, name: str) -> Iterator[tuple[Content, Path]]:
    for place, each in enumerate(content.get(name, ())):
        yield each, (*path, name, place)
