"""The tree of a filter, as it was written: nothing is looked up yet. Every leaf knows its position."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from chalicelib.domain.filters.conditions import Comparison


class LiteralType(Enum):
    """How a literal was written."""

    STRING = "string"
    NUMBER = "number"
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Literal:
    """`text`: the content of a string, the number or the word as it was written. Positions do not tell trees apart."""

    type: LiteralType
    text: str
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class AttributeName:
    """`$code$`."""

    code: str
    position: int = field(compare=False)


class Entity(Enum):
    """What every card has beside its attributes, by the word for it; `hidden` and `deleted` go with and without `entity.`."""

    HIDDEN = "hidden"
    DELETED = "deleted"
    ID = "entity.id"
    NAME = "entity.name"
    FOLDER_CODE = "entity.folder.code"
    FOLDER_NAME = "entity.folder.name"
    TEMPLATE_CODE = "template.code"
    TEMPLATE_ID = "template.id"
    TEMPLATE_NAME = "template.name"


@dataclass(frozen=True, slots=True)
class EntityName:
    """One of those words."""

    entity: Entity
    position: int = field(compare=False)


Operand = AttributeName | EntityName


@dataclass(frozen=True, slots=True)
class Compare:
    """`operand = literal`, and the five others. `position`: of the operator, as in all conditions."""

    operand: Operand
    by: Comparison
    literal: Literal
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class IsNull:
    """`operand IS [NOT] NULL`."""

    operand: Operand
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Like:
    """`operand [NOT] LIKE pattern`."""

    operand: Operand
    pattern: Literal
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class In:
    """`operand [NOT] IN (literals)`."""

    operand: Operand
    literals: tuple[Literal, ...]
    negated: bool
    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """`operand [NOT] BETWEEN low AND high`."""

    operand: Operand
    low: Literal
    high: Literal
    negated: bool
    position: int = field(compare=False)


Condition = Compare | IsNull | Like | In | Between


@dataclass(frozen=True, slots=True)
class And:
    """Two or more parts."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more parts."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    part: Filter


Filter = And | Or | Not | Condition
