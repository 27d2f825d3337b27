"""A JSON object as wishes about a fragment, and wishes as a change of a record (specification, 6.2 and 7).

What was read and is sent back unchanged changes nothing; what follows from others is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema import faults
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused, overtaken, raise_any
from chalicelib.dialects.matrix42.schema.json import Misshapen, TooLong, from_json, read_stamp, reference, whole
from chalicelib.dialects.matrix42.schema.model import Attribute, DataDefinition
from chalicelib.dialects.matrix42.schema.storage import NOTHING, Unfit
from chalicelib.dialects.matrix42.vocabulary import messages
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record

Find = Callable[[str, Collection[UUID]], Mapping[UUID, Record]]
"""Fragments by ids: of a data definition, for the caller to see."""

USED_IN: Final = "usedintype"
_COMPUTED: Final = ("displaystring", "expression-typeid", "expression-objectid")


@dataclass(frozen=True, slots=True)
class Wish:
    """What an attribute shall be; None erases. Of a relation a GUID, until it is resolved: then a record."""

    definition: DataDefinition
    attribute: Attribute
    value: Any

    @property
    def name(self) -> tuple[str, str]:
        """What an error calls it."""
        return self.definition.name, self.attribute.name


@dataclass(frozen=True, slots=True)
class Said:
    """What a body says of a fragment. `owner`: of the object that a fragment of several belongs to. `stamp`: a row version."""

    definition: DataDefinition
    wishes: tuple[Wish, ...]
    id: UUID | None = None
    stamp: int | None = None
    owner: UUID | None = None

    def of(self, name: str) -> Wish | None:
        """The wish about an attribute, by its name."""
        wanted = name.lower()
        return next((each for each in self.wishes if each.attribute.name.lower() == wanted), None)


def read(definition: DataDefinition, body: Mapping[str, Any], *, creating: bool, pickups: Pickups) -> Said:
    """What a body says; Refused for what is wrong, which knows of everything that is."""
    reader = _Reader(definition, pickups)
    for name, value in body.items():
        reader.take(name, value, creating=creating)
    if creating:
        reader.demand()
    raise_any(reader.refused)
    return replace(
        reader.said, wishes=tuple(reader.wishes[each] for each in definition.attributes if each in reader.wishes)
    )


Pickups = Callable[[str], DataDefinition]
"""A pick-up by the name of its data definition."""


class _Reader:
    def __init__(self, definition: DataDefinition, pickups: Pickups) -> None:
        self.said = Said(definition, ())
        self.wishes: dict[str, Wish] = {}
        self.refused: list[Refused] = []
        self._wrong: set[str] = set()
        self._definition = definition
        self._pickups = pickups

    def take(self, name: str, value: Any, *, creating: bool) -> None:
        """One member of the body."""
        folded = name.lower()
        if folded in _COMPUTED or self._takes_own(folded, value):
            return
        attribute = self._definition.attribute(folded)
        if attribute is None:
            if self._definition.relation(folded) is None:
                self._refuse(messages.UNKNOWN_ATTRIBUTE, name)
            return
        if attribute.read_only or (attribute.at_creation and not creating):
            return
        self._wish(attribute, value)

    def demand(self) -> None:
        """What a new fragment has to have; what it has unless something else is said."""
        for folded, attribute in self._definition.attributes.items():
            if folded not in self.wishes and attribute.default is not None:
                self.wishes[folded] = Wish(self._definition, attribute, attribute.default)
            if attribute.required and folded not in self.wishes and attribute.name not in self._wrong:
                self._refuse(messages.MANDATORY, attribute.name)

    def _takes_own(self, folded: str, value: Any) -> bool:
        """Whether a member is about the fragment itself."""
        try:
            if folded == "id":
                self.said = replace(self.said, id=None if value is None else reference(value))
            elif folded == "timestamp":
                self.said = replace(self.said, stamp=None if value is None else read_stamp(value))
            elif folded.startswith(USED_IN):
                owner = None if value is None else reference(value)
                self.said = replace(self.said, owner=owner or self.said.owner)
            else:
                return False
        except Misshapen as wrong:
            self._refuse(messages.WRONG_SHAPE, _OWN.get(folded, "UsedInType"), expected=wrong.expected)
        return True

    def _wish(self, attribute: Attribute, said: Any) -> None:
        try:
            value = self._value(attribute, said)
        except Misshapen as wrong:
            self._refuse(messages.WRONG_SHAPE, attribute.name, expected=wrong.expected)
        except TooLong as wrong:
            self._refuse(messages.TOO_LONG, attribute.name, limit=wrong.limit)
        except LookupError:
            self._refuse(messages.WRONG_REFERENCE, attribute.name, value=said)
        else:
            if attribute.required and (value is None or (isinstance(value, str) and not value.strip())):
                self._refuse(messages.MANDATORY, attribute.name)
            else:
                self.wishes[attribute.name.lower()] = Wish(self._definition, attribute, value)

    def _value(self, attribute: Attribute, said: Any) -> Any:
        if attribute.pickup is None or said is None:
            return from_json(attribute.type, said, length=attribute.length)
        return self._pickups(attribute.pickup).rows_by_key[whole(said)].key

    def _refuse(self, text: messages.Text, name: str, **said: Any) -> None:
        self._wrong.add(name)
        self.refused.append(Refused(text, definition=self._definition.name, name=name, **said))
        if len(self.refused) >= faults.MOST:
            raise_any(self.refused)


_OWN: Final = {"id": "ID", "timestamp": "TimeStamp"}


def resolve(several: Sequence[Said], find: Find) -> list[Said]:
    """The same with records where relations name them; Refused for what leads nowhere. Everything is read together."""
    wanted: dict[str, dict[UUID, None]] = {}
    for wish in (wish for said in several for wish in said.wishes):
        for target in _targets(wish):
            wanted.setdefault(target, {})[wish.value] = None
    found = {target: find(target, tuple(named)) for target, named in wanted.items()}
    refused: list[Refused] = []
    resolved = [
        replace(said, wishes=tuple(_resolved(wish, found, refused) for wish in said.wishes)) for said in several
    ]
    raise_any(refused)
    return resolved


def _targets(wish: Wish) -> tuple[str, ...]:
    attribute = wish.attribute
    return () if attribute.target is None or not isinstance(wish.value, UUID) else (attribute.target, *attribute.also)


def _resolved(wish: Wish, found: Mapping[str, Mapping[UUID, Record]], refused: list[Refused]) -> Wish:
    targets = _targets(wish)
    if not targets:
        return wish
    record = next((found[each][wish.value] for each in targets if wish.value in found[each]), None)
    if record is None:
        definition, name = wish.name
        refused.append(Refused(messages.WRONG_REFERENCE, definition=definition, name=name, value=wish.value))
    return replace(wish, value=record)


def check_stamps(several: Iterable[Said], record: Record) -> None:
    """Refused where a row version was sent with a fragment of a record and is not the stored one (5.2.5)."""
    for said in several:
        if said.stamp is not None and said.stamp != record.facet(said.definition.facet):
            raise overtaken()


def fulfil(wishes: Iterable[Wish], draft: Draft, *, kind: Kind, language: str) -> None:
    """Write resolved wishes into a draft of a record of a kind. Refused for a state that the kind does not know."""
    refused: list[Refused] = []
    for wish in wishes:
        if wish.value is None if draft.before is None else is_shown(wish, draft.before, language):
            continue
        try:
            wish.attribute.storage_of(kind.name).write(wish.value, draft, language)
        except Unfit:
            definition, name = wish.name
            refused.append(Refused(messages.WRONG_REFERENCE, definition=definition, name=name, value=wish.value))
    raise_any(refused)


def is_shown(wish: Wish, record: Record, language: str) -> bool:
    """Whether a record shows what is wished."""
    shown = next(iter(wish.attribute.storage_of(record.kind.name).operand(language).values(record, NOTHING)), None)
    value = wish.value
    if isinstance(value, Record):
        return bool(value.ref == shown)
    if isinstance(value, datetime) and isinstance(shown, datetime):
        return _milliseconds(value) == _milliseconds(shown)
    return (type(value) is type(shown) and bool(value == shown)) or value is shown


def _milliseconds(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
