"""From the tree of a filter to a condition of the core: attributes become operands, names of cards references.

Everything is checked here, before any search (specification of the dialect, 6.2 and 6.4). A negative condition holds where
there are values and none fulfils the positive one, whatever the type; so only the positive ones are said type by type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from chalicelib.dialects.esm.eql import syntax
from chalicelib.dialects.esm.eql.faults import invalid
from chalicelib.dialects.esm.eql.literals import flag, number, text
from chalicelib.dialects.esm.eql.moments import Calendar, Moment
from chalicelib.dialects.esm.eql.parser import parse
from chalicelib.dialects.esm.eql.syntax import AttributeName, Entity, EntityName, LiteralType
from chalicelib.dialects.esm.eql.template import Attribute, AttributeType, Names, StaticValue, Template
from chalicelib.domain.filters.conditions import (
    FALSE,
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    Constant,
    IsNull,
    Like,
    Not,
    OneOf,
    Or,
    every,
    exists,
    some,
)
from chalicelib.domain.filters.evaluation import Logic, evaluate
from chalicelib.domain.filters.operands import Literal, Operand, Present, Through
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.reference import HIGHEST, Ref

LOGIC: Final = Logic(blank_is_null=True, step=1_000_000)  # cards show moments in whole seconds
_NO_FILTER: Final = "None"  # what a client sends that has none


@dataclass(frozen=True, slots=True)
class Filter:
    """What a filter means. `names_deleted`: it speaks of the trash itself, so the trash is not left out beforehand."""

    where: Condition
    names_deleted: bool


def read(said: str | None, *, template: Template, names: Names, calendar: Calendar) -> Filter | None:
    """The meaning of a filter; None where there is none. Raises Invalid with position and reason."""
    if said is None or said.strip() in ("", _NO_FILTER):
        return None
    resolver = _Resolver(template, names, calendar)
    return Filter(resolver.resolve(parse(said)), resolver.names_deleted)


class _Resolver:
    def __init__(self, template: Template, names: Names, calendar: Calendar) -> None:
        self._template = template
        self._names = names
        self._calendar = calendar
        self.names_deleted = False

    def resolve(self, tree: syntax.Filter) -> Condition:
        match tree:
            case syntax.And(parts):
                return And(tuple(self.resolve(part) for part in parts))
            case syntax.Or(parts):
                return Or(tuple(self.resolve(part) for part in parts))
            case syntax.Not(part):
                return Not(self.resolve(part))
            case syntax.Compare(EntityName(Entity.HIDDEN | Entity.DELETED as entity), by, literal):
                return self._flag(entity, by, literal)
        attribute = self._attribute(tree.operand)
        condition = self._condition(attribute, tree)
        if isinstance(attribute.operand, Literal):  # the same for every card: it looks at none
            return Constant(evaluate(condition, cast("Any", None), cast("Any", None), LOGIC))
        return condition

    def _flag(self, entity: Entity, by: Comparison, literal: syntax.Literal) -> Condition:
        self.names_deleted = self.names_deleted or entity is Entity.DELETED
        wanted = flag(literal, entity.value) is (by is Comparison.EQUAL)
        return Compare(self._template.entities[entity], Comparison.EQUAL, Literal(wanted))

    def _attribute(self, operand: syntax.Operand) -> Attribute:
        if isinstance(operand, AttributeName):
            attribute = self._template.attribute(operand.code)
            if attribute is None:
                raise invalid(operand.position, f"unknown attribute {operand.code}")
            return attribute
        entity = operand.entity
        of = AttributeType.NUMBER if entity in (Entity.ID, Entity.TEMPLATE_ID) else AttributeType.STRING
        return Attribute(entity.value, of, self._template.entities[entity])

    def _condition(self, attribute: Attribute, tree: syntax.Condition) -> Condition:
        match tree:
            case syntax.IsNull(_, negated):
                return exists(attribute.operand) if negated else IsNull(attribute.operand)
            case syntax.Compare(_, Comparison.EQUAL | Comparison.UNEQUAL as by, literal):
                return self._one_of(attribute, (literal,), negated=by is Comparison.UNEQUAL)
            case syntax.In(_, literals, negated):
                return self._one_of(attribute, literals, negated=negated)
            case syntax.Compare(_, by, literal):
                return Compare(_ordered(attribute), by, Literal(self._value(attribute, literal)))
            case syntax.Between(_, low, high, negated):
                first = Literal(self._value(attribute, low))
                last = Literal(self._value(attribute, high, last=True))
                return _unless(attribute, Between(_ordered(attribute), first, last), negated=negated)
            case syntax.Like(_, pattern, negated, position):
                if attribute.type in (AttributeType.NUMBER, AttributeType.DATE):
                    raise invalid(position, f"LIKE does not fit {attribute.code}, which holds a {attribute.type}")
                covered = Like(_ordered(attribute), Pattern.parse(pattern.text))
                return _unless(attribute, covered, negated=negated)
        raise AssertionError(f"{tree} is no condition")

    def _one_of(self, attribute: Attribute, literals: Sequence[syntax.Literal], *, negated: bool) -> Condition:
        """Equality with one of some values. An empty text stands for no value at all."""
        said = [each for each in literals if each.type is not LiteralType.STRING or each.text]
        equal = self._equal(attribute, said) if said else None
        if negated:
            return every(exists(attribute.operand), None if equal is None else Not(equal))
        null = () if len(said) == len(literals) else (IsNull(attribute.operand),)
        return some(*null, *(() if equal is None else (equal,)))

    def _equal(self, attribute: Attribute, literals: Sequence[syntax.Literal]) -> Condition:
        match attribute.type:
            case AttributeType.REFERENCE:
                return self._pointing_at(attribute, literals)
            case AttributeType.STATIC_VALUE:
                return some(*(_showing(attribute, text(each)) for each in literals))
            case AttributeType.DATE if not attribute.day:
                return some(*(self._at(attribute, each) for each in literals))
        values = tuple(self._value(attribute, each) for each in literals)
        if attribute.type is AttributeType.EXTERNAL_REFERENCE and attribute.also is not None:
            return Or((_one(attribute.operand, values), _one(attribute.also, values)))
        if attribute.implies is not None:
            return every(some(*map(attribute.implies, values)), _one(attribute.operand, values))
        return _one(attribute.operand, values)

    def _value(self, attribute: Attribute, literal: syntax.Literal, *, last: bool = False) -> Any:
        """A literal as the attribute's values are. `last`: the end of a day that has one."""
        match attribute.type:
            case AttributeType.NUMBER:
                return number(literal)
            case AttributeType.DATE:
                moment = self._moment(literal)
                if attribute.day:
                    return moment.day
                return moment.last if last else moment.first
        return text(literal)

    def _at(self, attribute: Attribute, literal: syntax.Literal) -> Condition:
        moment = self._moment(literal)
        if moment.whole_day:
            return Between(attribute.operand, Literal(moment.first), Literal(moment.last))
        return _one(attribute.operand, (moment.first,))

    def _moment(self, literal: syntax.Literal) -> Moment:
        moment = self._calendar.read(literal.text) if literal.type is LiteralType.STRING else None
        if moment is None:
            said = literal.text if literal.type is not LiteralType.STRING else f"'{literal.text}'"
            raise invalid(literal.position, f"{said} is neither a date nor a macro")
        return moment

    def _pointing_at(self, attribute: Attribute, literals: Sequence[syntax.Literal]) -> Condition:
        """References to cards by name, or by dataCardId; what is found here the caller may see."""
        quoted = [each.text for each in literals if each.type is LiteralType.STRING]
        by_name = self._names.named(attribute, quoted) if quoted else {}
        refs: dict[Ref, None] = {}
        for literal in literals:
            found = by_name.get(literal.text, ()) if literal.type is LiteralType.STRING else ()
            if not found:
                found = self._numbered(attribute, literal)
            refs.update(dict.fromkeys(found))
        operand = attribute.operand
        return _one(operand.reference if isinstance(operand, Present) else operand, tuple(refs))

    def _numbered(self, attribute: Attribute, literal: syntax.Literal) -> Sequence[Ref]:
        said = text(literal)
        if said.isascii() and said.isdecimal():
            card = int(said)
            return self._names.numbered(attribute, card) if 0 < card <= HIGHEST else ()
        if literal.type is LiteralType.NUMBER:
            return ()
        raise invalid(literal.position, f"no data card named '{said}' for attribute {attribute.code}")


def _one(operand: Operand, values: tuple[Any, ...]) -> Condition:
    if not values:
        return FALSE
    return Compare(operand, Comparison.EQUAL, Literal(values[0])) if len(values) == 1 else OneOf(operand, values)


def _ordered(attribute: Attribute) -> Operand:
    """What `<`, `>`, BETWEEN and LIKE look at: of references the names of their targets."""
    if attribute.type is AttributeType.REFERENCE:
        return Through(attribute.operand, attribute.name)
    return attribute.operand


def _unless(attribute: Attribute, condition: Condition, *, negated: bool) -> Condition:
    return every(exists(attribute.operand), Not(condition)) if negated else condition


def _showing(attribute: Attribute, said: str) -> Condition:
    """A static value by what it is displayed as, else by its code; what is neither is no error and equals nothing."""
    by_value = [each for each in attribute.values if each.value == said]
    meant = by_value or [each for each in attribute.values if each.code == said]
    if not meant:
        return FALSE
    if by_value or attribute.also is None:
        shown = _one(attribute.operand, tuple(dict.fromkeys(each.value for each in meant)))
    else:
        shown = _one(attribute.also, (said,))
    return every(_implied(meant), shown)


def _implied(meant: Sequence[StaticValue]) -> Condition | None:
    implied = [each.implies for each in meant if each.implies is not None]
    return some(*implied) if len(implied) == len(meant) else None
