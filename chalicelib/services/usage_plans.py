"""Usage plans: what the gateway in front lets through of each account, kept in line with the accounts and their limits.

Whatever fails here, or is not done yet, keeps nobody out: an account without a key of its own is counted by the one that all
those share. Safe to interrupt, to repeat, and to do by several at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from chalicelib import config
from chalicelib.domain import clock, throttle, usage_key
from chalicelib.domain.account import Account
from chalicelib.domain.throttle import Method, Throttle
from chalicelib.domain.usage_key import Note, Settlement
from chalicelib.errors import NotFound
from chalicelib.services import accounts, credentials, limits, usage_keys
from chalicelib.store import usage_keys as notes
from chalicelib.store import usage_plans as gateway
from chalicelib.store.usage_plans import Full, Plan

Walk = Callable[[str, Iterable[str]], Iterable[str]]
"""Goes along a long work, which it may show: what is being done, and to what."""


class NoPlan(NotFound):
    """The gateway has no plan for this deployment."""


@dataclass(frozen=True, slots=True)
class Limited:
    """A dialect whose limit counts: its documented calls a minute, and the methods behind which they are counted."""

    default: int
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class State:
    """How the gateway stands: `plan` of accounts, `wanted` throttles of its methods, what is to be done about keys.

    `provided`: how many accounts have a key; `sharing`: accounts that could have one and have none. `holds`: who keeps to the
    limits does not meet the plan's own throttle.
    """

    plan: Plan
    wanted: Mapping[Method, Throttle]
    settlement: Settlement
    provided: int
    sharing: tuple[str, ...]
    holds: bool

    @property
    def throttles_differ(self) -> bool:
        """Whether throttles of methods are to be changed."""
        return dict(self.plan.throttles) != dict(self.wanted)

    @property
    def is_in_line(self) -> bool:
        """Whether there is nothing to be done, but to remove keys later."""
        return self.settlement.is_nothing and not self.throttles_differ

    @property
    def outcome(self) -> Outcome:
        """What comes of doing it, if nothing gets in between."""
        to_do = self.settlement
        return Outcome(
            made=len(to_do.make),
            adopted=len(to_do.adopt),
            attached=len(to_do.attach),
            deleted=len(to_do.delete),
            forgotten=len(to_do.forget),
            changed=self.throttles_differ,
            waiting=len(to_do.waiting),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done.

    Keys that were `made`, noted (`adopted`), put into the plan (`attached`), `deleted`; notes that were `forgotten`; whether
    throttles were `changed`. `waiting`: keys that go later. `refused`: accounts for which there is no room.
    """

    made: int = 0
    adopted: int = 0
    attached: int = 0
    deleted: int = 0
    forgotten: int = 0
    changed: bool = False
    waiting: int = 0
    refused: tuple[str, ...] = ()


def state(*, limited: Mapping[str, Limited]) -> State:
    """What is to be done. `limited`: the dialects by name. Raises NoPlan."""
    plan = _plan()
    noted = {note.account: note for note in notes.every()}
    found = gateway.keys(plan, usage_key.prefix(config.STAGE))
    wanted = _wanted(noted)
    settlement = usage_key.settle(
        wanted=wanted, notes=noted, found=found, stage=config.STAGE, gateway=plan.gateway, at=clock.now()
    )
    sharing = tuple(each for each in wanted if each not in noted or each in settlement.forget)
    return State(
        plan=plan,
        wanted=_throttles(plan, limited),
        settlement=settlement,
        provided=len(wanted) - len(sharing),
        sharing=sharing,
        holds=throttle.holds(plan.throttle, _in_force(limited).values()),
    )


def bring_in_line(*, state: State, walk: Walk = lambda _, items: items) -> Outcome:
    """Do what a state says."""
    gateway.set_throttles(state.plan, state.wanted)
    to_do = state.settlement
    for account in to_do.forget:
        _forget(account)
    for id_ in walk("Removing keys", [key.id for key in to_do.delete]):
        gateway.delete(id_)
    for key in to_do.attach:
        gateway.attach(state.plan, key.id)
    for account, key in to_do.adopt.items():
        gateway.attach(state.plan, key.id)
        _note(Note(account, key.id, key.value, clock.now(), state.plan.gateway), former=None)
    made, refused = _make_all(state.plan, to_do.make, walk)
    return replace(state.outcome, made=made, refused=refused)


def rotate(*, login: str) -> Note:
    """Give an account a new key. Raises NotFound, NoPlan, Full.

    The former one stays until nobody names it any more, and is then removed by the next `bring_in_line`.
    """
    account = accounts.named(login=login).key
    plan = _plan()
    former = notes.get(account)
    return _make(plan, account, former=former.id if former else None)


def provide(*, account: str) -> None:
    """Give an account a key if it can call and has none. Raises NoPlan, Full."""
    owner = accounts.get(key=account)
    if owner is None or not _can_call(owner, _holders()):
        return
    plan, note = _plan(), notes.get(account)
    if note is None or note.gateway != plan.gateway:
        _make(plan, account, former=note.id if note else None)


def withdraw(*, account: str) -> None:
    """End the key of an account that is gone. Raises NoPlan."""
    note = notes.get(account)
    if note is not None:
        _forget(account)
        gateway.delete(note.id)


def set_throttles(*, limited: Mapping[str, Limited]) -> bool:
    """Have the throttles of methods follow the limits; whether there was anything to change. Raises NoPlan."""
    plan = _plan()
    wanted = _throttles(plan, limited)
    gateway.set_throttles(plan, wanted)
    return dict(plan.throttles) != wanted


def clear(*, walk: Walk = lambda _, items: items) -> int:
    """Remove all keys of accounts, which then share one, and answer how many. Raises NoPlan."""
    plan = _plan()
    for note in list(notes.every()):
        _forget(note.account)
    found = gateway.keys(plan, usage_key.prefix(config.STAGE))
    for id_ in walk("Removing keys", [key.id for key in found]):
        gateway.delete(id_)
    return len(found)


def _plan() -> Plan:
    found = gateway.find(gateway.accounts_plan(config.STAGE))
    if found is None:
        raise NoPlan("The gateway has no usage plans for this deployment.")
    return found


def _wanted(noted: Mapping[str, Note]) -> list[str]:
    """Accounts that shall have a key: who can call, and who has one already, be it disabled or without means by now."""
    holders = _holders()
    return [each.key for each in accounts.every() if each.key in noted or _can_call(each, holders)]


def _holders() -> set[str]:
    return {each.account for each in credentials.every() if each.account is not None}


def _can_call(account: Account, holders: Iterable[str]) -> bool:
    return account.password is not None or account.key in holders


def _throttles(plan: Plan, limited: Mapping[str, Limited]) -> dict[Method, Throttle]:
    methods = {name: each.methods for name, each in limited.items()}
    return throttle.by_method(methods, _in_force(limited), ceiling=plan.throttle)


def _in_force(limited: Mapping[str, Limited]) -> dict[str, int]:
    return {name: limits.in_force(dialect=name, default=each.default) for name, each in limited.items()}


def _make_all(plan: Plan, wanted: tuple[str, ...], walk: Walk) -> tuple[int, tuple[str, ...]]:
    made = 0
    for account in walk("Making keys", wanted):
        try:
            _make(plan, account, former=None)
        except Full:
            return made, wanted[made:]
        made += 1
    return made, ()


def _make(plan: Plan, account: str, *, former: str | None) -> Note:
    key = gateway.make(plan, name=usage_key.name(config.STAGE, account), value=usage_key.mint())
    note = Note(account, key.id, key.value, clock.now(), plan.gateway)
    if not _note(note, former=former):
        gateway.delete(key.id)  # somebody else was faster, and nobody has named this one yet
        return notes.get(account) or note
    return note


def _note(note: Note, *, former: str | None) -> bool:
    is_noted = notes.put(note, former=former)
    usage_keys.forget(account=note.account)
    return is_noted


def _forget(account: str) -> None:
    notes.remove(account)
    usage_keys.forget(account=account)
