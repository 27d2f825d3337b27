"""The text of a filter as tokens.

The lexer never refuses: what is no token becomes one that no rule of the grammar takes, so that of several errors the
parser reports the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class TokenType(Enum):
    """What a token is."""

    CODE = auto()  # $code$
    WORD = auto()  # keywords, and the operands that are no attributes
    STRING = auto()
    NUMBER = auto()
    COMPARE = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()
    WRONG = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    `value`: the content of a string, the code of an attribute, a word in lower case, the reason why something is wrong; of
    the others the text. `text`: as it was written. `position`: of its first character, counted from 1.
    """

    type: TokenType
    value: str
    text: str
    position: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of some words, in any letter case."""
        return self.type is TokenType.WORD and self.value in words


_TOKEN: Final = re.compile(
    r"""
    (?P<blank>\s+)
    | \$(?P<code>[\w-]+)\$
    | '(?P<string>(?:[^']|'')*+)'
    | (?P<number>-?[0-9]+(?:\.[0-9]+)?)
    | (?P<word>[^\W\d]\w*(?:\.\w+)*)
    | (?P<compare><>|!=|>=|<=|[=<>])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<comma>,)
    """,
    re.VERBOSE,
)
_TYPES: Final = {
    "code": TokenType.CODE,
    "string": TokenType.STRING,
    "number": TokenType.NUMBER,
    "word": TokenType.WORD,
    "compare": TokenType.COMPARE,
    "open": TokenType.OPEN,
    "close": TokenType.CLOSE,
    "comma": TokenType.COMMA,
}


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, an END behind the last; they stop at the first that is wrong."""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            yield Token(TokenType.WRONG, _reason(text, at), text[at], at + 1)
            return
        at = match.end()
        name = match.lastgroup or ""
        if name != "blank":
            yield Token(_TYPES[name], _value(name, match[name]), match[0], match.start() + 1)
    yield Token(TokenType.END, "", "", len(text) + 1)


def _value(name: str, text: str) -> str:
    match name:
        case "string":
            return text.replace("''", "'")
        case "word":
            return text.lower()
    return text


def _reason(text: str, at: int) -> str:
    match text[at]:
        case "'":
            return "the string has no end"
        case "$":
            path = re.compile(r"\$[\w-]+:[^$]*\$").match(text, at)
            return f"paths are not supported: {path[0]}" if path else "'$' begins no attribute code"
        case '"':
            return "strings stand in single quotes"
        case "#":
            return "macros stand in single quotes"
    return f"unexpected character '{text[at]}'"
