"""Tokens to tree: a function for each rule of the grammar (specification, 10)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.dialects.matrix42.asql.cursor import MAX_LENGTH
from chalicelib.dialects.matrix42.asql.faults import invalid
from chalicelib.dialects.matrix42.asql.lexer import TokenType
from chalicelib.dialects.matrix42.asql.syntax import (
    And,
    Between,
    Call,
    Column,
    Compare,
    Condition,
    In,
    IsNull,
    Like,
    Literal,
    Not,
    Or,
    Path,
    SortItem,
    Sum,
    Value,
)
from chalicelib.dialects.matrix42.asql.terms import Terms
from chalicelib.domain.filters.conditions import Comparison

MAX_LITERALS: Final = 1_000  # of one IN

Node = Condition | Value
_VALUES: Final = (Literal, Path, Call, Sum)
_COMPARISONS: Final = {by.value: by for by in Comparison} | {"!=": Comparison.UNEQUAL}
_PREDICATES: Final = "a comparison, IS, LIKE, IN or BETWEEN"


def parse_where(text: str) -> Condition:
    """The tree of a condition; ExpressionError for what is none."""
    parser = _Parser(text)
    found = parser.whole(parser.any_of())
    parser.end("AND, OR")
    return found


def parse_any(text: str) -> Node:
    """The tree of a condition or of a value; ExpressionError for what is neither."""
    parser = _Parser(text)
    found = parser.any_of()
    parser.end("AND, OR" if not isinstance(found, _VALUES) else f"'+', {_PREDICATES}")
    return found


def parse_columns(text: str) -> tuple[Column, ...]:
    """The columns of a list of them, one at least; ExpressionError for what is none."""
    parser = _Parser(text)
    found = [parser.column()]
    while parser.next.type is TokenType.COMMA:
        parser.take()
        found.append(parser.column())
    parser.end("',', AS")
    return tuple(found)


_ITEM: Final = re.compile(
    r"\s*+(?P<value>(?:\[[^\]]*+\]|[^\s,\[\]])++)(?:\s++(?P<direction>asc|desc))?+\s*+(?P<end>,|$)", re.IGNORECASE
)
_SIMPLE: Final = re.compile(r"\[(?P<bracketed>[^\]]+)\]|(?P<bare>[^\W\d_][\w-]*)")


def parse_sort(text: str) -> tuple[SortItem, ...]:
    """What to sort by, one item at least; ExpressionError for what is no list of them.

    Here brackets are optional: no word has another meaning but the ASC or DESC behind a name.
    """
    if len(text) > MAX_LENGTH:
        raise invalid(MAX_LENGTH + 1, f"more than {MAX_LENGTH} characters")
    found: list[SortItem] = []
    at, more = 0, True
    while more:
        match = _ITEM.match(text, at)
        if match is None:
            raise invalid(at + 1, "expected a name, ASC or DESC behind it")
        said, begin = match["value"], match.start("value")
        simple = _SIMPLE.fullmatch(said)
        value = simple["bracketed"] or simple["bare"] if simple else _path(text[: begin + len(said)], begin)
        found.append(SortItem(value, (match["direction"] or "").lower() == "desc", begin + 1))
        at, more = match.end(), match["end"] == ","
    return tuple(found)


def _path(text: str, begin: int) -> Path:
    parser = _Parser(text, begin=begin)
    value = parser.value()
    parser.end("'.'")
    if not isinstance(value, Path):
        raise invalid(begin + 1, "expected a name or a path")
    return value


class _Parser(Terms):
    """What stands in parentheses shows only at its end whether it is a condition or a value, so both are read alike."""

    def any_of(self) -> Node:
        first = self._all_of()
        if not self.next.is_word("or"):
            return first
        parts = [self.whole(first)]
        while self.accept("or"):
            parts.append(self.whole(self._all_of()))
        return Or(tuple(parts))

    def whole(self, found: Node) -> Condition:
        """What was read, as a condition: a value alone is none."""
        if isinstance(found, _VALUES):
            raise self.unexpected(_PREDICATES)
        return found

    def _all_of(self) -> Node:
        first = self._negation()
        if not self.next.is_word("and"):
            return first
        parts = [self.whole(first)]
        while self.accept("and"):
            parts.append(self.whole(self._negation()))
        return And(tuple(parts))

    def _negation(self) -> Node:
        return Not(self.whole(self._predicate())) if self.accept("not") else self._predicate()

    def _predicate(self) -> Node:
        if self.next.type is not TokenType.OPEN:
            return self._tested(self.value())
        self.open()
        inner = self.any_of()
        self.close()
        return self._tested(self.sum(inner)) if isinstance(inner, _VALUES) else inner

    def _tested(self, value: Value) -> Node:
        """A predicate about a value; the value itself where none follows."""
        position = self.next.position
        if self.next.type is TokenType.COMPARE:
            by = _COMPARISONS[self.take().text]
            return Compare(value, by, self.value(), position)
        if self.accept("is"):
            negated = self.accept("not")
            if not self.accept("null"):
                raise self.unexpected("NULL")
            return IsNull(value, negated, position)
        negated = self.accept("not")
        if self.accept("like"):
            if self.next.type is not TokenType.STRING:
                raise self.unexpected("a pattern in single quotes")
            return Like(value, self.literal(), negated, position)
        if self.accept("in"):
            return In(value, self._literals(), negated, position)
        if self.accept("between"):
            low = self.value()
            if not self.accept("and"):
                raise self.unexpected("AND")
            return Between(value, low, self.value(), negated, position)
        if negated:
            raise self.unexpected("LIKE, IN or BETWEEN")
        return value

    def _literals(self) -> tuple[Literal, ...]:
        self.expect(TokenType.OPEN, "'('")
        found = [self._listed()]
        while self.next.type is TokenType.COMMA:
            self.take()
            if len(found) == MAX_LITERALS:
                raise invalid(self.next.position, f"more than {MAX_LITERALS} values in IN")
            found.append(self._listed())
        self.expect(TokenType.CLOSE, "',' or ')'")
        return tuple(found)

    def _listed(self) -> Literal:
        if not self.stands_literal():
            raise self.unexpected("a literal")
        return self.literal()

    def column(self) -> Column:
        position = self.next.position
        value = self.value()
        return Column(value, self.name() if self.accept("as") else None, position)
