"""Texts that every channel can carry: no control characters, no halves of characters."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")  # all but tab and line ends
_BREAK: Final = re.compile("[\t\r\n\u2028\u2029]+")


def sendable(text: str) -> str:
    """A text of any number of lines."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode()


def on_one_line(text: str) -> str:
    """A text that can stand in a header."""
    return _BREAK.sub(" ", sendable(text)).strip()
