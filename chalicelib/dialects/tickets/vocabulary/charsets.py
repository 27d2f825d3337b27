"""The names of charsets."""

from __future__ import annotations

from typing import Final

# The charsets that bodies are read in, by the names that Content-Type may give them. Decoders of Python that do other work
# than decoding (punycode, unicode_escape …) are not among them.
CODECS_BY_CHARSET: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "unicode": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32": "utf-32",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
}
