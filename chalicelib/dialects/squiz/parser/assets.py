"""What a body says of an asset (specification, section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from chalicelib.dialects.squiz.metadata import Assignment
from chalicelib.dialects.squiz.parser import body, files, ties, values
from chalicelib.dialects.squiz.parser.json import Inside, Member, Members
from chalicelib.dialects.squiz.parser.values import Check
from chalicelib.dialects.squiz.vocabulary.words import DENY, FILE_CONTENT, FILE_SIZE
from chalicelib.domain.tree import Tie
from chalicelib.errors import Faults
from chalicelib.request import Request

Path = tuple[str | int, ...]
MAX_EXTERNAL_ID: Final = 255
MAX_SCHEMAS: Final = 100

INSIDE: Final = Inside(
    {"attributes": Inside(), "paint_layouts": Inside(), "metadata_values": Inside(every=Inside())},
)
_NEW: Final = Inside({"asset": INSIDE, "parent": Inside()})
_TEXTS: Final[Mapping[str, Check]] = {
    "type": values.matching(r"[A-Za-z0-9_]{1,100}", "a type code of letters, digits and underscores"),
    "external_id": values.text(most=MAX_EXTERNAL_ID),
}


@dataclass(slots=True)
class Wish:
    """What a body wants an asset to be; what it does not speak of is empty, or None.

    `path`: where the asset stands in the body. `texts`: by field. `upload`: the bytes of a file. `assignments`: of metadata
    schemas. `metadata`: values by field, None where one shall be unset. `web_paths`: JSON, `null` included.
    """

    path: Path = ()
    texts: dict[str, str] = field(default_factory=dict)
    attributes: Members = field(default_factory=dict)
    upload: bytes | None = None
    assignments: tuple[Assignment, ...] | None = None
    metadata: Members = field(default_factory=dict)
    paint_layouts: Members = field(default_factory=dict)
    web_paths: str | None = None


@dataclass(frozen=True, slots=True)
class NewAsset:
    """An asset that is to be made, the number of its parent (0 where its id can name nothing), and the link to it."""

    wish: Wish
    parent: int
    tie: Tie


def creation(request: Request, faults: Faults) -> NewAsset | None:
    """A new asset; None where the body can't be read at all."""
    members = body.read(request, _NEW, faults, steps=3)
    if members is None:
        return None
    asset, parent = _part(members, "asset", "type", faults), _part(members, "parent", "asset_id", faults)
    wish = read(asset, ("asset",), faults) if asset is not None else Wish(("asset",))
    if asset is not None and "type" not in asset:
        faults.add(("asset", "type"), "required", values.REQUIRED)
    if parent is None:
        return NewAsset(wish, 0, Tie())
    return NewAsset(wish, _parent(parent, faults), Tie(**ties.read(parent, faults, ("parent",))))


def change(request: Request, faults: Faults) -> Wish:
    """What shall be different about an asset; nothing, where the body can't be read at all."""
    members = body.read(request, INSIDE, faults, steps=2)
    return Wish() if members is None else read(members, (), faults)


def _part(members: Members, name: str, needs: str, faults: Faults) -> Members | None:
    """One of the two objects of a new asset; of one that is missing, what it needs is."""
    member = members.get(name)
    if member is None:
        faults.add((name, needs), "required", values.REQUIRED)
        return None
    return _object(member, (name,), faults)


def _parent(members: Members, faults: Faults) -> int:
    member = members.get("asset_id")
    if member is None:
        faults.add(("parent", "asset_id"), "required", values.REQUIRED)
        return 0
    number = values.number_of(member.value)
    if number is None:
        faults.add(("parent", "asset_id"), "format", "must be the number of an asset")
    return number or 0


def read(members: Members, path: Path, faults: Faults) -> Wish:
    """What the members of an object say of an asset; those that mean nothing here are passed over."""
    wish = Wish(path)
    for name, check in _TEXTS.items():
        if name in members:
            if wrong := check(members[name].value):
                faults.add((*path, name), "format", wrong)
            else:
                wish.texts[name] = members[name].value
    if "attributes" in members:
        wish.attributes = dict(_object(members["attributes"], (*path, "attributes"), faults) or {})
        wish.upload = _upload(wish.attributes, path, faults)
    if "metadata_schemas" in members:
        wish.assignments = _assignments(members["metadata_schemas"].value, (*path, "metadata_schemas"), faults)
    if _says(members, "metadata_values"):
        found = _object(members["metadata_values"], (*path, "metadata_values"), faults) or {}
        wish.metadata = _metadata(found, (*path, "metadata_values"), faults)
    if _says(members, "paint_layouts"):
        wish.paint_layouts = _object(members["paint_layouts"], (*path, "paint_layouts"), faults) or {}
    if "web_paths" in members:
        wish.web_paths = members["web_paths"].raw
        if not isinstance(members["web_paths"].value, list | None):
            faults.add((*path, "web_paths"), "type", "must be an array or null")
    return wish


def _says(members: Members, name: str) -> bool:
    """Whether a member is there that may be null, which says nothing."""
    return name in members and members[name].value is not None


def _object(member: Member, path: Path, faults: Faults) -> Members | None:
    if not isinstance(member.value, dict):
        faults.add(path, "type", values.NO_OBJECT)
        return None
    return member.value


def _upload(attributes: Members, path: Path, faults: Faults) -> bytes | None:
    """The bytes of a file, which are no attribute."""
    member = attributes.pop(FILE_CONTENT, None)
    if member is None:
        return None
    attributes.pop(FILE_SIZE, None)  # it is what it is
    content = files.content(member.value) if isinstance(member.value, str) else None
    if content is None:
        faults.add((*path, "attributes", FILE_CONTENT), "format", "must be base64")
    return content


def _metadata(members: Members, path: Path, faults: Faults) -> Members:
    """Values by field, each out of its object if it stands in one."""
    found: Members = {}
    for name, member in members.items():
        value = member
        if isinstance(member.value, dict):
            if "value" not in member.value:
                faults.add((*path, name, "value"), "required", values.REQUIRED)
                continue
            value = member.value["value"]
        if isinstance(value.value, str | list | None):
            found[name] = Member(member.key, value.raw, value.value)
        else:
            faults.add((*path, name), "type", "must be a text, an array of texts, or an object with such a value")
    return found


def _assignments(sent: Any, path: Path, faults: Faults) -> tuple[Assignment, ...] | None:
    if sent is None:
        return ()
    if not isinstance(sent, list):
        faults.add(path, "type", values.NO_LIST)
        return None
    if len(sent) > MAX_SCHEMAS:
        faults.add(path, "count", f"must have at most {MAX_SCHEMAS} entries")
        return None
    read = (_assignment(each, at, (*path, at), faults) for at, each in enumerate(sent))
    found = [each for each in read if each is not None]
    seen: set[int] = set()
    for each in found:
        if each.schema and each.schema in seen:
            faults.add((*path, each.at, "id"), "unique", "is there twice")
        seen.add(each.schema)
    return tuple(found)


def _assignment(sent: Any, at: int, path: Path, faults: Faults) -> Assignment | None:
    if not isinstance(sent, dict):
        faults.add(path, "type", values.NO_OBJECT)
        return None
    number = values.number_of(sent.get("id"))
    if number is None:
        missing = "id" not in sent
        faults.add((*path, "id"), "format", values.REQUIRED if missing else "must be the number of a schema")
    granted, cascades = sent.get("granted", True), sent.get("cascades", True)
    if wrong := _GRANTED(granted):
        faults.add((*path, "granted"), "choice", wrong)
    if wrong := values.flag(cascades):
        faults.add((*path, "cascades"), "type", wrong)
    return Assignment(number, granted is True, cascades is True, at) if number is not None else None


_GRANTED: Final = values.choice([True, DENY])
