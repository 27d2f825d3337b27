"""Engines and properties as a plan wants them; what the file does not mention stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar
from uuid import uuid4

from chalicelib.dialects.xmatters.parser import properties as parser
from chalicelib.domain.alerting.form import Bridge, Engine, Form
from chalicelib.domain.alerting.property import Property, PropertyType
from chalicelib.errors import Faults, TooLarge
from chalicelib.services.alerting.catalogue import Catalogue
from infra.cli.documents import Where
from infra.cli.plan import values
from infra.cli.plan.values import Placed, Said

Thing = TypeVar("Thing", Engine, Property, Form)

_LENGTHS: Final = {"minLength": "min_length", "maxLength": "max_length"}
_LISTED: Final = (PropertyType.COMBO, PropertyType.LIST)


@dataclass(slots=True)
class Layout:
    """Engines, properties and forms that a file names, as they are to be; each with those of its engine that it does not."""

    engines: list[Engine] = field(default_factory=list)
    properties: list[tuple[Property, Engine]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)


def engine(placed: Placed, found: Catalogue, faults: Faults) -> Engine:
    """An engine as it is to be."""
    said, path = placed.said, placed.path
    name = said.get("name", "")
    known = identified(said, path, "engine", found.engines, found.engine_named(name), faults)
    made = replace(known, name=name) if known else Engine(said.get("uuid") or str(uuid4()), name)
    if "bridges" not in said:
        return made
    bridges = (each.said for each in said["bridges"])
    return replace(
        made, bridges=tuple(Bridge(each.get("name", ""), each.get("needsNumber", False)) for each in bridges)
    )


def properties(placed: Sequence[Placed], owner: Engine, found: Catalogue, faults: Faults) -> list[Property]:
    """The properties of an engine that a file names, as they are to be."""
    own = found.properties_of(owner)
    made = [_property(each, own, found, faults) for each in placed]
    check_names([*zip(made, placed, strict=True)], own, lambda name: name, faults)
    return made


def identified(
    said: Said, path: Where, noun: str, every: Iterable[Thing], named: Thing | None, faults: Faults
) -> Thing | None:
    """What a thing of a file is already: found by its UUID, else by its name. `every`: all that could have that UUID."""
    uuid = said.get("uuid")
    known = next((each for each in every if uuid and each.uuid == uuid), None)
    if known is None and named is not None and uuid:
        faults.add((*path, "uuid"), "conflict", f"differs from that of the {noun} {named.name}, which is {named.uuid}.")
    return known or named


def check_names(
    made: Sequence[tuple[Any, Placed]], own: Iterable[Any], fold: Callable[[str], str], faults: Faults
) -> None:
    """No two things have one name when all is done. `own`: those that are there; `fold`: in which form names are the same."""
    uuids = {each.uuid for each, _ in made}
    others = {fold(each.name) for each in own if each.uuid not in uuids}
    for each, placed in made:
        if each.name and fold(each.name) in others:
            faults.add((*placed.path, "name"), "unique", f"There is another {each.name}.")


def _property(placed: Placed, own: Sequence[Property], found: Catalogue, faults: Faults) -> Property:
    said, path, name = placed.said, placed.path, placed.said.get("name", "")
    elsewhere = [each for each in found.properties if each not in own]
    if said.get("uuid") in [each.uuid for each in elsewhere]:
        faults.add((*path, "uuid"), "conflict", "is that of a property of another engine.")
    known = identified(said, path, "property", own, next((e for e in own if e.name == name), None), faults)
    if known is None and "type" not in said:
        faults.add((*path, "type"), "required", "is missing.")
    of = PropertyType(said.get("type") or (known.type if known else PropertyType.TEXT))
    made = Property(said.get("uuid") or str(uuid4()), name, of)
    if known is not None:
        keeps = known.type is of or (known.type in _LISTED and of in _LISTED)
        made = replace(known, name=name, type=of) if keeps else replace(made, uuid=known.uuid)
    if said.get("type", known):  # without a type nothing can be said of the rest
        made = _measured(made, said, path, faults)
        if "values" in said:
            return _valued(made, said["values"], (*path, "values"), faults)
    if of is PropertyType.COMBO and len(made.defaults) > 1:
        faults.add((*path, "type"), "conflict", "has at most one default, and there are several.")
    return made


def _measured(prop: Property, said: Said, path: Where, faults: Faults) -> Property:
    lengths = {name: said[member] for member, name in _LENGTHS.items() if member in said}
    if lengths and prop.type is not PropertyType.TEXT:
        member = next(member for member in _LENGTHS if member in said)
        faults.add((*path, member), "type", "is only for texts.")
        return prop
    made = replace(prop, **lengths)
    if made.min_length > made.max_length:
        faults.add((*path, "minLength"), "range", f"lies above the greatest length, {made.max_length}.")
    return made


def _valued(prop: Property, content: list[Any], path: Where, faults: Faults) -> Property:
    found = Faults()
    try:
        made = parser.read(prop, content, found, path)
    except TooLarge as error:
        faults.add(path, "count", error.message)
        return prop
    for each in found:
        faults.add(each.path, each.code, values.sentence(each.message))
    return made
