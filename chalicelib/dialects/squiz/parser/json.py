r"""JSON taken apart, every value beside the very characters that it was written in.

The scanner of the standard library and not msgspec's, which refuses half a surrogate pair (`"\ud800"` is legal JSON), and lets
pass what is no UTF-8 where a value is taken as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any, Final, NamedTuple, NoReturn

MAX_DEPTH: Final = 500
"""Levels of a body, its own object included."""


class Member(NamedTuple):
    """A member of an object: `key` and `raw` as they were written, the key with its quotes; `value` is what `raw` means."""

    key: str
    raw: str
    value: Any


Members = dict[str, Member]
"""Members by name, in their order; of several of one name the last counts."""


class Inside(dict[str, "Inside"]):
    """Which members are objects that are taken apart, too; `every`: all that are not named here."""

    def __init__(self, named: Mapping[str, Inside] | None = None, *, every: Inside | None = None) -> None:
        super().__init__(named or {})
        self.every = every


def members(text: str, inside: Inside | None = None) -> Members:
    """The members of the object that a text is. The value of one that is taken apart is `Members`.

    Raises ValueError where the text is no JSON or no object. It must not be nested deeper than `MAX_DEPTH`.
    """
    found, end = _object(text, _blank(text, 0), Inside() if inside is None else inside)
    if _blank(text, end) != len(text):
        raise ValueError("there is something behind it")
    return found


def value(text: str) -> Any:
    """What a text means. Raises ValueError where it is no JSON."""
    found, end = _value(text, _blank(text, 0), None)
    if _blank(text, end) != len(text):
        raise ValueError("there is something behind it")
    return found


def is_json(text: str) -> bool:
    """Whether a text is JSON of any kind."""
    try:
        value(text)
    except ValueError:
        return False
    return True


def joined(found: Mapping[str, Member]) -> str:
    """The object of some members, each as it was written."""
    return "{" + ",".join([f"{each.key}:{each.raw}" for each in found.values()]) + "}"


def member(name: str, value: Any) -> Member:
    """A member that we write."""
    return Member(written(name), written(value), value)


def written(value: Any) -> str:
    """A value as we write it: in plain Unicode, halves of surrogate pairs escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if _HALF.search(text) is None else json.dumps(value, separators=(",", ":"))


def is_too_deep(text: str) -> bool:
    """Whether a text is nested deeper than `MAX_DEPTH`. Linear, without recursion, whatever the text is."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return False
    bare = _STRING.sub("", text.replace("\\\\", "").replace('\\"', ""))
    brackets = bare.encode("utf-8", "replace").translate(None, _NO_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > MAX_DEPTH


def deepest_path(text: str, most: int) -> tuple[str | int, ...]:
    """Where a text is nested deeper than `MAX_DEPTH`: the first steps of the way there, at most so many."""
    stack: list[str | int] = []
    said = ""
    for mark in _marks(text):
        if mark in "{[":
            if len(stack) == MAX_DEPTH:
                break
            stack.append("" if mark == "{" else 0)
        elif mark in "}]":
            del stack[-1:]
        elif mark == "," and stack and isinstance(stack[-1], int):
            stack[-1] += 1
        elif mark == ":" and stack:
            stack[-1] = said
        elif mark[0] == '"':
            said = mark
    return tuple(_name(each) if isinstance(each, str) else each for each in stack[:most])


def _marks(text: str) -> Iterator[str]:
    return (found[0] for found in _MARK.finditer(text))


def _name(quoted: str) -> str:
    """The name behind a key; as it was written where it is none."""
    try:
        return str(_scan(quoted, 0)[0])
    except ValueError:
        return quoted


def _object(text: str, at: int, inside: Inside) -> tuple[Members, int]:
    """The object at a position, and the position behind it."""
    if text[at : at + 1] != "{":
        raise ValueError("it is no object")
    found: Members = {}
    at = _blank(text, at + 1)
    if text[at : at + 1] == "}":
        return found, at + 1
    while True:
        name, key, at = _key(text, at)
        value, end = _value(text, at, inside.get(name, inside.every))
        found[name] = Member(key, text[at:end], value)
        behind = _BEHIND.match(text, end)
        if behind is None:
            raise ValueError("a comma is missing")
        at = behind.end()
        if behind[1] == "}":
            return found, at


def _key(text: str, at: int) -> tuple[str, str, int]:
    """The name at a position, as it is and as it is written, and the position of its value."""
    plain = _PLAIN_KEY.match(text, at)
    if plain is not None:
        return plain[2], plain[1], plain.end()
    at = _blank(text, at)
    if text[at : at + 1] != '"':
        raise ValueError("a name is missing")
    name, end = _scan(text, at)
    colon = _COLON.match(text, end)
    if colon is None:
        raise ValueError("a value is missing")
    return name, text[at:end], colon.end()


def _value(text: str, at: int, inside: Inside | None) -> tuple[Any, int]:
    if inside is not None and text[at : at + 1] == "{":
        return _object(text, at, inside)
    return _scan(text, at)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST else float(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_LONGEST: Final = 20  # digits of an integer that could mean anything here; more are costly to convert
_HALF: Final = re.compile("[\ud800-\udfff]")
_STRING: Final = re.compile(r'"[^"]*"')
_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"[]{}"))
_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_MARK: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]', re.DOTALL)
_PLAIN_KEY: Final = re.compile(r'[ \t\n\r]*("([^"\\\x00-\x1f]*)")[ \t\n\r]*:[ \t\n\r]*')
_COLON: Final = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
_BEHIND: Final = re.compile(r"[ \t\n\r]*([,}])")
_BLANK: Final = re.compile(r"[ \t\n\r]*")
_scan: Final = json.JSONDecoder(parse_int=_integer, parse_constant=_refuse).raw_decode


def _blank(text: str, at: int) -> int:
    """The position behind white space."""
    found = _BLANK.match(text, at)
    return found.end() if found else at
