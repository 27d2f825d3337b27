"""The text of HTML.

Hostile markup is normal markup, and every list shows it: so this reads in linear time and never raises. The parser of the
standard library does neither (a description of 100,000 times `<a ` keeps it busy for minutes).
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

# A tag ends before the next `<` at the latest, so that no part of the text is looked at twice.
_TAG: Final = re.compile(
    r"""<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]*)(?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>|[^<>]*+>)|[!?/][^<>]*+>)"""
)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_ENDLESS_NUMBER: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")  # far beyond the last character
_HIDDEN: Final = frozenset({"script", "style", "head", "title", "template"})
_BLOCKS: Final = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "dd",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
        ),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p"),
        *("pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)


def text_of(html: str) -> str:
    """What a reader sees: blocks and `<br>` as lines, list items with a dash, blanks collapsed, references resolved."""
    lines = _Lines()
    position = 0
    while tag := _TAG.search(html, position):
        lines.write(html[position : tag.start()])
        position = tag.end()
        closing, name = tag[1], (tag[2] or "").lower()
        if tag[0] == "<!--":
            position = _after("-->", html, position)
        elif name in _HIDDEN and not closing:
            position = _after(f"</{name}", html, position)
            position = _after(">", html, position)
        elif name == "br":
            lines.end()
        elif name in _BLOCKS:
            lines.start("- " if name == "li" and not closing else "")
    lines.write(html[position:])
    return lines.text()


def _after(mark: str, html: str, position: int) -> int:
    """The place behind the next `mark`, in any letter case; the end if there is none."""
    found = re.compile(re.escape(mark), re.IGNORECASE).search(html, position)
    return found.end() if found else len(html)


class _Lines:
    """Text under way: finished lines, and the pieces of the one that is being written."""

    def __init__(self) -> None:
        self._finished: list[str] = []
        self._pieces: list[str] = []
        self._bullet = ""

    def write(self, source: str) -> None:
        if source:
            self._pieces.append(unescape(_ENDLESS_NUMBER.sub("\ufffd", _BLANKS.sub(" ", source))))

    def start(self, bullet: str) -> None:
        """A new line, unless the present one is still empty."""
        if self._line():
            self.end()
        self._pieces.clear()
        self._bullet = bullet

    def end(self) -> None:
        """A new line in any case."""
        self._finished.append(self._bullet + self._line())
        self._pieces.clear()
        self._bullet = ""

    def text(self) -> str:
        self.start("")
        return "\n".join(self._finished).strip("\n")

    def _line(self) -> str:
        return re.sub(" {2,}", " ", "".join(self._pieces)).strip(" ")
