"""The GUIDs of an expression and the records that they name, asked for together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from chalicelib.domain.reference import Ref


class Ids:
    """Answers what is known; what is not is noted, read at once, and then the expression is resolved again."""

    def __init__(self, find: Callable[[str, Collection[UUID]], Mapping[UUID, Ref]]) -> None:
        self._find = find
        self._known: dict[str, dict[UUID, Ref | None]] = {}
        self._wanted: dict[str, dict[UUID, None]] = {}

    def refs(self, of: str, guids: Iterable[UUID]) -> tuple[Ref, ...]:
        """The records that GUIDs name as ids of a data definition, as far as that is known."""
        known = self._known.setdefault(of, {})
        found: dict[Ref, None] = {}
        for guid in guids:
            if guid not in known:
                self._wanted.setdefault(of, {})[guid] = None
            elif (ref := known[guid]) is not None:
                found[ref] = None
        return tuple(found)

    def read(self) -> bool:
        """Ask for what was noted, once for each data definition; whether there was anything."""
        wanted, self._wanted = self._wanted, {}
        for of, guids in wanted.items():
            found = self._find(of, tuple(guids))
            self._known[of].update({guid: found.get(guid) for guid in guids})
        return bool(wanted)
