"""Values: literals, paths, functions and sums (specification, 10)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.asql.cursor import Cursor, shown
from chalicelib.dialects.matrix42.asql.faults import invalid, unsupported
from chalicelib.dialects.matrix42.asql.lexer import Token, TokenType
from chalicelib.dialects.matrix42.asql.syntax import (
    Call,
    DatePart,
    Function,
    Literal,
    LiteralType,
    Name,
    Path,
    Pivot,
    Recursive,
    Segment,
    Sum,
    Value,
)
from chalicelib.domain.scalar import MAX_DIGITS

MAX_SEGMENTS: Final = 6  # of one path: five dots
MAX_TERMS: Final = 50  # of one sum: each may be a text of a hundred thousand characters
RESERVED: Final = frozenset(
    {
        *("and", "or", "not", "like", "in", "is", "null", "between", "exists", "true", "false"),
        *("case", "when", "then", "else", "end", "as", "asc", "desc"),
    }
)

_ABSENT: Final = ("exists", "case")  # reserved, but not spoken here
_FUNCTIONS: Final = {function.value: function for function in Function}
_BARE: Final = frozenset({Function.GETDATE, Function.GETUTCDATE, Function.CURRENTUSERID})
_MANY: Final = frozenset({Function.ISNULL, Function.COALESCE})
_PARTS: Final = {part.value: part for part in DatePart}
_WORDS: Final = {
    "null": (LiteralType.NULL, None),
    "true": (LiteralType.TRUTH, True),
    "false": (LiteralType.TRUTH, False),
}
_READ_BY_TYPE: Final = {
    TokenType.STRING: LiteralType.STRING,
    TokenType.NUMBER: LiteralType.NUMBER,
    TokenType.DATE: LiteralType.DATE,
}


class Terms(Cursor):
    """Reads values off the tokens."""

    def value(self) -> Value:
        """The value that begins here."""
        return self.sum(self._term())

    def sum(self, first: Value) -> Value:
        """A value whose first term was read already."""
        terms = [first]
        while self.next.type is TokenType.PLUS:
            self.take()
            if len(terms) == MAX_TERMS:
                raise invalid(self.next.position, f"more than {MAX_TERMS} terms in a sum")
            terms.append(self._term())
        return terms[0] if len(terms) == 1 else Sum(tuple(terms))

    def _term(self) -> Value:
        token = self.next
        if token.type is TokenType.OPEN:
            self.open()
            inner = self.value()
            self.close("'+' or ')'")
            return inner
        if self.stands_literal():
            return self.literal()
        if token.is_word(*_ABSENT):
            raise unsupported(token.position, token.text.upper())
        if token.type is not TokenType.BRACKETED and (token.type is not TokenType.NAME or token.is_word(*RESERVED)):
            raise self.unexpected("a value")
        self.take()
        if token.is_word(*_FUNCTIONS) and self.next.type is TokenType.OPEN:
            return self._call(_FUNCTIONS[token.value.lower()], token.position)
        return self._dotted(token)

    def stands_literal(self) -> bool:
        """Whether a literal stands here."""
        return self.next.type in _READ_BY_TYPE or self.next.is_word(*_WORDS)

    def literal(self) -> Literal:
        """The literal that stands here."""
        token = self.take()
        if token.type is TokenType.NAME:
            type_, value = _WORDS[token.value.lower()]
            return Literal(type_, value, token.text, token.position)
        type_ = _READ_BY_TYPE[token.type]
        if type_ is LiteralType.STRING:
            return Literal(type_, token.value, token.value, token.position)
        if type_ is LiteralType.NUMBER:
            return Literal(type_, _number(token), token.text, token.position)
        moment = moments.read(token.value)
        if moment is None:
            raise invalid(token.position, f"{shown(token.text)} is not a date")
        return Literal(type_, moment, token.text, token.position)

    def _call(self, function: Function, position: int) -> Call:
        self.open()
        part = self._part() if function is Function.DATEADD else None
        arguments: list[Value] = [] if function in _BARE else [self.value()]
        while self.next.type is TokenType.COMMA and (function in _MANY or (part and len(arguments) == 1)):
            self.take()
            arguments.append(self.value())
        if part and len(arguments) == 1:
            raise self.unexpected("','")
        self.close("',' or ')'" if function in _MANY else "')'")
        return Call(function, tuple(arguments), position, part)

    def _part(self) -> DatePart:
        if not self.next.is_word(*_PARTS):
            raise self.unexpected(f"one of {', '.join(_PARTS)}")
        part = _PARTS[self.take().value.lower()]
        self.expect(TokenType.COMMA, "','")
        return part

    def _dotted(self, token: Token) -> Path:
        segments = [self._segment(token)]
        while self.next.type is TokenType.DOT:
            self.take()
            if len(segments) == MAX_SEGMENTS:
                raise invalid(self.next.position, f"more than {MAX_SEGMENTS - 1} dots in a path")
            segments.append(self._segment(self._named()))
        return Path(tuple(segments))

    def _segment(self, token: Token) -> Segment:
        """The segment that a name begins which was just taken."""
        if self.next.type is TokenType.BRACKETED:
            raise unsupported(token.position, f"{shown(token.text)}[…]")
        if self.next.type is not TokenType.OPEN or token.type is TokenType.BRACKETED:
            return Name(token.value, token.position)
        if not token.is_word("t", "recursive"):
            raise unsupported(token.position, f"{shown(token.text)}(…)")
        self.take()
        inner = self.name()
        self.expect(TokenType.CLOSE, "')'")
        return (Pivot if token.is_word("t") else Recursive)(inner, token.position)

    def name(self) -> str:
        """The name that stands here, in brackets or not; a reserved word is none."""
        return self._named().value

    def _named(self) -> Token:
        if self.next.type not in (TokenType.BRACKETED, TokenType.NAME) or self.next.is_word(*RESERVED):
            raise self.unexpected("a name")
        return self.take()


def _number(token: Token) -> int | float:
    text = token.value
    if len(text) > MAX_DIGITS:
        raise invalid(token.position, f"more than {MAX_DIGITS} characters in a number")
    if text[:2] in ("0x", "0X"):
        return int(text, 16)
    return float(text) if "." in text else int(text)
