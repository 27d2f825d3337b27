"""Files beside a record: their names, their types, and the links that stand among them. `record.File` is one of them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

from chalicelib.domain.record import File, Record

MAX_BYTES: Final = 4 << 20  # of one file: the one payload rule of all dialects
MAX_NAME: Final = 255  # characters
UNKNOWN: Final = "application/octet-stream"
_MAX_EXTENSION: Final = 20
_MAX_TYPE: Final = 255
# Controls, halves of surrogate pairs, line ends, and what turns the direction of writing, so that an .exe reads like a .txt.
_UNWANTED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+[ \t]*(;[\x20-\x7e]*)?", re.ASCII)
_TYPES_BY_EXTENSION: Final = {  # what Python does not know, or only where the machine it runs on does
    ".7z": "application/x-7z-compressed",
    ".avif": "image/avif",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gz": "application/gzip",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".msg": "application/vnd.ms-outlook",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def clean_name(name: str) -> str:
    """A name without directories, at most 255 characters of it, the extension kept; empty when nothing is left."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(
        each for each in last if unicodedata.category(each) not in _UNWANTED and each not in _TURNING
    ).strip()
    if not kept.strip("."):
        return ""
    if len(kept) <= MAX_NAME:
        return kept
    stem, dot, extension = kept.rpartition(".")
    if not stem or len(extension) > _MAX_EXTENSION:
        return kept[:MAX_NAME]
    return stem[: MAX_NAME - len(dot + extension)] + dot + extension


def media_type(name: str, said: str = "") -> str:
    """The type that a sender says, if it is one; else what the name's extension stands for."""
    said = said.strip()
    if len(said) <= _MAX_TYPE and _TYPE.fullmatch(said):
        return said
    from mimetypes import MimeTypes  # few requests upload

    _, dot, extension = name.rpartition(".")
    suffix = (dot + extension).lower()
    return _TYPES_BY_EXTENSION.get(suffix) or MimeTypes().types_map[True].get(suffix) or UNKNOWN


def is_link(location: str) -> bool:
    """Whether a location is an absolute web address, not the key of bytes that we keep."""
    try:
        address = urlsplit(location)
        return address.scheme in ("http", "https") and bool(address.hostname)
    except ValueError:
        return False


def kept_files(record: Record | None) -> dict[str, File]:
    """The files of a record whose bytes we keep, in all of its fields, by location."""
    if record is None:
        return {}
    fields = record.kind.file_fields
    files = (file for field in fields for file in record.many(field.name) if isinstance(file, File))
    return {file.location: file for file in files if not is_link(file.location)}
