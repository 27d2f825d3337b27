"""The text of an expression as tokens.

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

    NAME = auto()  # keywords, too
    BRACKETED = auto()
    STRING = auto()
    NUMBER = auto()
    DATE = auto()
    COMPARE = auto()
    PLUS = auto()
    DOT = auto()
    COMMA = auto()
    OPEN = auto()
    CLOSE = auto()
    WRONG = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A token.

    `value`: what stands between quotes, brackets or `#`, the reason why something is wrong; of the others the text. `text`:
    as it was written. `position`: of its first character, counted from 1.
    """

    type: TokenType
    value: str
    text: str
    position: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of some words, in any letter case; in brackets a word is a name."""
        return self.type is TokenType.NAME and self.value.lower() in words


_TOKEN: Final = re.compile(
    r"""
    (?P<blank>(?:\s++|--[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)++)
    | (?P<name>[^\W\d_]\w*+)
    | \[(?P<bracketed>[^\]]++)\]
    | '(?P<string>(?:[^']++|'')*+)'
    | \#(?P<date>[^#]++)\#
    | (?P<number>0[xX][0-9a-fA-F]++|-?[0-9]++(?:\.[0-9]++)?+)(?!\w)
    | (?P<compare><>|!=|>=|<=|[=<>])
    | (?P<plus>\+)
    | (?P<dot>\.)
    | (?P<comma>,)
    | (?P<open>\()
    | (?P<close>\))
    """,
    re.VERBOSE,
)
_NUMBER: Final = re.compile(r"-?[0-9][\w.]*+")
_TYPES: Final = {type_.name.lower(): type_ for type_ in TokenType}
_ENDLESS: Final = {"'": "string", "[": "bracket", "#": "date"}


def tokens(text: str, *, begin: int = 0) -> Iterator[Token]:
    """The tokens of a text from a place on, an END behind the last; they stop at the first that is wrong."""
    at = begin
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            yield Token(TokenType.WRONG, _reason(text, at), text[at], at + 1)
            return
        at = match.end()
        name = match.lastgroup or ""
        if name != "blank":
            value = match[name].replace("''", "'") if name == "string" else match[name]
            yield Token(_TYPES[name], value, match[0], match.start() + 1)
    yield Token(TokenType.END, "", "", len(text) + 1)


def _reason(text: str, at: int) -> str:
    if text.startswith("[]", at):
        return "the brackets hold no name"
    if text[at] in _ENDLESS:
        return f"the {_ENDLESS[text[at]]} has no end"
    if text.startswith("/*", at):
        return "the comment has no end"
    if text[at] == '"':
        return "strings stand in single quotes"
    number = _NUMBER.match(text, at)
    return f"'{number[0][:60]}' is not a number" if number else f"unexpected character '{text[at]}'"
