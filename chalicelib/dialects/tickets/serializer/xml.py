"""A wire shape as XML: children in alphabetical order, null as `i:nil`, no default namespace, always well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from chalicelib.dialects.tickets import wire

DECLARATION: Final = ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
# What XML 1.0 can't hold, said the short way round: the class of all that it can takes milliseconds to compile.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP: Final = re.compile("[&<>\r]")
_ODD: Final = re.compile(f"{_UNFIT.pattern}|{_MARKUP.pattern}")
# A bare carriage return would come back as a line feed.
_REFERENCES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def element(name: str, value: Any, attributes: str = "") -> str:
    """One element. Lists hold elements named by the singular of their own name (`Services`: `Service`)."""
    if value is None:
        return f'<{name}{attributes} i:nil="true"/>'
    content = value if type(value) is str else _content(name, value)
    if type(value) is str and _ODD.search(value):
        content = _escaped(value)
    return f"<{name}{attributes}>{content}</{name}>" if content or value == "" else f"<{name}{attributes}/>"


def array(name: str, parts: Iterable[bytes]) -> bytes:
    """The root of a list, around elements that are written already."""
    content = b"".join(parts)
    start = f"<{name}{DECLARATION}".encode()
    return start + b">" + content + f"</{name}>".encode() if content else start + b"/>"


def _content(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "".join([element(child, " ".join(sentences)) for child, sentences in sorted(value.items())])
    if isinstance(value, Sequence):
        return "".join([element(name.removesuffix("s"), each) for each in value])
    return "".join([element(child, each) for child, each in sorted(wire.members(value))])


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: _REFERENCES[found[0]], _UNFIT.sub("\ufffd", text))
