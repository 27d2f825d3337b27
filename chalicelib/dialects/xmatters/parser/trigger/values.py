"""The value of one property, as requests say it and forms preset it (specification, 3.2)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.domain.alerting.property import Property, PropertyType

MAX_PASSWORD: Final = 255  # characters
_SHOWN: Final = 50  # configured values that a refusal names
_ARROW: Final = " -> "
_TRUTH: Final = {"true": True, "false": False}
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{0,400})?(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
_LONGEST: Final = 38  # digits of a whole number that is kept as it is


class Unfit(Exception):
    """A value that a property does not take; its text says why."""


def value(of: Property, said: Any) -> Any:
    """The value that is meant, as the type of the property has it. Raises Unfit."""
    return _READERS[of.type](of, said)


def not_configured(several: Iterable[str]) -> str:
    """What is said of a value that is none of those configured, of which the first are named."""
    return words.not_configured(islice(several, _SHOWN))


def paths(of: Property) -> Iterable[str]:
    """The paths of a hierarchy as texts."""
    return (_ARROW.join(path) for path in of.paths())


def is_path(of: Property, wanted: Sequence[str]) -> bool:
    """Whether levels lead from the root of a hierarchy downwards, perhaps not to its end."""
    level = of.nodes
    for name in wanted:
        found = next((node for node in level if node.name == name), None)
        if found is None:
            return False
        level = found.children
    return bool(wanted)


def _boolean(_: Property, said: Any) -> bool:
    if isinstance(said, bool):
        return said
    if isinstance(said, str) and said.strip().lower() in _TRUTH:
        return _TRUTH[said.strip().lower()]
    raise Unfit(words.NO_BOOLEAN)


def _number(_: Property, said: Any) -> float:
    text = said.strip() if isinstance(said, str) else "" if isinstance(said, bool) else str(said)
    if not _NUMBER.fullmatch(text):
        raise Unfit(words.NO_NUMBER)
    if len(text) <= _LONGEST and text.lstrip("+-").isdecimal():
        return int(text)
    found = float(text)
    if not math.isfinite(found):
        raise Unfit(words.NO_NUMBER)
    return found


def _text(of: Property, said: Any) -> str:
    if isinstance(said, bool):
        said = "true" if said else "false"
    elif isinstance(said, (int, float, Decimal)):
        said = str(said)
    if not isinstance(said, str):
        raise Unfit(words.NO_TEXT)
    if len(said) < of.min_length:
        raise Unfit(f"Value must be at least {of.min_length} characters")
    if len(said) > of.max_length:
        raise Unfit(words.too_long(of.max_length))
    return said


def _password(_: Property, said: Any) -> str:
    if not isinstance(said, str):
        raise Unfit(words.NO_TEXT)
    if len(said) > MAX_PASSWORD:
        raise Unfit(words.too_long(MAX_PASSWORD))
    return said


def _combo(of: Property, said: Any) -> str:
    if not isinstance(said, str):
        raise Unfit(words.NO_TEXT)
    if said not in of.values:
        raise Unfit(not_configured(of.values))
    return said


def _list(of: Property, said: Any) -> list[str]:
    several = list(dict.fromkeys(_texts(said)))
    if not set(of.values).issuperset(several):
        raise Unfit(not_configured(of.values))
    return several


def _hierarchy(of: Property, said: Any) -> list[str]:
    path = _texts(said)
    if path and not is_path(of, path):
        raise Unfit(not_configured(paths(of)))
    return path


def _texts(said: Any) -> list[str]:
    several = [said] if isinstance(said, str) else said
    if not isinstance(several, (list, tuple)) or not all(isinstance(each, str) for each in several):
        raise Unfit(words.NO_LIST_OF_TEXTS)
    return list(several)


_READERS: Final[dict[PropertyType, Callable[[Property, Any], Any]]] = {
    PropertyType.BOOLEAN: _boolean,
    PropertyType.NUMBER: _number,
    PropertyType.TEXT: _text,
    PropertyType.PASSWORD: _password,
    PropertyType.COMBO: _combo,
    PropertyType.LIST: _list,
    PropertyType.HIERARCHY: _hierarchy,
}
