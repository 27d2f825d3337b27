"""Whatever the filter, the indexes and the plan: what a search finds is what reading everything finds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from operator import add, sub
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.config import DESK_TABLE
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import (
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    Constant,
    IsNull,
    Like,
    Not,
    OneOf,
    Or,
)
from chalicelib.domain.filters.derived import Mapped, OfClass
from chalicelib.domain.filters.evaluation import Logic, evaluate
from chalicelib.domain.filters.operands import Fact, Literal, Present, Stored, System, Through
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import PRIORITIES, STATES, TICKET, TYPES
from chalicelib.services import records
from chalicelib.services.search import Trashed, search
from tests.domain.filters.shelf import Shelf
from tests.frozen import Frozen
from tests.lengths import examples
from tests.services.searching import BEGIN, PLAIN, SQL, found, is_, new_ticket

pytestmark = pytest.mark.usefixtures("cloud")


def make_desk(caller: Caller) -> tuple[list[Record], Shelf]:
    chance = random.Random(4)
    groups = [records.create(kind=GROUP, values={"name": name}, caller=caller) for name in ("Service Desk", "Network")]
    people = [
        records.create(
            kind=PERSON,
            values={
                "display_name": name,
                "login": name,
                "email": (f"{name}@example.org", "all@example.org"),
                "groups": (chance.choice(groups).ref,),
                "operator": n % 2 == 0,
            },
            caller=caller,
        )
        for n, name in enumerate(("Ada", "ada b", "Bob", "Zoë"))
    ]
    everything = [*groups, *people]
    for n in range(24):
        clock.advance(chance.choice((0, 1, 3_600, 86_400)))
        values = {
            "subject": chance.choice(("Printer", "printer smokes", "", "Mouse", None)),
            "type": chance.choice((*TYPES[:3], None)),
            "state": chance.choice(STATES),
            "priority": chance.choice((*PRIORITIES, None)),
            "requester": chance.choice((*(person.ref for person in people), None)),
            "group": chance.choice((*(group.ref for group in groups), None)),
        }
        at = BEGIN + timedelta(days=chance.randrange(60)) if n % 4 == 0 else None
        number = 1_000 * n if n % 5 == 4 else None  # an import leaves gaps, later numbers lie above them
        everything.append(records.create(kind=TICKET, values=values, created_at=at, number=number, caller=caller))
    for index in chance.sample(range(6, 30), 6):
        ref = everything[index].ref
        if index % 2:
            records.trash(kind=TICKET, number=ref.number, caller=caller)
        else:
            clock.advance(60)
            records.change(kind=TICKET, number=ref.number, edit=lambda _: Change({"state": "closed"}), caller=caller)
    stand = [records.get(kind=record.kind, number=record.number, trashed=True) for record in everything]
    return stand, Shelf({record.ref: record for record in stand if not record.trashed})


TEXTS: Final = st.sampled_from(
    ["Printer", "printer smokes", "PRINTER", "Mouse", "Ada", "ada b", "bob", "Zoë", "", "nothing"]
)
PATTERNS: Final = st.sampled_from(["P%", "%smokes", "%", "a%", "Ada", "_ouse", "Z%", "zo_"]).map(Pattern.parse)
NUMBERS: Final = (
    st.integers(0, 20) | st.integers(4_000, 4_005) | st.sampled_from([9_000, 9_001, 14_003, 19_000, 19_004])
)
TEXT_OPERANDS: Final = st.sampled_from(
    [
        Stored("subject"),
        Stored("login"),
        Stored("display_name"),
        Stored("email"),
        System(Fact.TITLE),
        Through(Stored("requester"), System(Fact.TITLE)),
    ]
)
CHOICES: Final = st.sampled_from([*STATES, *PRIORITIES, "Closed"])
CHOICE_OPERANDS: Final = st.sampled_from([Stored("state"), Stored("priority"), System(Fact.CLASS), Stored("type")])
SHOWN: Final = Mapped(Stored("state"), {"new": 1, "in_progress": 2, "closed": 3})
TYPE_NAMES: Final = Mapped(System(Fact.CLASS), {name: name.upper() for name in TYPES[:2]})
INCIDENTS_STATE: Final = OfClass(("incident", "none"), Stored("state"))
REFS: Final = st.sampled_from([Ref("group", 1), Ref("group", 2), Ref("person", 3), Ref("person", 4), Ref("site", 9)])
REF_OPERANDS: Final = st.sampled_from(
    [Stored("requester"), Stored("group"), Present(Stored("group")), Stored("groups"), Stored("members")]
)
MOMENT_OPERANDS: Final = st.sampled_from([System(Fact.CREATED), System(Fact.UPDATED)])
BY: Final = st.sampled_from(list(Comparison))


def literals(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Literal]:
    return st.builds(Literal, values)


def on(operands: st.SearchStrategy[Any], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    return st.one_of(
        st.builds(is_, operands, values),
        st.builds(Compare, operands, BY, literals(values)),
        st.builds(Compare, literals(values), BY, operands),
        st.builds(OneOf, operands, st.lists(values, max_size=3).map(tuple), st.booleans()),
        st.builds(Between, operands, literals(values), literals(values), st.booleans()),
        st.builds(IsNull, operands),
    )


INDEXED: Final[st.SearchStrategy[Condition]] = st.one_of(
    st.builds(is_, st.just(Stored("state")), st.sampled_from(STATES)),
    st.builds(OneOf, st.just(Stored("state")), st.lists(st.sampled_from(STATES), max_size=3).map(tuple)),
    st.builds(is_, st.sampled_from([Stored("requester"), Stored("group"), Stored("groups")]), REFS),
    st.builds(is_, st.sampled_from([Stored("login"), Stored("email"), System(Fact.TITLE)]), TEXTS),
    st.builds(Like, st.just(System(Fact.TITLE)), PATTERNS),
    st.builds(is_, st.just(System(Fact.CLASS)), st.sampled_from(TYPES)),
    st.builds(Compare, st.just(SHOWN), BY, literals(st.integers(0, 4))),
    st.builds(is_, st.just(INCIDENTS_STATE), st.sampled_from(STATES)),
)


def filters(moments: st.SearchStrategy[datetime]) -> st.SearchStrategy[Condition]:
    ranges = on(MOMENT_OPERANDS, moments)
    leaves: st.SearchStrategy[Condition] = st.one_of(
        INDEXED,
        on(TEXT_OPERANDS, TEXTS),
        on(CHOICE_OPERANDS, CHOICES),
        on(st.just(SHOWN), st.integers(0, 4)),
        on(st.sampled_from([TYPE_NAMES, INCIDENTS_STATE]), CHOICES | st.sampled_from(["INCIDENT", "request"])),
        on(st.just(System(Fact.REFERENCE)), st.builds(Ref, st.sampled_from(["ticket", "person"]), NUMBERS)),
        on(REF_OPERANDS, REFS),
        ranges,
        on(st.just(System(Fact.NUMBER)), NUMBERS),
        on(st.just(System(Fact.TRASHED)), st.booleans()),
        st.builds(Like, TEXT_OPERANDS, PATTERNS, st.booleans()),
        st.builds(Constant, st.sampled_from([True, False, None])),
    )
    trees = st.recursive(
        leaves,
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(And, st.lists(inner, min_size=1, max_size=4).map(tuple))
            | st.builds(Or, st.lists(inner, max_size=3).map(tuple))
        ),
        max_leaves=6,
    )
    likely = INDEXED | ranges
    return st.one_of(
        likely,
        ranges,
        st.builds(And, st.tuples(likely, likely)),
        st.builds(Or, st.tuples(likely, likely)),
        st.builds(And, st.tuples(likely, trees)),
        trees,
    )


def plainly(
    stand: Sequence[Record], shelf: Shelf, kind: Kind, where: Condition, logic: Logic, cls: Sequence[str], side: Trashed
) -> list[int]:
    sides = {"without": (False,), "with": (False, True), "only": (True,)}[side]
    return [
        record.number
        for record in sorted(stand, key=lambda record: record.number)
        if record.kind == kind
        and record.trashed in sides
        and (not cls or kind.classify(record) in cls)
        and evaluate(where, record, shelf, logic)
    ]


def test_whatever_the_plan_a_search_finds_what_reading_everything_finds(caller: Caller) -> None:
    stand, shelf = make_desk(caller)
    stamps = st.sampled_from([stamp for record in stand for stamp in (record.created_at, record.updated_at)])
    apart = st.sampled_from(
        [timedelta(), timedelta(), timedelta(microseconds=1), timedelta(seconds=1), timedelta(days=9)]
    )
    moments = st.builds(add, stamps, apart) | st.builds(sub, stamps, apart)

    @settings(max_examples=examples(400), suppress_health_check=list(HealthCheck))
    @given(
        where=filters(moments),
        kind=st.sampled_from([TICKET, TICKET, PERSON, GROUP]),
        logic=st.sampled_from([PLAIN, SQL]),
        classes=st.sampled_from([(), (), ("incident",), ("incident", "none")]),
        side=st.sampled_from(["without", "without", "with", "only"]),
        descending=st.booleans(),
        limit=st.integers(1, 12),
        cut_off=st.booleans(),
    )
    def check(
        where: Condition,
        kind: Kind,
        logic: Logic,
        classes: tuple[str, ...],
        side: Trashed,
        descending: bool,
        limit: int,
        cut_off: bool,
    ) -> None:
        cls = classes if kind is TICKET else ()
        expected = plainly(stand, shelf, kind, where, logic, cls, side)
        if descending:
            expected.reverse()
        asked = Not(Not(where)) if cut_off else where  # behind a Not, no index is of any use
        after: int | None = None
        while True:
            page = search(
                kind=kind,
                where=asked,
                logic=logic,
                cls=cls,
                after=after,
                limit=limit,
                descending=descending,
                trashed=side,
                budget=60,
            )
            assert [record.number for record in page.records] == expected[:limit]
            expected = expected[limit:]
            assert page.more is bool(expected)
            if not page.more:
                return
            after = page.records[-1].number

    with Frozen(DESK_TABLE):
        check()


def test_a_kind_is_searched_alike_with_and_without_indexed_fields(caller: Caller) -> None:
    for n in range(6):
        new_ticket(caller, state=STATES[n % 3], type=TYPES[n % 2])
    plain = replace(TICKET, fields={name: replace(field, indexed=False) for name, field in TICKET.fields.items()})
    for state in STATES:
        assert found(is_(Stored("state"), state)) == found(is_(Stored("state"), state), kind=plain)
