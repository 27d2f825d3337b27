"""A wire shape as XML: children in alphabetical order, null as `i:nil`, no default namespace, always well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from chalicelib.dialects.tickets import wire

DECLARATION: Final = ' xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP: Final = re.compile("[&<>\r]")
# A bare carriage return would come back as a line feed.
_REFERENCES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def element(name: str, value: Any, attributes: str = "") -> str:
    """One element. Lists hold elements named by the singular of their own name (`Services`: `Service`)."""
    if value is None:
        return f'<{name}{attributes} i:nil="true"/>'
    content = _content(name, value)
    return f"<{name}{attributes}>{content}</{name}>" if content or isinstance(value, str) else f"<{name}{attributes}/>"


def array(name: str, parts: Iterable[bytes]) -> bytes:
    """The root of a list, around elements that are written already."""
    content = b"".join(parts)
    start = f"<{name}{DECLARATION}".encode()
    return start + b">" + content + f"</{name}>".encode() if content else start + b"/>"


def _content(name: str, value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        return "".join(element(child, each) for child, each in sorted(wire.members(value)))
    if isinstance(value, Mapping):
        return "".join(element(child, " ".join(sentences)) for child, sentences in sorted(value.items()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(element(name.removesuffix("s"), each) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _escaped(str(value))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: _REFERENCES[found[0]], _UNFIT.sub("\ufffd", text))
