"""What new objects have that nobody says, and what stays when one becomes an object of another kind (specification, 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema.body import Said, Wish
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.measures import ticket_number
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem
from chalicelib.dialects.matrix42.schema.operands import DIALECT, IDS, PREFIX
from chalicelib.dialects.matrix42.vocabulary.states import (
    ACTIONS,
    LEVELS,
    NO_PRIORITY,
    PRIORITIES,
    PRIORITY_MAPPING,
    USUAL_PRIORITY,
)
from chalicelib.domain import guid as guids
from chalicelib.domain.journal import Note
from chalicelib.domain.ticket import UNTYPED

PRIORITY: Final = "Priority"


def complete(draft: Draft, item: ConfigurationItem, said: Iterable[Said]) -> None:
    """Give a new ticket its type, what its number begins with, and, unless it is said, its priority (8.2)."""
    if item.kind != "ticket":
        return
    draft.set("type", None if item.cls == UNTYPED else item.cls)
    draft.note(PREFIX, item.prefix)
    wishes = [wish for each in said if (wish := each.of(PRIORITY)) is not None]
    if not any(wish.value is not None for wish in wishes):
        draft.set("priority", _WORDS[_usual_priority(draft)])


_WORDS: Final = {number: word for word, number in PRIORITIES.items()}


def _usual_priority(draft: Draft) -> int:
    impact, urgency = (LEVELS.get(draft.get(name), NO_PRIORITY) for name in ("impact", "urgency"))
    return PRIORITY_MAPPING.get((impact, urgency), USUAL_PRIORITY)


def become(draft: Draft, item: ConfigurationItem) -> None:
    """Make a ticket an object of another configuration item; its number stays as it is (9.1)."""
    if draft.before is None:
        raise ValueError("a new ticket becomes what it is by `complete`")
    if not draft.before.extra(DIALECT).get(PREFIX):
        draft.note(PREFIX, ticket_number(draft.before).rstrip("0123456789"))
    draft.set("type", None if item.cls == UNTYPED else item.cls)


def identity(said: Iterable[Said], *, object_id: UUID | None, main: str) -> UUID | None:
    """The id of a new object: the one that is said, or the one that the id of its main fragment follows from (5.1.2)."""
    if object_id is not None:
        return object_id
    own = next((each for each in said if each.definition.name == main), None)
    return None if own is None or own.id is None else guids.with_tag(own.id, own.definition.tag)


def keep_ids(draft: Draft, said: Iterable[Said], *, object_id: UUID) -> dict[int, UUID]:
    """Keep ids of fragments that do not follow from that of the object; answers them by tag, to be found by (5.1.2)."""
    unfit: dict[int, UUID] = {}
    for each in said:
        tag = each.definition.tag
        if each.id is not None and tag and guids.with_tag(object_id, tag) != each.id:
            draft.keep(IDS, each.definition.name, str(each.id))
            unfit[tag] = each.id
    return unfit


_ACTIONS: Final = {number: word for word, number in ACTIONS.items()}
_BESIDE: Final = ("OriginalSolution", "SolutionParams", "TypeID")  # what of an entry only this dialect keeps


def note(wishes: Iterable[Wish]) -> Note:
    """An entry for a journal, of what is wished of its fragment, resolved (8.3)."""
    said: Mapping[str, Any] = {wish.attribute.name: wish.value for wish in wishes if wish.value is not None}
    beside = {name: str(said[name]) for name in _BESIDE if name in said}
    return Note(
        text=said.get("OriginalSolutionHtml", ""),
        format="html",
        public=said.get("VisibleInPortal", False),
        action=_ACTIONS[said.get("ActivityAction", 0)],
        extras={DIALECT: beside} if beside else {},
        author=said["Creator"].ref if "Creator" in said else None,
    )
