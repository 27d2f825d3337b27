"""Templates in a file: what `esm apply` reads, and `esm export` writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.errors import Faults
from chalicelib.services.kinds import BUILT_IN
from infra.cli import documents
from infra.cli.documents import Where
from infra.cli.esm import attribute_file, values

MAX_ATTRIBUTES: Final = 200
_MAX_PREFIX: Final = 20
_SHOWN: Final = tuple(
    kind.name for kind in BUILT_IN.values() if kind.space == "card"
)  # so that ids of cards are unique


def read(content: Any, path: Where, faults: Faults) -> dict[str, Any]:
    """A template in the form that it is kept in, as far as it can be read."""
    said = values.members(content, _READERS, _REQUIRED, path, faults)
    if said.get("class") is not None and said.get("kind") is None:
        faults.add((*path, "class"), "type", "is for templates that show a built-in kind only.")
    return normal(said)


def normal(said: Mapping[str, Any]) -> dict[str, Any]:
    """A template in the form that it is kept in."""
    named = {name: said.get(name) or "" for name in ("code", "name", "prefix", "nameAttribute")}
    of_class = {"class": said["class"]} if said.get("class") is not None else {}
    attributes = [attribute_file.normal(each) for each in said.get("attributes", ())]
    return {**named, "kind": said.get("kind"), **of_class, "attributes": attributes}


def _kind(content: Any, path: Where, faults: Faults) -> str | None:
    return documents.choice(content, _SHOWN, path, faults)


def _prefix(content: Any, path: Where, faults: Faults) -> str:
    said = values.code(content, path, faults)
    if len(said) > _MAX_PREFIX:
        faults.add(path, "too_long", f"holds at most {_MAX_PREFIX} characters.")
    return said


def _attributes(content: Any, path: Where, faults: Faults) -> list[dict[str, Any]]:
    if not isinstance(content, list):
        faults.add(path, "type", "must be a list of attributes.")
        return []
    if len(content) > MAX_ATTRIBUTES:
        faults.add(path, "count", f"holds at most {MAX_ATTRIBUTES} attributes.")
        return []
    made = [attribute_file.read(each, (*path, index), faults) for index, each in enumerate(content)]
    met: set[str] = set()
    for index, each in enumerate(made):
        if each["code"] in met:
            faults.add((*path, index, "code"), "unique", f"There is an attribute {each['code']} already.")
        met.update(filter(None, [each["code"]]))
    worklogs = [index for index, each in enumerate(made) if each["type"] == AttributeType.WORKLOG]
    for index in worklogs[1:]:
        faults.add((*path, index, "type"), "count", "A template has at most one worklog.")
    return made


_READERS: Final[dict[str, values.Reader]] = {
    "code": values.code,
    "name": values.name,
    "prefix": _prefix,
    "nameAttribute": documents.text,
    "kind": _kind,
    "class": documents.text,
    "attributes": _attributes,
}
_REQUIRED: Final = frozenset({"code", "name", "prefix", "nameAttribute", "attributes"})
