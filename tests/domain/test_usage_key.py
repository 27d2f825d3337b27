from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import usage_key
from chalicelib.domain.usage_key import GRACE, Found, Note, Settlement, settle

STAGE = "dev"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=9)
NAMES = ("alice", "bob", "carol")


def key(id_: str, account: str = "alice", *, counts: bool = True, created_at: datetime = LONG_AGO) -> Found:
    return Found(id_, usage_key.name(STAGE, account), f"value of {id_}", counts, created_at)


def note(of: Found, account: str = "alice", since: datetime = LONG_AGO, gateway: str = "g") -> Note:
    return Note(account, of.id, of.value, since, gateway)


def settled(*found: Found, notes: tuple[Note, ...] = (), wanted: tuple[str, ...] = ("alice",)) -> Settlement:
    return settle(
        wanted=wanted, notes={each.account: each for each in notes}, found=found, stage=STAGE, gateway="g", at=NOON
    )


def test_an_account_without_a_key_gets_one() -> None:
    assert settled().make == ("alice",)


def test_where_all_is_well_nothing_is_done() -> None:
    assert settled(key("k"), notes=(note(key("k")),)).is_nothing


def test_a_key_that_nobody_noted_is_adopted_and_not_made_anew() -> None:
    assert settled(key("k")) == Settlement(adopt={"alice": key("k")})


def test_a_noted_key_that_is_in_no_plan_is_put_into_it() -> None:
    loose = key("k", counts=False)
    assert settled(loose, notes=(note(loose),)) == Settlement(attach=(loose,))


def test_a_note_of_a_key_that_is_gone_is_forgotten_before_a_new_one_is_made() -> None:
    assert settled(notes=(note(key("k")),)) == Settlement(forget=("alice",), make=("alice",))


def test_a_note_of_another_value_is_of_another_key() -> None:
    wrong = replace(note(key("k")), value="another")
    assert settled(key("k"), notes=(wrong,)) == Settlement(forget=("alice",), adopt={"alice": key("k")})


def test_a_key_of_another_gateway_is_taken_over_by_this_one() -> None:
    former = key("k", counts=False)
    assert settled(former, notes=(note(former, gateway="another"),)) == Settlement(
        forget=("alice",), adopt={"alice": former}
    )


def test_who_is_gone_loses_the_note_and_then_the_key() -> None:
    assert settled(key("k"), notes=(note(key("k")),), wanted=()) == Settlement(forget=("alice",), delete=(key("k"),))


def test_a_key_that_was_replaced_just_now_stays_until_nobody_names_it() -> None:
    former, current = key("1"), key("2")
    at_once = note(current, since=NOON - GRACE + timedelta(seconds=1))
    assert settled(former, current, notes=(at_once,)) == Settlement(waiting=(former,))
    assert settled(former, current, notes=(note(current, since=NOON - GRACE),)) == Settlement(delete=(former,))


def test_a_key_that_somebody_may_be_about_to_note_stays() -> None:
    current, new = key("1"), key("2", created_at=NOON - timedelta(seconds=1))
    assert settled(current, new, notes=(note(current),)) == Settlement(waiting=(new,))
    assert settled(key("3", "bob", created_at=NOON), wanted=()).delete == ()


def test_keys_of_one_stage_are_not_taken_for_those_of_another() -> None:
    assert not usage_key.name("dev-2", "alice").startswith(usage_key.prefix("dev"))


def test_names_do_not_tell_logins_and_values_are_of_a_length_that_is_taken() -> None:
    assert "alice" not in usage_key.name(STAGE, "alice")
    for value in (usage_key.mint(), usage_key.shared(STAGE)):
        assert 20 <= len(value) <= 128
        assert value.isalnum()
    assert usage_key.mint() != usage_key.mint()
    assert usage_key.shared("dev") != usage_key.shared("prod")
    assert usage_key.name(STAGE, "\ud800")  # what is no Unicode has a name, too


class Crash(Exception):
    pass


class World:
    """Notes and keys, changed step by step as a settlement says; the process may end before any step."""

    def __init__(self, notes: dict[str, Note], keys: dict[str, Found]) -> None:
        self.notes = notes
        self.keys = keys
        self.at = NOON
        self._ids = (f"new{number}" for number in count())

    def run(self, wanted: tuple[str, ...], steps: int | None = None) -> Settlement:
        to_do = settle(wanted=wanted, notes=self.notes, found=self.keys.values(), stage=STAGE, gateway="g", at=self.at)
        left = count() if steps is None else iter(range(steps))
        for account in to_do.forget:
            self._step(left)
            del self.notes[account]
        for each in to_do.delete:
            self._step(left)
            assert each.id not in {noted.id for noted in self.notes.values()}
            del self.keys[each.id]
        for each in to_do.attach:
            self._step(left)
            self.keys[each.id] = replace(each, counts=True)
        for account, each in to_do.adopt.items():
            self._attach_and_note(account, each, left)
        for account in to_do.make:
            self._step(left)
            made = key(next(self._ids), account, counts=False, created_at=self.at)
            self.keys[made.id] = made
            self._attach_and_note(account, made, left)
        return to_do

    def _attach_and_note(self, account: str, each: Found, left: object) -> None:
        self._step(left)
        self.keys[each.id] = replace(each, counts=True)
        self._step(left)
        self.notes[account] = note(each, account, self.at)

    def _step(self, left: object) -> None:
        if next(left, None) is None:  # type: ignore[call-overload]
            raise Crash


@st.composite
def worlds(draw: st.DrawFn) -> World:
    keys: dict[str, Found] = {}
    notes: dict[str, Note] = {}
    ages = st.sampled_from([LONG_AGO, NOON - GRACE, NOON])
    for account in NAMES:
        for number in range(draw(st.integers(0, 3))):
            id_ = f"{account}{number}"
            keys[id_] = key(id_, account, counts=draw(st.booleans()), created_at=draw(ages))
        choices = [None, key("gone", account), *(each for each in keys.values() if each.id.startswith(account))]
        noted = draw(st.sampled_from(choices))
        if noted:
            notes[account] = note(noted, account, draw(ages), draw(st.sampled_from("gh")))
    return World(notes, keys)


@given(world=worlds(), wanted=st.sets(st.sampled_from(NAMES)), steps=st.integers(0, 12))
def test_whatever_there_is_and_wherever_it_ends_the_next_time_puts_it_right(
    world: World, wanted: set[str], steps: int
) -> None:
    accounts = tuple(sorted(wanted))
    with suppress(Crash):
        world.run(accounts, steps)
    world.run(accounts)
    for account in accounts:
        current = world.keys[world.notes[account].id]
        assert (current.counts, current.value) == (True, world.notes[account].value)
    world.at += GRACE
    world.run(accounts)
    assert world.notes.keys() == wanted
    assert {each.id for each in world.keys.values()} == {each.id for each in world.notes.values()}
    assert world.run(accounts).is_nothing


@given(world=worlds(), wanted=st.sets(st.sampled_from(NAMES)))
def test_nobody_who_has_a_good_key_gets_another_one(world: World, wanted: set[str]) -> None:
    good = {
        account: noted
        for account, noted in world.notes.items()
        if account in wanted and noted.gateway == "g" and noted.id in world.keys
    }
    world.run(tuple(sorted(wanted)))
    assert {account: world.notes[account] for account in good} == good
