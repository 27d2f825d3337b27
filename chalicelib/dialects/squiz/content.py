"""What an asset says, as JSON: how it is kept, merged with what a body says, and laid over by contexts.

Attributes and metadata of the default context are fields of the record; those of others lie together in one, by number,
and are laid over those of the default. The text of each value is never rewritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.squiz import files
from chalicelib.dialects.squiz.metadata import Assignment, Schemas, assignments
from chalicelib.dialects.squiz.parser import json
from chalicelib.dialects.squiz.parser.assets import Wish
from chalicelib.dialects.squiz.parser.json import Inside, Member, Members
from chalicelib.dialects.squiz.parser.query import DEFAULT_CONTEXT
from chalicelib.dialects.squiz.vocabulary.words import DENY, FILE_SIZE, LAYOUTS, NAME, TIDY, WYSIWYG
from chalicelib.domain.asset import MAX_CONTENT
from chalicelib.domain.record import File, Record, Value
from chalicelib.errors import Faults, TooLarge

ATTRIBUTES: Final = "attributes"
METADATA: Final = "metadata"
_MAX_TITLE: Final = 255
_NULL: Final = "null"
_COUNTED: Final = (ATTRIBUTES, METADATA, "contexts", "paint_layouts", "web_paths")
_LAYERS: Final = Inside(every=Inside({ATTRIBUTES: Inside(), METADATA: Inside()}))

Values = Mapping[str, Value | None]


def kept(record: Record, part: str, context: int = DEFAULT_CONTEXT) -> Members:
    """The attributes or the metadata of an asset as a context shows them, without what we add."""
    text = record.get(part)
    members = json.members(text) if text else {}
    if context != DEFAULT_CONTEXT:
        members |= _layer(_layers(record), context, part)
    return members


def attributes(record: Record, context: int = DEFAULT_CONTEXT) -> str:
    """The attributes of an asset as a context shows them, with what we add."""
    if context == DEFAULT_CONTEXT and not _has_additions(record):
        return record.get(ATTRIBUTES) or "{}"
    members = kept(record, ATTRIBUTES, context)
    return json.joined(members | additions(record, members))


def additions(record: Record, members: Members) -> Members:
    """The attributes that we add to those that an asset has in a context."""
    added: Members = {}
    if record.get("type") == WYSIWYG:
        added = {name: json.member(name, value) for name, value in TIDY.items() if name not in members}
    return added | files.additions(record, members)


def layouts(record: Record) -> str:
    """The paint layouts of an asset."""
    text = record.get("paint_layouts")
    return json.joined(_LAYOUTS | json.members(text)) if text else _NO_LAYOUTS


def check(wish: Wish, schemas: Schemas, faults: Faults, before: Record | None = None, context: int = 0) -> None:
    """Note what a body says of metadata that can't be.

    A schema that is assigned already may be gone, and a value that is there already may be anything: what was read and is
    sent back does no harm.
    """
    assigned = assignments(before) if before is not None else ()
    wanted = assigned if wish.assignments is None else wish.assignments
    schemas.load(each.schema for each in wanted)
    known = {each.schema for each in assigned}
    for each in wish.assignments or ():
        if each.schema not in known and not schemas.has(each.schema):
            faults.add((*wish.path, "metadata_schemas", each.at, "id"), "reference", "must be a metadata schema")
    if not wish.metadata:
        return
    fields = schemas.fields(wanted)
    stands = kept(before, METADATA, context) if before is not None else {}
    for name, member in wish.metadata.items():
        if name not in fields:
            faults.add((*wish.path, "metadata_values", name), "unknown", "must be a field of a metadata schema")
            continue
        is_new = member.value is not None and not _is_same(stands.get(name), member)
        if is_new and (wrong := fields[name].check(member.value)):
            faults.add((*wish.path, "metadata_values", name), "format", wrong)


def creation(wish: Wish, file: File | None = None) -> Values:
    """The fields of a new asset. Raises TooLarge."""
    return with_file(_weighed({**wish.texts, **_merged(None, wish, DEFAULT_CONTEXT)}, {}), file)


def with_file(values: Values, file: File | None) -> Values:
    """The fields of a new asset with those of its file, if it has one."""
    if file is None:
        return values
    text = values[ATTRIBUTES]
    return {**values, **files.fields(file, json.members(text) if isinstance(text, str) else {})}


def change(record: Record, wish: Wish, file: File | None, context: int) -> Values:
    """What a body changes of an asset; whatever it says, the asset has a new version. Raises TooLarge."""
    wish = _without_echoes(record, wish, context)
    changed: dict[str, Any] = {**wish.texts, **_merged(record, wish, context), "version": _next(record.get("version"))}
    if file is not None:
        members = kept(record, ATTRIBUTES, context) | wish.attributes
        changed |= files.fields(file, members)
    elif context == DEFAULT_CONTEXT and record.get("file") is not None:
        changed |= files.renamed(record, kept(record, ATTRIBUTES) | wish.attributes, wish.attributes)
    return _weighed(changed, record.fields)


def _merged(record: Record | None, wish: Wish, context: int) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if context == DEFAULT_CONTEXT:
        changed |= _merged_default(record, wish)
    elif wish.attributes or wish.metadata:
        changed["contexts"] = _merged_layer(record, wish, context)
    if wish.assignments is not None:
        changed["schemas"] = json.written([_shown(each) for each in wish.assignments]) if wish.assignments else None
    if wish.paint_layouts:
        text = record.get("paint_layouts") if record is not None else None
        changed["paint_layouts"] = json.joined((json.members(text) if text else {}) | wish.paint_layouts)
    if wish.web_paths is not None:
        changed["web_paths"] = None if wish.web_paths == _NULL else wish.web_paths
    return changed


def _merged_default(record: Record | None, wish: Wish) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if wish.attributes or record is None:
        members = _stored(record, ATTRIBUTES) | wish.attributes
        changed = {ATTRIBUTES: json.joined(members) if members else None, "name": _title(members.get(NAME))}
    if wish.metadata:
        values = _stored(record, METADATA) | wish.metadata
        values = {name: member for name, member in values.items() if member.value is not None}
        changed[METADATA] = json.joined(values) if values else None
    return changed


def _merged_layer(record: Record | None, wish: Wish, context: int) -> str:
    """The contexts with one of them changed; what is null there hides the value of the default context."""
    layers = _layers(record)
    parts: Members = {}
    for part, wanted in ((ATTRIBUTES, wish.attributes), (METADATA, wish.metadata)):
        if members := _layer(layers, context, part) | wanted:
            parts[part] = Member(f'"{part}"', json.joined(members), members)
    layers[str(context)] = Member(f'"{context}"', json.joined(parts), parts)
    return json.joined(layers)


def _stored(record: Record | None, part: str) -> Members:
    return kept(record, part) if record is not None else {}


def _layers(record: Record | None) -> Members:
    text = record.get("contexts") if record is not None else None
    return json.members(text, _LAYERS) if text else {}


def _layer(layers: Members, context: int, part: str) -> Members:
    layer = layers.get(str(context))
    found = layer.value.get(part) if layer is not None else None
    return dict(found.value) if found is not None else {}


def _without_echoes(record: Record, wish: Wish, context: int) -> Wish:
    """A wish without the attributes that we have added, when they are sent back as they were shown."""
    if not wish.attributes or not _has_additions(record):
        return wish
    added = additions(record, kept(record, ATTRIBUTES, context))
    ignored = {FILE_SIZE} if record.get("file") is not None else frozenset()
    sent = wish.attributes.items()
    attributes = {name: each for name, each in sent if name not in ignored and not _is_same(added.get(name), each)}
    return replace(wish, attributes=attributes)


def _has_additions(record: Record) -> bool:
    return record.get("type") == WYSIWYG or record.get("file") is not None


def _is_same(stands: Member | None, sent: Member) -> bool:
    return stands is not None and stands.value == sent.value and type(stands.value) is type(sent.value)


def _title(name: Member | None) -> str | None:
    """What people call an asset: its attribute `name`, if that is a text."""
    said = name.value if name is not None else None
    if not isinstance(said, str):
        return None
    return said.encode("utf-8", "replace").decode()[:_MAX_TITLE] or None


def _next(version: str) -> str:
    """The version behind one: 0.0.9 → 0.0.10."""
    front, dot, last = version.rpartition(".")
    return f"{front}{dot}{int(last) + 1}"


def _weighed(changed: Mapping[str, Any], stands: Mapping[str, Any]) -> Values:
    texts = {name: changed[name] if name in changed else stands.get(name) for name in _COUNTED}
    if sum(len(text.encode()) for text in texts.values() if text) > MAX_CONTENT:
        raise TooLarge(MAX_CONTENT, f"The attributes and metadata of an asset may have at most {MAX_CONTENT:,} bytes.")
    return changed


def _shown(each: Assignment) -> dict[str, Any]:
    return {"id": str(each.schema), "granted": True if each.is_granted else DENY, "cascades": each.cascades}


_LAYOUTS: Final = {name: json.member(name, value) for name, value in LAYOUTS.items()}
_NO_LAYOUTS: Final = json.joined(_LAYOUTS)
