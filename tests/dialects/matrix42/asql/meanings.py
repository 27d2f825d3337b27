"""Conditions at random, each with what it means for a row of plain values: a second, naive reading of the language."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from tests.dialects.matrix42.asql.desk import Desk, entry, id_of, make_person, make_sheet

PEOPLE: Final = (("Bunt", "Bob", None), ("bunt", "Cy", 0), ("O'Neill", None, 1))  # last name, first name, manager
LABELS: Final = {200: "New", 201: "Assigned", 202: "In Progress", 710: "Closed"}
STATES: Final = {200: "new", 201: "in_progress", 202: "in_progress", 710: "closed"}
SHIFTED: Final = timedelta(days=1)


@dataclass(frozen=True)
class Plain:
    """A row. `owner`, `parent`: places in PEOPLE and in the rows, or of nothing there; `entries`: text and action."""

    subject: str | None
    count: int | None
    price: float | None
    due: datetime | None
    hidden: bool | None
    state: int | None
    special: bool
    owner: int | None
    parent: int | None
    entries: tuple[tuple[str | None, int], ...]


Rows = Sequence[Plain]
Meaning = Callable[[Rows, Plain], bool | None]
Condition = tuple[str, Meaning]


@dataclass(frozen=True)
class Value:
    """What can be compared: its text, and its values of a row, none for NULL."""

    text: str
    read: Callable[[Rows, Plain], list[Any]]


TEXTS: Final = st.sampled_from(
    ["", "a", "A", "printer", "Printer smokes", "bunt", "O'Neill", "none", "a/Bob", "-1", "New"]
)
NUMBERS: Final = st.integers(-2, 4) | st.sampled_from([0.5, 200, 201, 202, 204, 710])
DATES: Final = st.sampled_from(
    [datetime(2024, 2, 28, tzinfo=UTC), datetime(2024, 2, 29, 12, 0, 0, 7_000, UTC), datetime(2024, 3, 1, tzinfo=UTC)]
)


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of four is NULL."""
    return st.tuples(st.integers(0, 3), values).map(lambda each: each[1] if each[0] else None)


def _exactly(moment: datetime) -> st.SearchStrategy[datetime]:
    return st.sampled_from([moment, moment + timedelta(microseconds=999)])


ROWS: Final[st.SearchStrategy[list[Plain]]] = st.lists(
    st.builds(
        Plain,
        subject=optional(TEXTS),
        count=optional(st.integers(-2, 4)),
        price=optional(st.sampled_from([0, 0.5, 2])),
        due=optional(DATES.flatmap(_exactly)),
        hidden=optional(st.booleans()),
        state=optional(st.sampled_from(list(STATES))),
        special=st.booleans(),
        owner=optional(st.integers(0, 3)),
        parent=optional(st.integers(0, 4)),
        entries=st.lists(st.tuples(optional(TEXTS), st.integers(0, 2)), max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=4,
)


def desk_of(rows: Rows) -> Desk:
    people = [
        make_person(
            900 + n,
            **_set(last_name=last, first_name=first, manager=None if above is None else Ref("person", 900 + above)),
        )
        for n, (last, first, above) in enumerate(PEOPLE)
    ]
    sheets = [_sheet(n, row) for n, row in enumerate(rows)]
    journals = {
        sheet.ref: [entry(text or "", action) for text, action in row.entries]
        for sheet, row in zip(sheets, rows, strict=True)
    }
    return Desk([*sheets, *people], journals)


def _sheet(n: int, row: Plain) -> Record:
    return make_sheet(
        n + 1,
        exact=row.state if row.state in (201, 202) else None,
        **_set(
            subject=row.subject,
            count=row.count,
            price=row.price,
            due=row.due,
            hidden=row.hidden,
            state=None if row.state is None else STATES[row.state],
            type="special" if row.special else None,
            owner=None if row.owner is None else Ref("person", 900 + row.owner),
            parent=None if row.parent is None else Ref("sheet", row.parent + 1),
        ),
    )


def _set(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _some(value: Any) -> list[Any]:
    return [] if value is None else [value]


def _parent(rows: Rows, row: Plain) -> list[Plain]:
    return [rows[row.parent]] if row.parent is not None and row.parent < len(rows) else []


def _ancestors(rows: Rows, row: Plain) -> list[Plain]:
    found: list[Plain] = []
    level = _parent(rows, row)
    while level and not any(level[0] is each for each in found):
        found += level
        level = _parent(rows, level[0])
    return found


def _person(row: Plain, member: int) -> list[Any]:
    return _some(PEOPLE[row.owner][member]) if _is_owned(row) and row.owner is not None else []


def _is_owned(row: Plain) -> bool:
    return row.owner is not None and row.owner < len(PEOPLE)


def _manager(row: Plain) -> list[Any]:
    return [each for above in _person(row, 2) for each in _some(PEOPLE[above][0])]


def _joined(row: Plain) -> list[str]:
    return [f"{subject}/{first}" for subject in _some(row.subject) for first in _person(row, 1)]


def _blank(text: str | None) -> list[str]:
    return _some(text or None)


TEXT_VALUES: Final = (
    Value("Subject", lambda _, row: _some(row.subject)),
    Value("LOWER(Subject)", lambda _, row: _some(row.subject)),
    Value("Subject + '/' + Owner.FirstName", lambda _, row: _joined(row)),
    Value("ISNULL(Subject, 'none')", lambda _, row: ["none" if row.subject is None else row.subject]),
    Value("T(SpecialClass).Trait", lambda _, row: _some(row.subject) if row.special else []),
    Value("Parent.Subject", lambda rows, row: [text for each in _parent(rows, row) for text in _some(each.subject)]),
    Value("Owner.LastName", lambda _, row: _person(row, 0)),
    Value("Owner.Manager.LastName", lambda _, row: _manager(row)),
    Value(
        "COALESCE(Owner.FirstName, Owner.LastName, NULL)",
        lambda _, row: _person(row, 1) or _person(row, 0),
    ),
    Value(
        "T(CommonClass).State.DisplayString",
        lambda _, row: [] if row.state is None else [LABELS[row.state]],
    ),
)
SEVERAL_TEXTS: Final = (
    Value("T(EntryClass).Text", lambda _, row: [each for text, _ in row.entries for each in _blank(text)]),
    Value(
        "Recursive(Parent).Subject", lambda rows, row: [t for up in _ancestors(rows, row) for t in _some(up.subject)]
    ),
)
NUMBER_VALUES: Final = (
    Value("Count", lambda _, row: _some(row.count)),
    Value("Price", lambda _, row: _some(row.price)),
    Value("Count + Price", lambda _, row: [a + b for a in _some(row.count) for b in _some(row.price)]),
    Value("ISNULL(Count, 0)", lambda _, row: [row.count or 0]),
    Value("LEN(Subject)", lambda _, row: [] if row.subject is None else [len(row.subject)]),
    Value("Hidden", lambda _, row: _some(row.hidden)),
    Value(
        "T(CommonClass).State.[Position]",
        lambda _, row: [] if row.state is None else [list(LABELS).index(row.state) + 1],
    ),
)
STATE: Final = Value("T(CommonClass).State", lambda _, row: _some(row.state))
SEVERAL_NUMBERS: Final = (Value("T(EntryClass).Action", lambda _, row: [action for _, action in row.entries]),)
DATE_VALUES: Final = (
    Value("Due", lambda _, row: _some(row.due)),
    Value("DATEADD(day, 1, Due)", lambda _, row: [] if row.due is None else [row.due + SHIFTED]),
    Value(
        "COALESCE(Due, Parent.Due)",
        lambda rows, row: _some(row.due) or [d for p in _parent(rows, row) for d in _some(p.due)],
    ),
)


def _key(value: Any) -> Any:
    match value:
        case str():
            return value.casefold()
        case datetime():
            return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


TESTS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _any(values: list[Any], test: Callable[[Any], bool]) -> bool | None:
    return any(test(_key(value)) for value in values) if values else None


def spelled(literal: Any) -> str:
    match literal:
        case None:
            return "NULL"
        case bool():
            return str(literal)
        case str():
            return "'" + literal.replace("'", "''") + "'"
        case datetime():
            return f"#{literal.isoformat()}#"
    return str(literal)


def _meant(value: Value, literal: Any) -> Any:
    return 710 if literal == 204 and value is STATE else _key(literal)


def compared(value: Value, by: str, literal: Any, mirrored: bool) -> Condition:
    """`mirrored`: the literal stands on the left."""
    test = TESTS[by]
    meant = _meant(value, literal)
    if mirrored:
        text = f"{spelled(literal)} {by} {value.text}"
        return text, lambda rows, row: _any(value.read(rows, row), lambda found: test(meant, found))
    return f"{value.text} {by} {spelled(literal)}", lambda rows, row: _any(
        value.read(rows, row), lambda found: test(found, meant)
    )


def related(left: Value, by: str, right: Value) -> Condition:
    def meaning(rows: Rows, row: Plain) -> bool | None:
        lefts, rights = left.read(rows, row), right.read(rows, row)
        if not lefts or not rights:
            return None
        return any(TESTS[by](_key(one), _key(other)) for one in lefts for other in rights)

    return f"{left.text} {by} {right.text}", meaning


def listed(value: Value, literals: list[Any], negated: bool) -> Condition:
    wanted = [_meant(value, each) for each in literals if each is not None]
    unknown = len(wanted) < len(literals)

    def meaning(rows: Rows, row: Plain) -> bool | None:
        if not wanted:
            return None
        found = _any(value.read(rows, row), lambda key: (key in wanted) is not negated)
        if not unknown or found is None:
            return found
        return (None if found else False) if negated else (found or None)

    return f"{value.text} {'NOT ' * negated}IN ({', '.join(map(spelled, literals))})", meaning


def between(value: Value, low: Any, high: Any, negated: bool) -> Condition:
    first, last = _meant(value, low), _meant(value, high)
    text = f"{value.text} {'NOT ' * negated}BETWEEN {spelled(low)} AND {spelled(high)}"
    return text, lambda rows, row: _any(value.read(rows, row), lambda key: (first <= key <= last) is not negated)


def like(value: Value, pattern: str, negated: bool) -> Condition:
    said = "".join({"%": ".*", "_": "."}.get(each, re.escape(each)) for each in pattern.casefold())
    expression = re.compile(said, re.DOTALL)
    text = f"{value.text} {'NOT ' * negated}LIKE {spelled(pattern)}"
    return text, lambda rows, row: _any(
        value.read(rows, row), lambda key: bool(expression.fullmatch(key)) is not negated
    )


def null(value: Value, negated: bool) -> Condition:
    return f"{value.text} IS {'NOT ' * negated}NULL", lambda rows, row: (not value.read(rows, row)) is not negated


def _entry_texts(negated: bool) -> Condition:
    """Of several rows one without the value is enough."""

    def meaning(_: Rows, row: Plain) -> bool:
        if negated:
            return any(text for text, _ in row.entries)
        return not row.entries or any(not text for text, _ in row.entries)

    return f"T(EntryClass).Text IS {'NOT ' * negated}NULL", meaning


def owned(place: int, by: str) -> Condition:
    guid = id_of(make_person(900 + place), "PersonClass") if place < len(PEOPLE) else "not a guid"
    text = f"Owner {by} '{guid}'"
    return text, lambda _, row: (row.owner == place) is (by == "=") if _is_owned(row) else None


def named(place: int, negated: bool) -> Condition:
    """Rows by their ids; what is compared is the row itself, so it must be told apart from its equals."""
    guid = id_of(make_sheet(place + 1), "SheetClass")
    text = f"ID {'NOT ' * negated}IN ('{guid}')"
    return text, lambda rows, row: any(n == place and each is row for n, each in enumerate(rows)) is not negated


def _on(values: st.SearchStrategy[Value], literals: st.SearchStrategy[Any]) -> st.SearchStrategy[Condition]:
    return st.one_of(
        st.builds(compared, values, st.sampled_from(list(TESTS)), literals, st.booleans()),
        st.builds(listed, values, st.lists(optional(literals), min_size=1, max_size=3), st.booleans()),
        st.builds(between, values, literals, literals, st.booleans()),
    )


def _of(*values: Value) -> st.SearchStrategy[Value]:
    return st.sampled_from(values)


def _negated(condition: Condition) -> Condition:
    text, meaning = condition

    def contrary(rows: Rows, row: Plain) -> bool | None:
        truth = meaning(rows, row)
        return None if truth is None else not truth

    return f"NOT ({text})", contrary


def _together(conditions: list[Condition], word: str) -> Condition:
    stop = word == "OR"

    def meaning(rows: Rows, row: Plain) -> bool | None:
        truths = [each(rows, row) for _, each in conditions]
        return stop if stop in truths else None if None in truths else not stop

    return f" {word} ".join(f"({text})" for text, _ in conditions), meaning


BY: Final = st.sampled_from(list(TESTS))
PATTERNS: Final = st.sampled_from(["", "%", "p%", "%bunt", "_", "%n%e%", "-1", "PRINTER"])
LEAVES: Final[st.SearchStrategy[Condition]] = st.one_of(
    _on(_of(*TEXT_VALUES), TEXTS),
    _on(_of(*SEVERAL_TEXTS), TEXTS),
    _on(_of(*NUMBER_VALUES, STATE), NUMBERS),
    _on(_of(*SEVERAL_NUMBERS), NUMBERS),
    _on(_of(*DATE_VALUES), DATES),
    st.builds(like, _of(*TEXT_VALUES, *SEVERAL_TEXTS), PATTERNS, st.booleans()),
    st.builds(related, _of(*TEXT_VALUES, *SEVERAL_TEXTS), BY, _of(*TEXT_VALUES)),
    st.builds(related, _of(*NUMBER_VALUES), BY, _of(*NUMBER_VALUES, *SEVERAL_NUMBERS)),
    st.builds(related, _of(*DATE_VALUES), BY, _of(*DATE_VALUES)),
    st.builds(null, _of(*TEXT_VALUES, *NUMBER_VALUES, STATE, *SEVERAL_NUMBERS, *DATE_VALUES), st.booleans()),
    st.builds(_entry_texts, st.booleans()),
    st.builds(_entry_texts, st.booleans()).map(_negated),
    st.builds(owned, st.integers(0, 3), st.sampled_from(["=", "<>"])),
    st.builds(owned, st.integers(0, 3), st.sampled_from(["=", "<>"])).map(_negated),
    st.builds(named, st.integers(0, 4), st.booleans()),
)
CONDITIONS: Final[st.SearchStrategy[Condition]] = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(_negated, inner)
        | st.builds(_together, st.lists(inner, min_size=2, max_size=3), st.sampled_from(["AND", "OR"]))
    ),
    max_leaves=4,
)
