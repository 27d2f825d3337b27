"""The format of an answer: what `Accept` asks for, else what the request's body came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

JSON: Final = "application/json"
XML: Final = "application/xml"
MEDIA_TYPES: Final = (JSON, "text/json", XML, "text/xml")  # what is read and written
# What a range offers, the preferred first. Wildcards mean JSON; XML is behind it for those who exclude JSON.
_OFFERS_BY_RANGE: Final = {
    **{media_type: (media_type,) for media_type in MEDIA_TYPES},
    "*/*": (JSON, XML),
    "application/*": (JSON, XML),
    "text/*": ("text/json", "text/xml"),
}

_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105  a token of HTTP, RFC 9110
_PARAMETER: Final = rf'[ \t]*;[ \t]*({_TOKEN})[ \t]*=[ \t]*({_TOKEN}|"[^"\\]*")'
_RANGE: Final = re.compile(rf"({_TOKEN}/{_TOKEN})((?:{_PARAMETER})*)")
_SEPARATOR: Final = re.compile(r"[ \t]*(?:,[ \t]*|$)")
_QUALITY: Final = re.compile(_PARAMETER)
_WEIGHT: Final = re.compile(r"1(?:\.0*)?|0?\.[0-9]+|0\.?")
_BEGINS_AS_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


class _Range(NamedTuple):
    """One media range of an Accept header, in lower case, with its weight."""

    name: str
    quality: float


def is_xml(media_type: str) -> bool:
    """Whether answers and bodies of this type are XML; all others are JSON."""
    return media_type.endswith("/xml")


def body_type(media_type: str, body: bytes) -> str:
    """The media type that a body is read as: the one it says, else XML if it begins with `<`, else JSON."""
    return media_type or (XML if _BEGINS_AS_XML.match(body) else JSON)


@lru_cache(maxsize=256)  # clients send the same few headers over and over
def choose(accept: str | None, body_type: str | None) -> str:
    """The media type of the answer: one of MEDIA_TYPES.

    The highest weight wins, between equals JSON, whatever the order. A header that is absent, malformed or names only
    unknown types leaves it to `body_type`, the media type of the request's body if it had any.
    """
    ranges = _parse(accept or "")
    excluded = _excluded(ranges)
    best: tuple[float, bool] = (0.0, False)
    chosen = body_type if body_type in MEDIA_TYPES else JSON
    for name, quality in ranges:
        offer = next((each for each in _OFFERS_BY_RANGE.get(name, ()) if each not in excluded), None)
        if offer is not None and quality > 0 and (quality, not is_xml(offer)) > best:
            best, chosen = (quality, not is_xml(offer)), offer
    return chosen


def _parse(accept: str) -> list[_Range]:
    """The ranges in their order; none at all if any of them is malformed."""
    try:
        return list(_ranges(accept.strip(" \t,")))
    except ValueError:
        return []


def _ranges(accept: str) -> Iterator[_Range]:
    position = 0
    while position < len(accept):
        found = _RANGE.match(accept, position)
        separator = found and _SEPARATOR.match(accept, found.end())
        if not found or not separator:
            raise ValueError("malformed")
        yield _Range(found[1].lower(), _weight(found[2]))
        position = separator.end()


def _weight(parameters: str) -> float:
    for name, value in _QUALITY.findall(parameters):
        if name.lower() == "q":
            if not _WEIGHT.fullmatch(value):
                raise ValueError("malformed")
            return float(value)
    return 1.0


def _excluded(ranges: list[_Range]) -> frozenset[str]:
    """Types whose most specific range has a weight of zero."""
    qualities = dict(ranges)
    excluded = set()
    for media_type in MEDIA_TYPES:
        for name in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
            if name in qualities:
                if qualities[name] == 0:
                    excluded.add(media_type)
                break
    return frozenset(excluded)
