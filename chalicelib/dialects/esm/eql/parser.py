"""Tokens to tree: a function for each rule of the grammar (specification of the dialect, 6.1)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.esm.eql.faults import invalid
from chalicelib.dialects.esm.eql.lexer import Token, TokenType, tokens
from chalicelib.dialects.esm.eql.syntax import (
    And,
    AttributeName,
    Between,
    Compare,
    Condition,
    Entity,
    EntityName,
    Filter,
    In,
    IsNull,
    Like,
    Literal,
    LiteralType,
    Not,
    Operand,
    Or,
)
from chalicelib.domain.filters.conditions import Comparison

MAX_LENGTH: Final = 4_000  # characters
MAX_DEPTH: Final = 50  # levels of parentheses and NOT
MAX_CONDITIONS: Final = 100
MAX_LITERALS: Final = 100  # of one IN

_ENTITIES: Final = {entity.value: entity for entity in Entity} | {
    f"entity.{entity.value}": entity for entity in (Entity.HIDDEN, Entity.DELETED)
}
_FLAGS: Final = frozenset({Entity.HIDDEN, Entity.DELETED})
_EQUALITY: Final = frozenset({"=", "<>", "!="})
_COMPARISONS: Final = {by.value: by for by in Comparison} | {"!=": Comparison.UNEQUAL}
_LITERALS: Final = {TokenType.STRING: LiteralType.STRING, TokenType.NUMBER: LiteralType.NUMBER}


def parse(text: str) -> Filter:
    """The tree of a filter; Invalid, with position and reason, for what is none."""
    if len(text) > MAX_LENGTH:
        raise invalid(MAX_LENGTH + 1, f"a filter has at most {MAX_LENGTH} characters")
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._next = next(self._tokens)
        self._depth = 0
        self._conditions = 0

    def whole(self) -> Filter:
        found = self._or()
        if self._next.type is not TokenType.END:
            raise self._unexpected("AND, OR or the end of the filter")
        return found

    def _or(self) -> Filter:
        parts = [self._and()]
        while self._next.is_word("or"):
            self._take()
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _and(self) -> Filter:
        parts = [self._not()]
        while self._next.is_word("and"):
            self._take()
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _not(self) -> Filter:
        if not self._next.is_word("not") and self._next.type is not TokenType.OPEN:
            return self._condition()
        if self._depth == MAX_DEPTH:
            raise invalid(self._next.position, f"a filter is nested at most {MAX_DEPTH} levels deep")
        self._depth += 1
        if self._take().type is TokenType.WORD:
            found: Filter = Not(self._not())
        else:
            found = self._or()
            self._expect(TokenType.CLOSE, "')', AND or OR")
        self._depth -= 1
        return found

    def _condition(self) -> Condition:
        if self._conditions == MAX_CONDITIONS:
            raise invalid(self._next.position, f"a filter has at most {MAX_CONDITIONS} conditions")
        operand = self._operand()
        self._conditions += 1
        position = self._next.position
        if isinstance(operand, EntityName) and operand.entity in _FLAGS and self._next.text not in _EQUALITY:
            raise self._unexpected("= or <>")
        if self._next.type is TokenType.COMPARE:
            by = _COMPARISONS[self._take().text]
            return Compare(operand, by, self._literal(), position)
        if self._next.is_word("is"):
            return self._null(operand)
        negated = self._took("not")
        position = self._next.position
        if self._took("like"):
            pattern = self._expect(TokenType.STRING, "a pattern in single quotes")
            return Like(operand, Literal(LiteralType.STRING, pattern.value, pattern.position), negated, position)
        if self._took("in"):
            return In(operand, self._literals(), negated, position)
        if self._took("between"):
            low = self._literal()
            self._expect_word("and")
            return Between(operand, low, self._literal(), negated, position)
        raise self._unexpected("LIKE, IN or BETWEEN" if negated else "a comparison, IS, LIKE, IN or BETWEEN")

    def _null(self, operand: Operand) -> IsNull:
        position = self._take().position
        negated = self._took("not")
        self._expect_word("null")
        return IsNull(operand, negated, position)

    def _operand(self) -> Operand:
        token = self._next
        if token.type is TokenType.CODE:
            return AttributeName(self._take().value, token.position)
        if token.type is TokenType.WORD and token.value in _ENTITIES:
            return EntityName(_ENTITIES[self._take().value], token.position)
        raise self._unexpected("a condition")

    def _literals(self) -> tuple[Literal, ...]:
        self._expect(TokenType.OPEN, "'('")
        found = [self._literal()]
        while self._next.type is TokenType.COMMA:
            self._take()
            if len(found) == MAX_LITERALS:
                raise invalid(self._next.position, f"IN takes at most {MAX_LITERALS} values")
            found.append(self._literal())
        self._expect(TokenType.CLOSE, "',' or ')'")
        return tuple(found)

    def _literal(self) -> Literal:
        token = self._next
        if token.type in _LITERALS:
            self._take()
            return Literal(_LITERALS[token.type], token.value, token.position)
        if token.is_word("true", "false"):
            self._take()
            return Literal(LiteralType.TRUTH, token.value, token.position)
        raise self._unexpected("a value: text in single quotes, a number, TRUE or FALSE")

    def _take(self) -> Token:
        token = self._next
        if token.type is not TokenType.END:
            self._next = next(self._tokens)
        return token

    def _took(self, word: str) -> bool:
        if not self._next.is_word(word):
            return False
        self._take()
        return True

    def _expect(self, of: TokenType, wanted: str) -> Token:
        if self._next.type is not of:
            raise self._unexpected(wanted)
        return self._take()

    def _expect_word(self, word: str) -> None:
        if not self._took(word):
            raise self._unexpected(word.upper())

    def _unexpected(self, wanted: str) -> Exception:
        token = self._next
        if token.type is TokenType.WRONG:
            return invalid(token.position, token.value)
        found = "the end of the filter" if token.type is TokenType.END else token.text
        return invalid(token.position, f"expected {wanted}, found {_shortened(found)}")


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


_SHOWN: Final = 60  # characters of a token that an error repeats
