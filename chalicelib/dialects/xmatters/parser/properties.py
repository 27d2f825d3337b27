"""The values of a property to choose from: texts, or a tree of nodes (specification, 8.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.domain.alerting.property import Node, Property, PropertyType
from chalicelib.errors import Faults, TooLarge

MAX_BODY: Final = 4 << 20  # bytes
MAX_ENTRIES: Final = 10_000  # those of all levels together
MAX_LENGTH: Final = 250  # characters of a value
MAX_DEPTH: Final = 10
CHOSEN: Final = (PropertyType.COMBO, PropertyType.LIST, PropertyType.HIERARCHY)
DUPLICATE: Final = "Duplicate value"
ONE_DEFAULT: Final = "Only one value can be the default"
TOO_DEEP: Final = f"Value must be at most {MAX_DEPTH} levels deep"
_MARK: Final = "*"  # behind a text that is a default
_CHILDREN: Final = "childNodes"
_MAX_FAULTS: Final = 1_000  # that one answer names

Path = tuple[str | int, ...]


def read(prop: Property, content: Sequence[Any], faults: Faults, path: Path = ()) -> Property:
    """The property with other values to choose from; what is wrong is noted. `path`: where they stand.

    Raises TooLarge for too many, nodes of all levels counted.
    """
    if prop.type not in CHOSEN:
        of = f"Values can't be configured for a property of type {prop.type}"
        faults.add(path, "type", of, **({} if path else {"errorDetails": "$"}))
        return prop
    if _count(content) > MAX_ENTRIES:
        raise TooLarge(MAX_ENTRIES, f"A property has at most {MAX_ENTRIES} values.")
    if prop.type is PropertyType.HIERARCHY:
        return replace(prop, nodes=_nodes(content, faults, path, 1))
    values, defaults = _texts(content, faults, path, several=prop.type is PropertyType.LIST)
    return replace(prop, values=values, defaults=defaults)


def _count(content: Sequence[Any]) -> int:
    """Entries of all levels; no further than is needed to know that they are too many."""
    count, levels = 0, [content]
    while levels and count <= MAX_ENTRIES:
        level = levels.pop()
        count += len(level)
        levels += [
            each[_CHILDREN] for each in level if isinstance(each, dict) and isinstance(each.get(_CHILDREN), list)
        ]
    return count


def _texts(
    content: Sequence[Any], faults: Faults, path: Path, *, several: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Values, and those of them that are defaults. `several`: there may be more than one of these."""
    values: dict[str, None] = {}
    defaults: list[str] = []
    for index, said in enumerate(content):
        place = (*path, index)
        text = said.removesuffix(_MARK) if isinstance(said, str) else said
        value = _value(text, values, faults, place)
        if value is not None and text != said:
            if defaults and not several:
                _note(faults, place, "count", ONE_DEFAULT)
            defaults.append(value)
    return tuple(values), tuple(defaults)


def _nodes(content: Sequence[Any], faults: Faults, path: Path, depth: int) -> tuple[Node, ...]:
    names: dict[str, None] = {}
    nodes: list[Node] = []
    for index, said in enumerate(content):
        place = (*path, index)
        if not isinstance(said, dict):
            _note(faults, place, "type", words.NO_OBJECT)
            continue
        name = _value(said.get("name"), names, faults, place)
        is_default = said.get("isDefault")
        if not isinstance(is_default, bool | None):
            _note(faults, (*place, "isDefault"), "type", words.NO_BOOLEAN)
        nodes.append(Node(name or "", is_default is True, _children(said, faults, (*place, _CHILDREN), depth)))
    return tuple(nodes)


def _children(said: dict[str, Any], faults: Faults, path: Path, depth: int) -> tuple[Node, ...]:
    children = said.get(_CHILDREN)
    if not children and (children is None or isinstance(children, list)):
        return ()
    if not isinstance(children, list):
        _note(faults, path, "type", words.NO_LIST)
        return ()
    if depth == MAX_DEPTH:
        _note(faults, path, "count", TOO_DEEP)
        return ()
    return _nodes(children, faults, path, depth + 1)


def _value(said: Any, siblings: dict[str, None], faults: Faults, path: Path) -> str | None:
    """A value, which joins its siblings; None when it can't be one."""
    if said is None or (isinstance(said, str) and not said.strip()):
        _note(faults, path, "required", words.REQUIRED)
    elif not isinstance(said, str):
        _note(faults, path, "type", words.NO_TEXT)
    elif len(said) > MAX_LENGTH:
        _note(faults, path, "too_long", words.too_long(MAX_LENGTH))
    elif said in siblings:
        _note(faults, path, "unique", DUPLICATE)
    else:
        siblings[said] = None
        return said
    return None


def _note(faults: Faults, path: Path, code: str, message: str) -> None:
    if len(faults) < _MAX_FAULTS:
        faults.add(path, code, message)
