"""A step from token to token, and what is said where one can't stand."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.matrix42.asql.faults import ExpressionError, invalid
from chalicelib.dialects.matrix42.asql.lexer import Token, TokenType, tokens

MAX_LENGTH: Final = 8_000  # characters
MAX_DEPTH: Final = 50  # levels of parentheses, those of functions included
_SHOWN: Final = 60  # characters of a token that an error repeats


class Cursor:
    """The tokens of a text. `next` is the one that nothing has taken yet."""

    def __init__(self, text: str, *, begin: int = 0) -> None:
        if len(text) > MAX_LENGTH:
            raise invalid(MAX_LENGTH + 1, f"more than {MAX_LENGTH} characters")
        self._tokens = tokens(text, begin=begin)
        self._depth = 0
        self.next: Token = next(self._tokens)

    def take(self) -> Token:
        """Step past a token."""
        token = self.next
        if token.type not in (TokenType.END, TokenType.WRONG):
            self.next = next(self._tokens)
        return token

    def accept(self, *words: str) -> bool:
        """Step past one of some words, if it stands here."""
        if not self.next.is_word(*words):
            return False
        self.take()
        return True

    def expect(self, type_: TokenType, expected: str) -> Token:
        """Step past a token that has to stand here."""
        if self.next.type is not type_:
            raise self.unexpected(expected)
        return self.take()

    def end(self, expected: str) -> None:
        """Nothing more."""
        self.expect(TokenType.END, f"{expected} or the end")

    def open(self) -> None:
        """Step past `(`, one level deeper."""
        if self._depth == MAX_DEPTH:
            raise invalid(self.next.position, f"more than {MAX_DEPTH} levels of parentheses")
        self._depth += 1
        self.expect(TokenType.OPEN, "'('")

    def close(self, expected: str = "')'") -> None:
        """Step past `)`."""
        self.expect(TokenType.CLOSE, expected)
        self._depth -= 1

    def unexpected(self, expected: str) -> ExpressionError:
        """The error about the token that stands here, where something else was to."""
        token = self.next
        if token.type is TokenType.WRONG:
            return invalid(token.position, token.value)
        found = "the end" if token.type is TokenType.END else shown(token.text)
        return invalid(token.position, f"expected {expected}, found {found}")


def shown(text: str) -> str:
    """As much of a text as an error repeats."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
