"""One asset of a file: as the API shows it, with the links to it, what other contexts say of it, and the bytes of its file.

Attributes, metadata and layouts are kept to the character, and judged as the API judges them; only line breaks between tokens
become blanks. Who did what is not taken over: ids of persons mean nothing elsewhere.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from chalicelib.dialects.squiz import content
from chalicelib.dialects.squiz.parser import assets, json, values
from chalicelib.dialects.squiz.parser.assets import Wish
from chalicelib.dialects.squiz.parser.json import Inside, Member, Members
from chalicelib.dialects.squiz.vocabulary.words import FILE_CONTENT
from chalicelib.domain.asset import ASSET, ROOT, SITE, STATUSES
from chalicelib.domain.record import File, Record, Value
from chalicelib.domain.tree import Link
from chalicelib.errors import Faults, TooLarge
from infra.cli import documents
from infra.cli.asset import addresses, link_file
from infra.cli.asset.link_file import Above
from infra.cli.documents import Where
from infra.cli.refusals import printable

_LAYER: Final = Inside({"attributes": Inside(), "metadata_values": Inside(every=Inside())})
_INSIDE: Final = Inside({**assets.INSIDE, "contexts": Inside(every=_LAYER)})
_MEMBERS: Final = (
    *("id", "type", "attributes", "status", "version", "created", "updated", "published", "status_changed"),
    *("metadata_schemas", "metadata_values", "paint_layouts", "external_id", "web_paths", "urls", "contexts", "links"),
)
_MOMENTS: Final = {"status_changed": "status_changed_at", "published": "published_at"}
_VERSION: Final = re.compile(r"\d{1,9}(\.\d{1,9}){2}", re.ASCII)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")
_SOME_DAY: Final = datetime(2024, 5, 1, tzinfo=UTC)
_HIGHEST: Final = 253_402_300_799  # seconds: the end of the year 9999


@dataclass(frozen=True, slots=True)
class Row:
    """An asset as a file has it. `fixed`: fields that no request can set. `layers`: what contexts say, by their numbers."""

    number: int
    wish: Wish
    fixed: Mapping[str, Value] = field(default_factory=dict)
    layers: Mapping[int, Wish] = field(default_factory=dict)
    created: datetime | None = None
    links: tuple[Above, ...] = ()

    @property
    def type(self) -> str:
        """Its type code."""
        return self.wish.texts.get("type", "")

    @property
    def schemas(self) -> tuple[int, ...]:
        """The metadata schemas that are assigned to it."""
        return tuple(each.schema for each in self.wish.assignments or ())

    def values(self, file: File | None = None) -> dict[str, Value | None]:
        """The fields of the record; `file`: its bytes, received. Raises TooLarge."""
        made = {**content.creation(self.wish, file), **self.fixed}
        record = Record(ASSET, self.number, UUID(int=0), 0, _SOME_DAY, _SOME_DAY)
        record.fields.update({name: value for name, value in made.items() if value is not None})
        for context, wish in self.layers.items():
            laid = content.change(record, wish, None, context).get("contexts")
            if laid is not None:
                made["contexts"] = record.fields["contexts"] = laid
        return made

    def bare(self) -> Row:
        """The same without what it says: where it stands, and nothing heavy."""
        wish = Wish(texts={"type": self.type}, assignments=self.wish.assignments)
        return Row(self.number, wish, created=self.created, links=self.links)


def read(text: str, faults: Faults) -> Row | None:
    """The asset that a text describes, as far as that goes; None where it does not even say which."""
    members = _taken_apart(text, faults)
    if members is None:
        return None
    before = len(faults)
    for name in members.keys() - set(_MEMBERS):
        faults.add(printable(name), "unknown", f"is not known; there are {', '.join(_MEMBERS)}.")
    for name in ("id", "type"):
        if name not in members:
            faults.add(name, "required", "is missing.")
    number = values.number_of(members["id"].value) if "id" in members else None
    if "id" in members and not number:
        faults.add("id", "format", "must be the number of an asset.")
    row = Row(
        number or 0,
        _wish(members, (), faults),
        _fixed(members, faults),
        dict(_layers(members, faults)),
        _moment(members, "created", faults),
        tuple(_links(members, number, faults)),
    )
    if len(faults) == before:
        _check_weight(row, faults)
    return row if row.number else None


def write(asset: Record, links: Iterable[Link], upload: bytes | None = None) -> str:
    """The text that describes an asset, on one line. `upload`: the bytes of its file."""
    attributes = content.kept(asset, content.ATTRIBUTES)
    if upload is not None:
        attributes[FILE_CONTENT] = json.member(FILE_CONTENT, base64.b64encode(upload).decode())
    parts = {
        "id": json.written(str(asset.number)),
        "type": json.written(asset.get("type")),
        "attributes": json.joined(attributes),
        "status": json.written(asset.get("status")),
        "version": json.written(asset.get("version")),
        "created": _stamp(asset.created_at),
        **{name: _stamp(asset.get(kept)) for name, kept in _MOMENTS.items() if asset.get(kept)},
    }
    if asset.get("external_id"):
        parts["external_id"] = json.written(asset.get("external_id"))
    for name, kept in (("metadata_schemas", "schemas"), ("metadata_values", "metadata"), *_ALIKE):
        if asset.get(kept):
            parts[name] = asset.get(kept)
    if asset.get("contexts"):
        parts["contexts"] = _contexts(asset)
    if asset.get("type") == SITE and asset.get("url"):
        parts["urls"] = json.written([{"path": asset.get("url"), "schemes": ["https"]}])
    parts["links"] = json.written([link_file.write(each) for each in links])
    line = "{" + ", ".join(f'"{name}": {part}' for name, part in parts.items()) + "}"
    return _BREAKS.sub(" ", line)


_ALIKE: Final = (("paint_layouts", "paint_layouts"), ("web_paths", "web_paths"))
_BREAKS: Final = re.compile(r"[\r\n]")  # outside of texts, where JSON has none: white space of whoever wrote it


def _taken_apart(text: str, faults: Faults) -> Members | None:
    if json.is_too_deep(text):
        faults.add(json.deepest_path(text, 2), "depth", f"is nested deeper than {json.MAX_DEPTH} levels.")
        return None
    try:
        return json.members(text, _INSIDE)
    except ValueError:
        said = "must be an object, the whole of it on one line." if json.is_json(text) else "is no JSON."
        faults.add((), "type", said)
        return None


def _wish(members: Members, path: Where, faults: Faults) -> Wish:
    found = Faults()
    wish = assets.read(members, path, found)
    for fault in found:
        faults.add(fault.path, fault.code, f"{fault.message}.", **fault.params)
    return wish


def _fixed(members: Members, faults: Faults) -> dict[str, Value]:
    fixed: dict[str, Value] = {}
    if "status" in members and documents.choice(members["status"].value, STATUSES, ("status",), faults):
        fixed["status"] = members["status"].value
    if "version" in members:
        fixed["version"] = version = members["version"].value
        if not isinstance(version, str) or _VERSION.fullmatch(version) is None:
            faults.add("version", "format", "must be a version like 0.0.1.")
    fixed.setdefault("version", "0.0.1")
    for name, kept in _MOMENTS.items():
        at = _moment(members, name, faults)
        if at is not None:
            fixed[kept] = at
    address = _address(members, faults)
    return fixed if address is None else {**fixed, "url": address}


def _moment(members: Members, name: str, faults: Faults) -> datetime | None:
    said = members[name].value if name in members else None
    if said is None:
        return None
    seconds = said.get("date_time_unix") if isinstance(said, dict) else None
    if type(seconds) is not int or not 0 <= seconds <= _HIGHEST:
        faults.add(name, "type", 'must be an object like {"date_time_unix": 1641875024}.')
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _address(members: Members, faults: Faults) -> str | None:
    """The address of a site; those of files are made anew."""
    is_site = "type" in members and members["type"].value == SITE
    said = members["urls"].value if is_site and "urls" in members else None
    if not said:
        return None
    first = said[0] if isinstance(said, list) else None
    path = first.get("path") if isinstance(first, dict) else None
    address = addresses.read(path) if isinstance(path, str) else None
    if address is None:
        faults.add(("urls", 0, "path"), "format", f"{addresses.EXPECTED}.")
    return address


def _layers(members: Members, faults: Faults) -> Iterable[tuple[int, Wish]]:
    said = members["contexts"].value if "contexts" in members else None
    if said is None:
        return
    if not isinstance(said, dict):
        faults.add("contexts", "type", "must be an object.")
        return
    for name, layer in said.items():
        path = ("contexts", printable(name))
        if _NUMBER.fullmatch(name) is None:
            faults.add(path, "format", "must be the number of a context.")
        elif not isinstance(layer.value, dict):
            faults.add(path, "type", "must be an object.")
        else:
            for unknown in layer.value.keys() - _LAYER.keys():
                faults.add((*path, printable(unknown)), "unknown", f"is not known; there are {', '.join(_LAYER)}.")
            yield int(name), _wish({each: layer.value[each] for each in _LAYER if each in layer.value}, path, faults)


def _links(members: Members, number: int | None, faults: Faults) -> Iterable[Above]:
    said = members["links"].value if "links" in members else []
    if not isinstance(said, list):
        faults.add("links", "type", "must be a list of links.")
        return
    if number == ROOT and said:
        faults.add("links", "count", "The root folder stands under nothing.")
    elif number != ROOT and not said:
        faults.add("links", "required", "is missing: an asset is linked to another one.")
    for index, each in enumerate(said):
        link = link_file.read(each, number, ("links", index), faults)
        if link is not None:
            yield link


def _check_weight(row: Row, faults: Faults) -> None:
    try:
        row.values()
    except TooLarge as error:
        faults.add((), "too_long", error.message)


def _stamp(at: datetime) -> str:
    return json.written({"date_time_unix": int(at.timestamp())})


def _contexts(asset: Record) -> str:
    """What contexts say, by the names of a file."""
    layers: Members = {}
    for name, layer in json.members(asset.get("contexts"), Inside(every=Inside())).items():
        said = {**layer.value}
        if content.METADATA in said:
            said["metadata_values"] = Member('"metadata_values"', said.pop(content.METADATA).raw, None)
        layers[name] = Member(layer.key, json.joined(said), None)
    return json.joined(layers)
