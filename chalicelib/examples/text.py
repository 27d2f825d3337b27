"""Examples of a call as texts: in one language, or in all of them one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from chalicelib.examples import csharp, curl, javascript, python

if TYPE_CHECKING:
    from chalicelib.examples.call import Call


class Language(StrEnum):
    """What an example is written in, in the order of showing."""

    JAVASCRIPT = "javascript"
    CSHARP = "csharp"
    PYTHON = "python"
    CURL = "curl"


def everything(call: Call) -> str:
    """All languages, each below a heading that is a comment in it."""
    hint = f"{_HINT}\n\n\n" if _is_open(call) else ""
    return hint + "\n\n".join(f"{heading}\n\n{written(call)}" for heading, written in _WRITERS.values())


def one(call: Call, language: Language) -> str:
    """The example in one language."""
    _, written = _WRITERS[language]
    return written(call)


def _is_open(call: Call) -> bool:
    """Whether the caller has to fill something in."""
    return any(mark in said for mark in "{<" for said in (call.url, *(value for _, value in call.headers)))


_HINT: Final = "// Put your own values in place of {braces} and <angle brackets>."
_WRITERS: Final[Mapping[Language, tuple[str, Callable[[Call], str]]]] = {
    Language.JAVASCRIPT: (javascript.HEADING, javascript.written),
    Language.CSHARP: (csharp.HEADING, csharp.written),
    Language.PYTHON: (python.HEADING, python.written),
    Language.CURL: (curl.HEADING, curl.written),
}
"""Heading and writer by language."""
