"""The state of the whole tree: its epoch, what is not settled yet, and operations under way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from chalicelib.errors import Changed
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put, Update
from chalicelib.store.items import Item
from chalicelib.store.keys import Key

KEY: Final[Key] = ("#tree", keys.SOLE)
PREPARING: Final = "preparing"
COMMITTED: Final = "committed"
ABORTED: Final = "aborted"


@dataclass(frozen=True, slots=True)
class State:
    """The tree as a whole.

    `epoch` rises with every change of real links between assets that were there. `unsettled`: subject and operation of each
    such change after which what the subject, and everything beneath it, remembers of its ancestors may be out of date.
    """

    epoch: int = 0
    unsettled: frozenset[str] = frozenset()

    @property
    def subjects(self) -> frozenset[int]:
        """Numbers of the assets beneath which ancestors are not settled."""
        return frozenset(int(each.partition("#")[0]) for each in self.unsettled)


@dataclass(frozen=True, slots=True)
class Operation:
    """A deletion of more than one transaction holds, or its counterpart, which `restores`.

    `members`: everything that goes, or comes back; `facts`: what finishing it needs.
    """

    id: str
    state: str
    subject: int
    members: frozenset[int] = field(repr=False)
    facts: Mapping[str, Any] = field(default_factory=dict, repr=False)
    restores: bool = False

    def turns(self, number: int) -> bool:
        """Whether an asset is by now where this takes it, though its node may not say so yet."""
        return self.state == COMMITTED and number in self.members


def read() -> State:
    """The state, as it is now."""
    return load(dynamo.get(KEY))


def load(item: Item | None) -> State:
    """The state of an item."""
    return State(item.get("epoch", 0), item.get("unsettled", frozenset())) if item else State()


def moved(subject: int, operation: str, *, since: State | None) -> Update:
    """A new epoch, with a change to be settled. `since`: Changed (when run) if there was another epoch in between."""
    condition, values = None, {}
    if since is not None:
        condition = "epoch = :since" if since.epoch else "attribute_not_exists(epoch)"
        values = {":since": since.epoch} if since.epoch else {}
    return Update(
        KEY,
        "ADD epoch :one, unsettled :fresh",
        {":one": 1, ":fresh": frozenset({f"{subject}#{operation}"}), **values},
        condition,
        otherwise=Changed("The tree was changed by somebody else."),
    )


def settled(subject: int, operation: str) -> Update:
    """What a change brought about is settled."""
    return Update(KEY, "DELETE unsettled :done", {":done": frozenset({f"{subject}#{operation}"})})


def begin(operation: Operation) -> Put:
    """An operation that is being prepared."""
    pk, sk = _key(operation.id)
    item = {
        "pk": pk,
        "sk": sk,
        "decision": operation.state,
        "subject": operation.subject,
        "members": " ".join(map(str, sorted(operation.members))),
        "facts": dict(operation.facts),
        "restores": operation.restores or None,
    }
    return Put(item, "attribute_not_exists(pk)")


def turn(operation: Operation, state: str) -> Update:
    """Decide about an operation that is being prepared, once and for all; Changed (when run) if somebody has."""
    return Update(
        _key(operation.id),
        "SET decision = :state",
        {":state": state, ":preparing": PREPARING},
        "decision = :preparing",
        otherwise=Changed("It was decided about by somebody else."),
    )


def forget(name: str) -> Delete:
    """The end of an operation, when nothing names it any more."""
    return Delete(_key(name))


def operations(names: Iterable[str]) -> dict[str, Operation]:
    """Operations under way, by id; those that are over are not in the answer."""
    wanted = {_key(each): each for each in names}
    return {wanted[at]: _load(wanted[at], item) for at, item in dynamo.batch_get(wanted).items()} if wanted else {}


def _load(name: str, item: Item) -> Operation:
    members = frozenset(map(int, item["members"].split()))
    return Operation(name, item["decision"], item["subject"], members, item["facts"], item.get("restores", False))


def _key(name: str) -> Key:
    return KEY[0], f"op#{name}"
