"""One attribute in a file, in the words of the specification (10), and of views the field behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.attribute import MAX_LENGTH
from chalicelib.errors import Faults
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.esm import static_file, values

SYSTEM: Final = ("efecte_id", "created", "updated", "creator", "last_update_by")

_TYPES: Final = tuple(each.value for each in AttributeType)
_USUAL: Final[Mapping[str, Any]] = {
    "multiValue": False,
    "file": False,
    "values": [],
    "target": [],
    "time": True,
    "whole": False,
    "required": False,
    "maxLength": MAX_LENGTH,
    "default": None,
    "field": None,
}
"""What a member that is left out means."""

_ONLY_OF: Final = {
    "values": AttributeType.STATIC_VALUE,
    "target": AttributeType.REFERENCE,
    "time": AttributeType.DATE,
    "whole": AttributeType.NUMBER,
    "maxLength": AttributeType.STRING,
    "file": AttributeType.EXTERNAL_REFERENCE,
}
_NEVER_OF: Final = {
    "multiValue": (AttributeType.WORKLOG,),
    "required": (AttributeType.WORKLOG,),
    "default": (AttributeType.REFERENCE, AttributeType.EXTERNAL_REFERENCE, AttributeType.WORKLOG),
}
_NEEDED: Final = ("values", "target")  # by the types that have them


def read(content: Any, path: Where, faults: Faults) -> dict[str, Any]:
    """An attribute in the form that it is kept in, as far as it can be read."""
    said = values.members(content, _READERS, _REQUIRED, path, faults)
    if said.get("code") in SYSTEM:
        faults.add((*path, "code"), "unique", "is an attribute that every template has.")
    if said.get("type"):
        _check_fit(said, path, faults)
    return normal(said)


def normal(said: Mapping[str, Any]) -> dict[str, Any]:
    """An attribute in the form that it is kept in: members that say nothing beyond the usual are left out."""
    made = {name: said.get(name) or "" for name in ("code", "name", "type")}
    for name, usual in _USUAL.items():
        value = said.get(name)
        if value is not None and value != usual:
            made[name] = [static_file.normal(each) for each in value] if name == "values" else value
    return made


def _check_fit(said: Mapping[str, Any], path: Where, faults: Faults) -> None:
    """Whether its type knows what is said."""
    of = AttributeType(said["type"])
    for name, owner in _ONLY_OF.items():
        if said.get(name, _USUAL[name]) != _USUAL[name] and of is not owner:
            faults.add((*path, name), "type", f"is for attributes of type {owner.value} only.")
        if name in _NEEDED and of is owner and name not in said:
            faults.add((*path, name), "required", "is missing.")
        elif name in _NEEDED and of is owner and said[name] == []:
            faults.add((*path, name), "required", "must not be empty.")
    for name, strangers in _NEVER_OF.items():
        if said.get(name, _USUAL[name]) != _USUAL[name] and of in strangers:
            faults.add((*path, name), "type", f"is not for attributes of type {of.value}.")


def _type(content: Any, path: Where, faults: Faults) -> str | None:
    return documents.choice(content, _TYPES, path, faults)


def _length(content: Any, path: Where, faults: Faults) -> int:
    if type(content) is int and 0 < content <= MAX_LENGTH:
        return content
    faults.add(path, "range", f"must be a whole number from 1 to {MAX_LENGTH}.")
    return MAX_LENGTH


def _default(content: Any, path: Where, faults: Faults) -> Any:
    if not isinstance(content, str | int | float):
        faults.add(path, "type", "must be a text, a number, true or false.")
    return content


_READERS: Final[dict[str, values.Reader]] = {
    "code": values.code,
    "name": values.name,
    "type": _type,
    "multiValue": values.truth,
    "file": values.truth,
    "values": static_file.read,
    "target": values.codes,
    "time": values.truth,
    "whole": values.truth,
    "required": values.truth,
    "maxLength": _length,
    "default": _default,
    "field": documents.text,
}
_REQUIRED: Final = frozenset({"code", "name", "type"})
