"""Files beside assets: what an asset shows of its file, where it is, and how its bytes get there (specification, section 8)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.parser.json import Members
from chalicelib.dialects.squiz.vocabulary.files import IMAGES_BY_EXTENSION, OTHER
from chalicelib.dialects.squiz.vocabulary.messages import NO_FILE
from chalicelib.dialects.squiz.vocabulary.words import FILE_NAME, FILE_SIZE, NAME
from chalicelib.domain.file import clean_name
from chalicelib.domain.record import File, Record
from chalicelib.errors import NotFound
from chalicelib.services import files, uploads

BASE: Final = "/__management_api/v1"
"""Where files are found, however the caller has spelled the rest."""
_UNNAMED: Final = "file"
_SECRET_BYTES: Final = 16


def receive(content: bytes) -> File:
    """Keep bytes for an asset that is about to name them. Raises TooLarge, Unavailable."""
    location = uploads.receive(content=content, media_type=OTHER)
    return File(_UNNAMED, location, len(content), OTHER)


def give_up(file: File | None) -> None:
    """Remove what was received and is not wanted."""
    if file is not None:
        uploads.give_up(location=file.location)


def fields(file: File, attributes: Members) -> dict[str, Any]:
    """The fields of an asset that has got a file: it is called as its attributes say, and has an address that is new."""
    return {"file": replace(file, name=_name(attributes)), "file_secret": secrets.token_hex(_SECRET_BYTES)}


def renamed(record: Record, attributes: Members, said: Members) -> dict[str, Any]:
    """The field of a file that is called otherwise from now on, because a name was said. Its address stays good."""
    file = record.get("file")
    if file is None or not {NAME, FILE_NAME} & said.keys() or _name(attributes) == file.name:
        return {}
    return {"file": replace(file, name=_name(attributes))}


def additions(record: Record, attributes: Members) -> Members:
    """The attributes that a file gives to its asset."""
    file = record.get("file")
    if file is None:
        return {}
    size = {FILE_SIZE: json.member(FILE_SIZE, file.size)}
    if FILE_NAME in attributes:
        return size
    name = attributes.get(NAME)
    is_named_so = name is not None and isinstance(name.value, str) and clean_name(name.value) == file.name
    shown = name.value if name is not None and is_named_so else file.name
    return {FILE_NAME: json.member(FILE_NAME, shown), **size}


def urls(record: Record, base_url: str) -> list[Mapping[str, Any]]:
    """Where the file of an asset is, if it has one."""
    file = record.get("file")
    if file is None:
        return []
    scheme, _, place = base_url.partition("://")
    path = f"{place}{BASE}/files/{record.number}/{record.get('file_secret')}/{quote(file.name, safe='')}"
    return [{"path": path, "schemes": [scheme]}]


def read(record: Record, secret: str) -> tuple[File, bytes]:
    """The file of an asset for whoever knows its secret. Raises NotFound, always in the same words."""
    file, kept = record.get("file"), record.get("file_secret")
    if file is None or not kept or not hmac.compare_digest(kept.encode(), secret.encode("utf-8", "replace")):
        raise NotFound(NO_FILE)
    try:
        return files.read(record=record, location=file.location, field="file")
    except NotFound:
        raise NotFound(NO_FILE) from None


def media_type(name: str) -> str | None:
    """The type of a file that a browser may show; None for all others."""
    return IMAGES_BY_EXTENSION.get(name.rpartition(".")[2].lower()) if "." in name else None


def _name(attributes: Members) -> str:
    for member in (attributes.get(FILE_NAME), attributes.get(NAME)):
        if member is not None and isinstance(member.value, str) and (name := clean_name(member.value)):
            return name
    return _UNNAMED
