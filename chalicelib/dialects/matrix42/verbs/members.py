"""The members of a verb's body, by names in any letter case. What is wrong is noted, so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.parser.body import folded
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any
from chalicelib.dialects.matrix42.schema.json import Misshapen, TooLong, from_json
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.dialects.matrix42.vocabulary.messages import Text

MAX_IDS: Final = 250  # tickets of one call: each takes three calls to the store


class Members:
    """An object of a body. `path`: what stands before the names of its members; `refused`: what is wrong so far."""

    def __init__(self, said: Mapping[str, Any], *, path: str = "", refused: list[Refused] | None = None) -> None:
        self._said = folded(said)
        self._path = path
        self.refused: list[Refused] = [] if refused is None else refused

    def given(self, name: str) -> Any:
        """What a member says, whatever it is; None where it is not there."""
        return self._said.get(name.lower())

    def says(self, name: str) -> bool:
        """Whether a member is there, be it null."""
        return name.lower() in self._said

    def text(self, name: str) -> str | None:
        """A text; None where there is none, and for an empty one."""
        found: str | None = self._read(AttributeType.TEXT, name)
        return found or None

    def truth(self, name: str) -> bool:
        """Yes or no; no where nothing is said."""
        return bool(self._read(AttributeType.BOOL, name))

    def whole(self, name: str) -> int | None:
        """A whole number; None where nothing is said."""
        found: int | None = self._read(AttributeType.INT, name)
        return found

    def moment(self, name: str) -> datetime | None:
        """A moment; None where none is said, or an unspecified one."""
        found: datetime | None = self._read(AttributeType.DATE, name)
        return found

    def guid(self, name: str) -> UUID | None:
        """An id; None where none is said, for an empty one and for the nil GUID."""
        found: UUID | None = self._read(AttributeType.GUID, name)
        return found

    def required(self, name: str) -> UUID | None:
        """An id that has to be there."""
        before = len(self.refused)
        found = self.guid(name)
        if found is None and len(self.refused) == before:
            self.refuse(verbs.REQUIRED, name)
        return found

    def guids(self, name: str, *, most: int = MAX_IDS, is_required: bool = True) -> list[UUID]:
        """Ids; none that is empty."""
        items = self._list(name, is_required=is_required)
        if len(items) > most:
            self.refuse(verbs.TOO_MANY, name, limit=most)
            return []
        found: list[UUID] = []
        for place, item in enumerate(items):
            try:
                guid = from_json(AttributeType.GUID, item)
            except Misshapen:
                guid = None
            if guid is None:
                self.refuse(verbs.WRONG_SHAPE, f"{name}[{place}]", expected="a GUID")
            else:
                found.append(guid)
        return found

    def objects(self, name: str, *, most: int = MAX_IDS, is_required: bool = True) -> list[Members]:
        """Objects of a list; what is wrong in them is noted here, too."""
        items = self._list(name, is_required=is_required)
        if len(items) > most:
            self.refuse(verbs.TOO_MANY, name, limit=most)
            return []
        found: list[Members] = []
        for place, item in enumerate(items):
            if isinstance(item, dict):
                found.append(Members(item, path=f"{self.called(name)}[{place}].", refused=self.refused))
            else:
                self.refuse(verbs.NO_OBJECT, f"{name}[{place}]")
        return found

    def called(self, name: str) -> str:
        """What an error calls a member."""
        return f"{self._path}{name}"

    def refuse(self, text: Text, name: str, **said: Any) -> None:
        """Note that something about a member is wrong."""
        self.refused.append(Refused(text, name=self.called(name), **said))

    def check(self) -> None:
        """Raise what is wrong so far, if anything is."""
        raise_any({each.message: each for each in self.refused}.values())

    def _list(self, name: str, *, is_required: bool) -> list[Any]:
        said = self.given(name)
        if said is None or said == []:
            if is_required:
                self.refuse(verbs.REQUIRED, name)
            return []
        if not isinstance(said, list):
            self.refuse(verbs.NO_LIST, name)
            return []
        return said

    def _read(self, of: AttributeType, name: str) -> Any:
        said = self.given(name)
        if said is None:
            return None
        try:
            return from_json(of, said)
        except Misshapen as wrong:
            self.refuse(verbs.WRONG_SHAPE, name, expected=wrong.expected)
        except TooLong as wrong:
            self.refuse(verbs.TOO_LONG, name, limit=wrong.limit)
        return None
