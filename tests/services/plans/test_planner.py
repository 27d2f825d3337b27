"""Which index answers which filter. That plans leave nothing out is tested with the searches."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.filters.conditions import (
    FALSE,
    TRUE,
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
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, Literal, Operand, Present, Stored, System
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services.plans.planner import MAX_PARTITIONS, plan
from chalicelib.services.plans.sources import (
    Changed,
    Cheapest,
    Created,
    Holders,
    Mirrored,
    Names,
    Numbers,
    Partitions,
    Source,
    Union,
)

AT: Final = datetime(2025, 1, 1, tzinfo=UTC)
LATER: Final = AT + timedelta(days=9)
FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)
SECONDS: Final = timedelta(microseconds=999_999)
NEW: Final = Partitions(("I#ticket.incident.state#new",))
OLD: Final = Partitions(("I#ticket.incident.state#closed",))
OWN: Final = Kind(
    "own",
    fields_by_name(
        Field("name", FieldType.NUMBER),
        Field("size", FieldType.NUMBER, indexed=True),
        Field("live", FieldType.BOOLEAN, indexed=True),
        Field("day", FieldType.DATE_TIME, day=True, indexed=True),
        Field("at", FieldType.DATE_TIME, indexed=True),
    ),
    name_field="name",
)


def is_(operand: Operand, value: Any) -> Compare:
    return Compare(operand, Comparison.EQUAL, Literal(value))


def source(where: Condition, kind: Kind = TICKET, *classes: str) -> Source | None:
    return plan(kind=kind, where=where, logic=Logic(step=1_000_000), classes=classes).source


def of_incidents(where: Condition) -> Source | None:
    return source(where, TICKET, "incident")


STATE: Final = Stored("state")
UPDATED: Final = System(Fact.UPDATED)
CREATED: Final = System(Fact.CREATED)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (is_(STATE, "new"), NEW),
        (Compare(Literal("NEW"), Comparison.EQUAL, STATE), NEW),
        (OneOf(STATE, ("new", "closed", 5)), Partitions((*OLD.names, *NEW.names))),
        (is_(Present(Stored("group")), Ref("group", 4)), Partitions(("I#ticket.incident.group#group#4",))),
        (OneOf(STATE, ("new",), negated=True), None),
        (Compare(STATE, Comparison.UNEQUAL, Literal("new")), None),
        (Compare(STATE, Comparison.GREATER, Literal("new")), None),
        (Not(is_(STATE, "new")), None),
        (IsNull(STATE), None),
        (is_(Stored("subject"), "x"), None),
        (is_(Stored("nonsense"), "x"), None),
        (TRUE, None),
        (FALSE, Numbers(())),
        (Constant(None), Numbers(())),
        (is_(STATE, "\ud800"), Partitions(())),
        (is_(System(Fact.NUMBER), 7), Numbers((7,))),
        (OneOf(System(Fact.NUMBER), (7, 2.0, 2.5, "x", True)), Numbers((7, 2))),
        (is_(System(Fact.TITLE), "x"), None),
        (And((is_(STATE, "new"), is_(Stored("subject"), "x"))), NEW),
        (And((is_(STATE, "new"), FALSE)), Numbers(())),
        (And((is_(STATE, "new"), is_(STATE, "closed"))), Cheapest((NEW, OLD))),
        (And((is_(STATE, "new"), And((is_(STATE, "new"), TRUE)))), NEW),
        (And((TRUE, And((TRUE, is_(System(Fact.VERSION), 5))))), Changed(5, 5)),
        (Or((is_(STATE, "new"), is_(STATE, "closed"))), Union((NEW, OLD))),
        (Or((is_(STATE, "new"), is_(Stored("subject"), "x"))), None),
        (Or((is_(STATE, "new"), And((is_(STATE, "closed"), TRUE)))), Union((NEW, OLD))),
        (Or((is_(STATE, "new"),)), NEW),
        (Or(()), Union(())),
        (Compare(UPDATED, Comparison.GREATER, Literal(AT)), Changed(since=AT - SECONDS)),
        (Compare(UPDATED, Comparison.LESS, Literal(AT)), None),
        (Between(UPDATED, Literal(AT), Literal(LATER)), Changed(since=AT - SECONDS)),
        (Between(CREATED, Literal(AT), Literal(LATER)), Created(AT - SECONDS, LATER + SECONDS)),
        (
            And((Compare(CREATED, Comparison.AT_LEAST, Literal(AT)), Compare(CREATED, Comparison.LESS, Literal(LATER)))),
            Created(AT - SECONDS, LATER + SECONDS),
        ),
        (
            And((
                Compare(CREATED, Comparison.AT_LEAST, Literal(AT)),
                And((Compare(CREATED, Comparison.LESS, Literal(LATER)), TRUE)),
            )),
            Created(AT - SECONDS, LATER + SECONDS),
        ),
        (And((Compare(CREATED, Comparison.GREATER, Literal(LATER)), Between(CREATED, Literal(AT), Literal(AT)))), Numbers(())),
        (is_(System(Fact.VERSION), 5), Changed(5, 5)),
        (Compare(System(Fact.VERSION), Comparison.GREATER, Literal(5)), Changed(low=5)),
        (
            And((Compare(UPDATED, Comparison.GREATER, Literal(AT)), is_(STATE, "new"))),
            Cheapest((NEW, Changed(since=AT - SECONDS))),
        ),
        (Compare(CREATED, Comparison.GREATER, Literal(FIRST)), Created(FIRST, None)),
        (Compare(CREATED, Comparison.LESS, Literal(LAST)), Created(None, LAST)),
    ],
)  # fmt: skip
def test_an_index_answers_what_it_can(where: Condition, expected: Source | None) -> None:
    assert of_incidents(where) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (is_(Stored("login"), "Ada"), Holders("login", ("Ada",))),
        (OneOf(Stored("login"), ("Ada", 5)), Holders("login", ("Ada",))),
        (is_(Stored("login"), "  "), None),
        (is_(System(Fact.TITLE), "Ada"), Names("Ada", whole=True)),
        (OneOf(Stored("display_name"), ("Ada", "Bob")), Union((Names("Ada", whole=True), Names("Bob", whole=True)))),
        (is_(Stored("display_name"), ""), None),
        (Like(System(Fact.TITLE), Pattern.parse("Ad%b%")), Names("Ad", whole=False)),
        (Like(Stored("display_name"), Pattern.parse("Ad_")), Names("Ad", whole=False)),
        (Like(System(Fact.TITLE), Pattern.parse("%da")), None),
        (Like(System(Fact.TITLE), Pattern.parse(" %")), None),
        (Like(System(Fact.TITLE), Pattern.parse("Ad%"), negated=True), None),
        (Like(System(Fact.TITLE), Pattern.parse("\ud800%")), Numbers(())),
        (Like(Stored("first_name"), Pattern.parse("Ad%")), None),
        (is_(Stored("groups"), Ref("group", 4)), Mirrored("groups", (Ref("group", 4),))),
        (is_(Stored("groups"), "group#4"), None),
    ],
)
def test_names_unique_values_and_relations_have_their_own_ways(where: Condition, expected: Source | None) -> None:
    assert source(where, PERSON) == expected


def test_every_class_of_the_search_has_its_partition() -> None:
    found = source(is_(Stored("email"), "a@example.org"), PERSON)
    assert found == Partitions(("I#person.operator.email#a@example.org", "I#person.customer.email#a@example.org"))
    assert source(is_(Stored("external_key"), "k"), GROUP) == Partitions(("I#group.-.external_key#k",))


@pytest.mark.parametrize(
    ("where", "partition"),
    [
        (is_(Stored("size"), 5.0), "size#5"),
        (is_(Stored("size"), 0.5), "size#0.5"),
        (is_(Stored("size"), True), "size#1"),
        (is_(Stored("live"), 1), "live#true"),
        (is_(Stored("live"), False), "live#false"),
        (is_(Stored("day"), date(2025, 1, 1)), "day#2025-01-01"),
    ],
)
def test_a_literal_is_spelled_as_the_field_would_hold_it(where: Condition, partition: str) -> None:
    assert source(where, OWN) == Partitions((f"I#own.-.{partition}",))


@pytest.mark.parametrize("where", [is_(Stored("size"), "5"), is_(Stored("live"), 2), is_(Stored("day"), AT)])
def test_a_literal_that_no_value_can_equal_is_nowhere(where: Condition) -> None:
    assert source(where, OWN) == Partitions(())


def test_moments_are_not_looked_up_and_names_that_are_no_texts_neither() -> None:
    assert source(is_(Stored("at"), AT), OWN) is None
    assert source(is_(Stored("name"), 5), OWN) is None


def test_more_partitions_than_a_search_may_ask_for_are_no_index() -> None:
    refs = tuple(Ref("person", number) for number in range(1, MAX_PARTITIONS + 2))
    assert isinstance(of_incidents(OneOf(Stored("requester"), refs[:-1])), Partitions)
    assert of_incidents(OneOf(Stored("requester"), refs)) is None
    assert source(OneOf(System(Fact.TITLE), tuple(map(str, refs))), PERSON) is None


def test_classes_and_the_trash_follow_from_the_filter() -> None:
    logic = Logic()
    everything = plan(kind=TICKET, where=TRUE, logic=logic, trashed=(False, True))
    assert (everything.classes, everything.trashed) == (None, (False, True))
    task = plan(kind=TICKET, where=is_(System(Fact.CLASS), "task"), logic=logic)
    assert task.classes == ("task",)
    none = plan(kind=TICKET, where=is_(System(Fact.CLASS), "task"), logic=logic, classes=("change",))
    assert none.classes == ()
    gone = plan(kind=TICKET, where=is_(System(Fact.TRASHED), True), logic=logic, trashed=(False, True))
    assert gone.trashed == (True,)
    assert plan(kind=GROUP, where=TRUE, logic=logic).classes is None


def test_the_number_is_bounded_beside_whatever_else_is_asked() -> None:
    number = System(Fact.NUMBER)
    found = plan(
        kind=TICKET,
        where=And((Compare(number, Comparison.GREATER, Literal(5)), is_(STATE, "new"))),
        logic=Logic(),
        classes=("incident",),
    )
    assert (found.source, found.low, found.high) == (NEW, 5, None)
