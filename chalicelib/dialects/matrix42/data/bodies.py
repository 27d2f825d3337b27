"""What bodies say of fragments and objects: everything that is wrong is told at once (specification, 6.2 and 7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from uuid import UUID

from chalicelib.dialects.matrix42.data import writing
from chalicelib.dialects.matrix42.parser import ids
from chalicelib.dialects.matrix42.parser.body import folded
from chalicelib.dialects.matrix42.schema import body, faults, finding
from chalicelib.dialects.matrix42.schema.body import Find, Said
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any
from chalicelib.dialects.matrix42.schema.model import Cardinality, ConfigurationItem, DataDefinition
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_data
from chalicelib.dialects.matrix42.vocabulary.messages import Text
from chalicelib.domain.record import Record

MOST: Final = 10_000  # fragments in one body: those that an object has may be many
T = TypeVar("T")


class Refusals(list[Refused]):
    """What is wrong with one request. Where it becomes too much, all that was noted is raised at once."""

    def tried(self, work: Callable[[], T], otherwise: T) -> T:
        """What work comes to; where it is refused, that is noted, and something else comes instead."""
        try:
            return work()
        except Refused as refused:
            self._note(refused, *refused.others)
            return otherwise

    def refuse(self, text: Text, **said: Any) -> None:
        """Note something."""
        self._note(Refused(text, **said))

    def _note(self, *refused: Refused) -> None:
        self += refused
        if len(self) >= faults.MOST:
            self.raise_any()

    def raise_any(self) -> None:
        """Raise everything that was noted, if anything was."""
        raise_any(self)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a body says of an object. `several`: of data definitions of which there may be several, by name, as far as named."""

    id: UUID | None = None
    singles: tuple[Said, ...] = ()
    several: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)


def fragment(visit: Visit, definition: DataDefinition, members: Mapping[str, Any], *, creating: bool) -> Said:
    """What a body says of a fragment, with the records that it refers to. Raises Refused."""
    refused = Refusals()
    (said,) = _resolved(visit, [_read(visit, definition, members, creating, refused)], refused)
    refused.raise_any()
    return said


def parts(
    visit: Visit,
    item: ConfigurationItem,
    members: Mapping[str, Any],
    refused: Refusals,
    *,
    creating: bool,
    several: bool = True,
) -> Parts:
    """What a body says of an object. Raises Refused with what was noted before, as well.

    `several`: data definitions of which there may be several are looked at.
    """
    reader = _Object(visit, item, refused, creating=creating)
    for name, value in members.items():
        reader.take(name, value, several=several)
    reader.complete()
    said = [*reader.singles.values(), *(each for those in reader.several.values() for each in those)]
    resolved = iter(_resolved(visit, said, refused))
    singles = tuple(next(resolved) for _ in reader.singles)
    found = {name: tuple(next(resolved) for _ in those) for name, those in reader.several.items()}
    refused.raise_any()
    return Parts(reader.id, singles, found)


class _Object:
    def __init__(self, visit: Visit, item: ConfigurationItem, refused: Refusals, *, creating: bool) -> None:
        self._visit = visit
        self._item = item
        self._refused = refused
        self._creating = creating
        self._known = {name.lower(): (name, cardinality) for name, cardinality in item.members.items()}
        self._members: dict[str, Mapping[str, Any]] = {}
        self._said_ones = self._new = 0
        self.id: UUID | None = None
        self.singles: dict[str, Said] = {}
        self.several: dict[str, list[Said]] = {}

    def take(self, name: str, value: Any, *, several: bool) -> None:
        """One member of the body, its name in any case."""
        folded_name = name.lower()
        if folded_name == "id":
            self.id = self._refused.tried(lambda: ids.optional(value, "ID"), None)
        elif folded_name != "initialdata":
            known, cardinality = self._known.get(folded_name, (None, None))
            if known is None or cardinality is None:
                self._refused.refuse(messages_data.UNKNOWN_MEMBER, item=self._item.name, name=name)
            elif not cardinality.is_multi:
                self._take_single(known, value)
            elif several:
                self._take_several(known, value)

    def complete(self) -> None:
        """What the fragments say, those included that a new object has to have, even if nobody names them."""
        if self._creating:
            for name, cardinality in self._item.members.items():
                if cardinality is Cardinality.MANDATORY:
                    self._members.setdefault(name, {})
        for name, members in self._members.items():
            definition = self._visit.catalogue.definition(name)
            self.singles[name] = self._said(name, {**self._lent(definition, members), **members})

    def _lent(self, definition: DataDefinition, members: Mapping[str, Any]) -> dict[str, Any]:
        """What a new fragment has to have and another one says, which shows the same."""
        said = folded(members)
        wanted = [each for each in definition.attributes.values() if each.required and each.name.lower() not in said]
        lent: dict[str, Any] = {}
        for other, values in self._members.items() if self._creating else ():
            theirs, known = folded(values), self._visit.catalogue.definition(other).attributes
            for attribute in wanted:
                for name, same in known.items():
                    if name in theirs and same.storage == attribute.storage:
                        lent[attribute.name] = theirs[name]
        return lent

    def _take_single(self, name: str, value: Any) -> None:
        if isinstance(value, Mapping):
            self._members[name] = value
        elif value is not None:
            self._refused.refuse(messages_data.NO_OBJECT, name=name)

    def _take_several(self, name: str, value: Any) -> None:
        if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
            self._require_few(value)
            self.several[name] = [self._said(name, each) for each in value]
        elif value is not None:
            self._refused.refuse(messages_data.NO_LIST, name=name)

    def _require_few(self, several: Sequence[Mapping[str, Any]]) -> None:
        """Raise Refused, before anything is looked at, where there are more new ones than can be written, or far too many."""
        self._said_ones += len(several)
        self._new += len(several) if self._creating else sum(map(_is_new, several))
        writing.require_few(self._new)
        if self._said_ones > MOST:
            raise Refused(messages_data.TOO_MUCH_AT_ONCE)

    def _said(self, name: str, members: Mapping[str, Any]) -> Said:
        definition = self._visit.catalogue.definition(name)
        creating = self._creating or (definition.owner is not None and _is_new(members))
        return _read(self._visit, definition, members, creating, self._refused)


def _is_new(members: Mapping[str, Any]) -> bool:
    return folded(members).get("id") in (None, "")


def _read(
    visit: Visit, definition: DataDefinition, members: Mapping[str, Any], creating: bool, refused: Refusals
) -> Said:
    """What can be read of a fragment; what can't is noted."""
    pickups = visit.catalogue.definition
    return refused.tried(
        lambda: body.read(definition, members, creating=creating, pickups=pickups), Said(definition, ())
    )


def _resolved(visit: Visit, said: Sequence[Said], refused: Refusals) -> Sequence[Said]:
    return refused.tried(lambda: body.resolve(said, find(visit)), said)


def find(visit: Visit) -> Find:
    """Fragments by ids, for the caller to see."""

    def found(name: str, named: Collection[UUID]) -> Mapping[UUID, Record]:
        return finding.fragments(visit.catalogue.definition(name), named, sees=visit.sees)

    return found


def wishes(said: Iterable[Said]) -> Iterator[body.Wish]:
    """What is wished of all of some fragments."""
    return (wish for each in said for wish in each.wishes)
