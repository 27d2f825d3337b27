"""Criteria: what a property of an event must be like for a subscription to hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from chalicelib.domain.alerting.property import PropertyType

ARROW: Final = "->"  # between the levels of a path


class Operator(StrEnum):
    """How a property is compared."""

    IS = "IS"
    CONTAINS = "CONTAINS"
    STARTS_WITH = "STARTS_WITH"
    ENDS_WITH = "ENDS_WITH"
    MATCHES = "MATCHES"
    IS_ONE_OF = "IS_ONE_OF"
    IS_ONE_OR_MORE_OF = "IS_ONE_OR_MORE_OF"
    IS_ONE_TYPE_OF = "IS_ONE_TYPE_OF"


_TEXT: Final = (Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH)
OPERATORS: Final = {
    PropertyType.BOOLEAN: (Operator.IS,),
    PropertyType.NUMBER: (*_TEXT, Operator.MATCHES),
    PropertyType.PASSWORD: (*_TEXT, Operator.MATCHES),
    PropertyType.TEXT: (*_TEXT, Operator.MATCHES),
    PropertyType.COMBO: (Operator.IS_ONE_OF, *_TEXT),
    PropertyType.LIST: (Operator.IS_ONE_OR_MORE_OF, *_TEXT),
    PropertyType.HIERARCHY: (Operator.IS_ONE_TYPE_OF, Operator.IS_ONE_OR_MORE_OF, *_TEXT, Operator.MATCHES),
}
"""The operators that each type of property knows, in the order in which they are told."""
EITHER: Final = "TRUE_OR_FALSE"  # holds whenever there is a value


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. `property`: its UUID. `values`: of which one has to fit; paths with `->` between their levels."""

    property: str
    operator: Operator
    values: tuple[str, ...]

    def holds(self, of: PropertyType, value: Any) -> bool:
        """Whether a value of a property of an event fits. Letter case does not count."""
        if self.operator is Operator.IS:
            return any(wanted.upper() in (EITHER, str(value).upper()) for wanted in self.values)
        if of is PropertyType.HIERARCHY and self.operator in (Operator.IS_ONE_TYPE_OF, Operator.IS_ONE_OR_MORE_OF):
            return any(self._is_path(path_of(wanted), [*map(str, value)]) for wanted in self.values)
        elements = [text(each) for each in (value if isinstance(value, list) else [value])]
        return any(_fits(self.operator, element, wanted) for element in elements for wanted in self.values)

    def _is_path(self, wanted: list[str], path: list[str]) -> bool:
        """The whole path; or, of a type, that path or one below it."""
        folded = [level.casefold() for level in path]
        if self.operator is Operator.IS_ONE_TYPE_OF:
            folded = folded[: len(wanted)]
        return folded == [level.casefold() for level in wanted]


def path_of(said: str) -> list[str]:
    """The levels of a path: `Root A -> Level 2`."""
    return [level.strip() for level in said.split(ARROW)]


def text(value: Any) -> str:
    """A value as texts are compared with it; numbers without a fraction that says nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _fits(operator: Operator, element: str, wanted: str) -> bool:
    said, sought = element.casefold(), wanted.casefold()
    match operator:
        case Operator.CONTAINS:
            return sought in said
        case Operator.STARTS_WITH:
            return said.startswith(sought)
        case Operator.ENDS_WITH:
            return said.endswith(sought)
        case Operator.MATCHES:
            return _matches(said, sought)
    return said == sought


def _matches(said: str, pattern: str) -> bool:
    """The whole text, `*` standing for any run. Without backtracking: each piece is looked for behind the one before."""
    first, *rest = pattern.split("*")
    if not rest:
        return said == first
    if not said.startswith(first):
        return False
    at = len(first)
    *middle, last = rest
    for piece in middle:
        found = said.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return said.endswith(last) and len(said) - len(last) >= at
