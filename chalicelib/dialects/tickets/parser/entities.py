"""The content of a body: plain members read into values by property, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.dialects.tickets.parser import values
from chalicelib.dialects.tickets.parser.body import Members
from chalicelib.dialects.tickets.resource import Property, Resource, Type
from chalicelib.dialects.tickets.wording import sentence
from chalicelib.errors import Faults, NotFound

Content = dict[str, Any]  # by wire name: str, datetime, bool, int, tuple of ids, or None; what has a fault is not there


def number(text: str) -> int:
    """The id in a path. Raises NotFound for what is none."""
    if not (text.isascii() and text.isdecimal()):
        raise NotFound
    try:
        return values.number(text)
    except values.Unreadable:
        raise NotFound from None


def require_id(members: Members, expected: int) -> None:
    """The body of a PUT names the entity once more. Raises Invalid when it does not, or another."""
    try:
        agrees = values.number(members.get("id")) == expected
    except values.Unreadable:
        agrees = False
    if not agrees:
        faults = Faults()
        _note(faults, "Id", "id")
        faults.raise_any()


def creation(resource: Resource, members: Members, faults: Faults) -> Content:
    """What a POST says, each property that it may name; what is left out is None, or the empty list."""
    return _content(resource, _looked_at(resource, members), members, faults)


def replacement(resource: Resource, members: Members, faults: Faults) -> Content:
    """What a PUT says, each property that it may change; what is left out is None, or the empty list."""
    return _content(resource, (each for each in resource.properties if each.put), members, faults)


def _looked_at(resource: Resource, members: Members) -> Iterator[Property]:
    """The properties that a POST looks at: of two spellings for one thing, the one that is there."""
    spare = {each.stands_for: each for each in resource.properties if each.stands_for}
    for each in resource.properties:
        if each.post and not each.stands_for:
            other = spare.get(each.name)
            is_spared = members.get(each.name.lower()) is None and other and members.get(other.name.lower()) is not None
            yield other if other and is_spared else each


def _content(resource: Resource, properties: Iterator[Property], members: Members, faults: Faults) -> Content:
    content: Content = {}
    for each in properties:
        try:
            value = _read(each, members.get(each.name.lower()))
        except values.Unreadable as wrong:
            for value in wrong.values:
                _note(faults, each.name, wrong.code, value=value, expected=wrong.expected)
            continue
        if each.required and _is_blank(value):
            _note(faults, each.name, "required")
        elif each.max_length and value is not None and len(value) > each.max_length:
            _note(faults, each.name, "too_long", limit=each.max_length)
        else:
            content[each.name] = value
    if resource.any_of and all(name in content and _is_blank(content[name]) for name in resource.any_of):
        *others, last = resource.any_of
        _note(faults, resource.any_of[0], "any_of", names=f"{', '.join(others)} and {last}")
    return content


def _read(each: Property, given: Any) -> Any:
    if given is None:
        return () if each.type is Type.SERVICES else None
    return values.READERS_BY_TYPE[each.type](given)


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _note(faults: Faults, name: str, code: str, **params: Any) -> None:
    faults.add(name, code, sentence(name, code, params, otherwise=f"The {name} field is wrong."), **params)
