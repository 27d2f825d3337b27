"""The shape of declared definitions: which members there are, and of what sort. All faults at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.content import CARDINALITIES, LANGUAGES, TYPES
from chalicelib.errors import Faults

Path = tuple[str | int, ...]
Test = Callable[[Any], bool]

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}")


def is_name(said: Any) -> bool:
    """A letter, then letters, digits and underscores."""
    return isinstance(said, str) and _NAME.fullmatch(said) is not None


def _is_text(said: Any) -> bool:
    return isinstance(said, str) and bool(said.strip())


def _is_truth(said: Any) -> bool:
    return isinstance(said, bool)


def _is_list(said: Any) -> bool:
    return isinstance(said, list)


def _is_length(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 0 < said <= MAX_LENGTH


def _is_number(said: Any) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and -(2**31) <= said < 2**31


def _are_labels(said: Any) -> bool:
    return (
        isinstance(said, Mapping) and "en" in said and set(said) <= set(LANGUAGES) and all(map(_is_text, said.values()))
    )


MAX_LENGTH: Final = 65_535
_TEXTS: Final = "a text"
_LABELS: Final = f"labels by language: en, and perhaps {', '.join(LANGUAGES[1:])}"
_NAMES: Final = "a name of letters, digits and underscores"

# Members by name: whether one has to be there, its test, what it should be.
Members = Mapping[str, tuple[bool, Test, str]]
FILE: Final[Members] = {
    "dataDefinitions": (False, _is_list, "a list"),
    "configurationItems": (False, _is_list, "a list"),
}
DEFINITION: Final[Members] = {
    "name": (True, is_name, _NAMES),
    "display": (False, _are_labels, _LABELS),
    "description": (False, _are_labels, _LABELS),
    "displayExpression": (False, _is_text, "an expression"),
    "attributes": (False, _is_list, "a list"),
    "relations": (False, _is_list, "a list"),
    "pickup": (False, _is_truth, "true or false"),
    "values": (False, _is_list, "a list"),
    "kind": (False, _is_text, "the name of a kind"),
}
ATTRIBUTE: Final[Members] = {
    "name": (True, is_name, _NAMES),
    "type": (True, lambda said: isinstance(said, str) and said in TYPES, f"one of {', '.join(TYPES)}"),
    "display": (False, _are_labels, _LABELS),
    "length": (False, _is_length, f"a number from 1 to {MAX_LENGTH}"),
    "required": (False, _is_truth, "true or false"),
    "localizable": (False, _is_truth, "true or false"),
    "to": (False, _is_text, _TEXTS),
    "default": (False, lambda _: True, ""),
    "field": (False, _is_text, _TEXTS),
}
RELATION: Final[Members] = {
    "name": (True, is_name, _NAMES),
    "to": (True, _is_text, _TEXTS),
    "reverse": (False, is_name, _NAMES),
    "display": (False, _are_labels, _LABELS),
}
VALUE: Final[Members] = {
    "value": (True, _is_number, "a whole number of 32 bits"),
    **{language: (language == "en", _is_text, _TEXTS) for language in LANGUAGES},
}
ITEM: Final[Members] = {
    "name": (True, is_name, _NAMES),
    "display": (False, _are_labels, _LABELS),
    "description": (False, _are_labels, _LABELS),
    "main": (True, _is_text, "the name of a data definition"),
    "members": (False, _is_list, "a list"),
}
MEMBER: Final[Members] = {
    "name": (True, _is_text, "the name of a data definition"),
    "cardinality": (
        False,
        lambda said: isinstance(said, str) and said in CARDINALITIES,
        f"one of {', '.join(CARDINALITIES)}",
    ),
}


def check(said: Any, members: Members, path: Path, faults: Faults) -> bool:
    """Note what is wrong with an object; whether nothing is."""
    if not isinstance(said, Mapping):
        faults.add(path, "type", "This is no object.")
        return False
    before = len(faults)
    for name in said:
        if name not in members:
            faults.add((*path, name), "unknown", f"There is no member {name} here.")
    for name, (required, test, expected) in members.items():
        if name not in said:
            if required:
                faults.add((*path, name), "required", f"{name} is required.")
        elif not test(said[name]):
            faults.add((*path, name), "format", f"{name} is not {expected}.")
    return len(faults) == before


def check_file(said: Any, faults: Faults) -> bool:
    """Note what is wrong with the shape of a whole file; whether nothing is."""
    if not check(said, FILE, (), faults):
        return False
    before = len(faults)
    for place, each in enumerate(said.get("dataDefinitions", ())):
        path: Path = ("dataDefinitions", place)
        if check(each, DEFINITION, path, faults):
            for name, members in (("attributes", ATTRIBUTE), ("relations", RELATION), ("values", VALUE)):
                _check_list(each.get(name, ()), members, (*path, name), faults)
    for place, each in enumerate(said.get("configurationItems", ())):
        path = ("configurationItems", place)
        if check(each, ITEM, path, faults):
            _check_list(each.get("members", ()), MEMBER, (*path, "members"), faults)
    return len(faults) == before


def _check_list(said: Any, members: Members, path: Path, faults: Faults) -> None:
    for place, each in enumerate(said):
        check(each, members, (*path, place), faults)
