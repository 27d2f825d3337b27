"""Members of a verb's body that set attributes: what is wrong with them is told of the member, and is 400."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema import blame, body
from chalicelib.dialects.matrix42.schema.body import Said
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any
from chalicelib.dialects.matrix42.verbs import targets
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.domain.kind import Kind
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid, Taken


class Wishes:
    """What a body wants of attributes, fragment by fragment. `called`: members by attributes, both in their own spelling."""

    def __init__(self, visit: Visit, members: Members, called: Mapping[str, str] = {}) -> None:
        self._visit = visit
        self._members = members
        self._called = {attribute.lower(): members.called(member) for attribute, member in called.items()}
        self.said: list[Said] = []

    def ask(self, definition: str, values: Mapping[str, Any], *, creating: bool = False) -> None:
        """Take values of attributes, as JSON has them; what is wrong is noted."""
        known, pickups = self._visit.catalogue.definition(definition), self._visit.catalogue.definition
        try:
            found = body.read(known, values, creating=creating, pickups=pickups)
        except Refused as refused:
            self._members.refused += self.worded(refused)
            wrong = {str(each.said.get("name")).lower() for each in (refused, *refused.others)}
            sound = {name: value for name, value in values.items() if name.lower() not in wrong}
            found = body.read(known, sound, creating=False, pickups=pickups)  # so that what they refer to is looked up
        self.said.append(found)

    def resolve(self) -> None:
        """Read what they refer to; what leads nowhere is noted."""
        try:
            self.said = body.resolve(self.said, lambda target, named: targets.fragments(self._visit, target, named))
        except Refused as refused:
            self._members.refused += self.worded(refused)

    def worded(self, refused: Refused) -> list[Refused]:
        """A refusal and the others that it knows, as told of members."""
        return [self._worded(each) for each in (refused, *refused.others)]

    @contextmanager
    def telling(self, kind: Kind = TICKET) -> Iterator[None]:
        """Tell what is refused within of the members."""
        try:
            yield
        except Refused as refused:
            raise_any(self.worded(refused))
        except (Invalid, Taken) as error:
            raise_any(self.worded(blame.refusal(error, self._visit.catalogue, kind)))

    def _worded(self, refused: Refused) -> Refused:
        text = verbs.TEXTS.get(refused.text)
        if text is None:
            return refused
        name = refused.said.get("name", "")
        return Refused(text, **{**refused.said, "name": self._called.get(name.lower(), name)})


def ids_of(members: Members, called: Mapping[str, str]) -> dict[str, Any]:
    """What members say of relations; those that say nothing, or an empty id, leave them as they are."""
    said = {attribute: members.given(member) for attribute, member in called.items()}
    return {attribute: value for attribute, value in said.items() if not _is_none(value)}


def _is_none(said: Any) -> bool:
    return said in ("", None) or (isinstance(said, str) and said.strip(" {}") == _NIL)


_NIL: Final = str(UUID(int=0))
