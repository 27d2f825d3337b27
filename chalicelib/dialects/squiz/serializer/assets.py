"""Assets in JSON (specification, section 4), put together from texts that are JSON already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from chalicelib.dialects.squiz import content, files, metadata
from chalicelib.dialects.squiz.metadata import Schemas
from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.parser.query import DEFAULT_CONTEXT
from chalicelib.dialects.squiz.vocabulary.words import FIELD_TYPE
from chalicelib.domain.asset import SITE
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

_NULL: Final = "null"
_SITE_SCHEMES: Final = ("https",)


@dataclass(frozen=True, slots=True)
class View:
    """How assets are looked at. `base_url`: of file addresses. `schemas`: those that are known already."""

    base_url: str
    context: int = DEFAULT_CONTEXT
    schemas: Schemas = field(default_factory=Schemas)


def asset(record: Record, view: View) -> bytes:
    """An asset, all of its members."""
    created = _stamp(record.created_at, record.created_by)
    changed, published = record.get("status_changed_at"), record.get("published_at")
    members = {
        "id": json.written(str(record.number)),
        "type": json.written(record.get("type")),
        "attributes": content.attributes(record, view.context),
        "status": json.written(record.get("status")),
        "version": json.written(record.get("version")),
        "created": created,
        "updated": _stamp(record.updated_at, record.updated_by),
        "published": _stamp(published, record.get("published_by")) if published else _NULL,
        "status_changed": _stamp(changed, record.get("status_changed_by")) if changed else created,
        "metadata_schemas": record.get("schemas") or "[]",
        "metadata_values": _metadata(record, view),
        "paint_layouts": content.layouts(record),
        "external_id": json.written(record.get("external_id") or ""),
        "web_paths": record.get("web_paths") or _NULL,
        "urls": json.written(_urls(record, view.base_url)),
    }
    return ("{" + ",".join([f'"{name}":{text}' for name, text in members.items()]) + "}").encode()


def prepare(records: Iterable[Record], view: View) -> None:
    """Read at once what several assets need to be shown."""
    view.schemas.load(each.schema for record in records for each in metadata.assignments(record) if each.is_granted)


def _metadata(record: Record, view: View) -> str:
    """The values of all fields, by name; null for an asset without a schema."""
    assigned = metadata.assignments(record)
    if not assigned:
        return _NULL
    fields = view.schemas.fields(assigned)
    values = content.kept(record, content.METADATA, view.context) if fields else {}
    parts = []
    for name, each in fields.items():
        value = values.get(name)
        shown = _NULL
        if value is not None and value.value is not None:
            shown = f'{{"type":{json.written(FIELD_TYPE.format(each.kind))},"value":{value.raw}}}'
        parts.append(f"{json.written(name)}:{shown}")
    return "{" + ",".join(parts) + "}"


def _stamp(at: datetime, by: Ref | None) -> str:
    return json.written({"date_time_unix": int(at.timestamp()), "user_id": str(by.number) if by else None})


def _urls(record: Record, base_url: str) -> list[Mapping[str, Any]]:
    found = files.urls(record, base_url)
    if record.get("type") == SITE and record.get("url"):
        found.append({"path": record.get("url"), "schemes": _SITE_SCHEMES})
    return found
