"""What a filter means, read plainly: over cards as they are answered, without indexes, records or operands.

It follows the tables of the specification (6.2 and 6.3) line by line, and shares nothing with the dialect but the tree.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final

from chalicelib.dialects.esm.eql import syntax
from chalicelib.dialects.esm.eql.syntax import AttributeName, Entity, Literal, LiteralType, Operand
from chalicelib.domain.filters.conditions import Comparison

Card = Mapping[str, Any]
FLAGS: Final = frozenset({Entity.HIDDEN, Entity.DELETED})
_ORDER: Final = {
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.GREATER: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}
_MACROS: Final[Mapping[str, Any]] = {
    "now": lambda at: at,
    "now - 30m": lambda at: at - timedelta(minutes=30),
    "start_day": lambda at: at.replace(hour=0, minute=0, second=0, microsecond=0),
    "start_month": lambda at: at.replace(day=1, hour=0, minute=0, second=0, microsecond=0),
    "start_year - 1y": lambda at: at.replace(at.year - 1, 1, 1, hour=0, minute=0, second=0, microsecond=0),
}
MACROS: Final = tuple(_MACROS)


@dataclass
class Reading:
    """A template as it is answered to a caller. `cards`: all that he sees, by template. `days`: dates that are days."""

    template: Card
    number: int
    cards: Mapping[str, Sequence[Card]]
    days: frozenset[str]
    unreadable: frozenset[str]
    zone: tzinfo
    now: datetime

    def expected(self, tree: syntax.Filter) -> list[int] | None:
        """The ids that a list answers, the greatest first; None where the filter is refused."""
        if any(self._is_refused(leaf) for leaf in leaves(tree)):
            return None
        trash = any(isinstance(leaf, syntax.Compare) and _is(leaf.operand, Entity.DELETED) for leaf in leaves(tree))
        seen = [card for card in self.cards[self.template["code"]] if trash or not card["deleted"]]
        return sorted((int(card["dataCardId"]) for card in seen if self.holds(tree, card)), reverse=True)

    def holds(self, tree: syntax.Filter, card: Card) -> bool:
        """Whether a card fulfils a filter."""
        match tree:
            case syntax.And(parts):
                return all(self.holds(part, card) for part in parts)
            case syntax.Or(parts):
                return any(self.holds(part, card) for part in parts)
            case syntax.Not(part):
                return not self.holds(part, card)
            case syntax.Compare(syntax.EntityName(entity), by, literal) if entity in FLAGS:
                return (card[entity.value] is (literal.text in ("1", "true"))) is (by is Comparison.EQUAL)
        return self._fulfils(tree, self._values(tree.operand, card))

    def _fulfils(self, tree: syntax.Condition, values: Sequence[Any]) -> bool:
        match tree:
            case syntax.IsNull(_, negated):
                return bool(values) is negated
            case syntax.Compare(operand, Comparison.EQUAL | Comparison.UNEQUAL as by, literal):
                return self._is_among(operand, values, (literal,), negated=by is Comparison.UNEQUAL)
            case syntax.In(operand, literals, negated):
                return self._is_among(operand, values, literals, negated=negated)
            case syntax.Compare(operand, by, literal):
                bound = self._bound(operand, literal)
                return any(_ORDER[by](self._key(operand, value), bound) for value in values)
            case syntax.Between(operand, low, high, negated):
                first, last = self._bound(operand, low), self._bound(operand, high, last=True)
                return self._one(values, [first <= self._key(operand, value) <= last for value in values], negated)
            case syntax.Like(operand, pattern, negated):
                covered = [is_like(self._key(operand, value), pattern.text) for value in values]
                return self._one(values, covered, negated)

    def _one(self, values: Sequence[Any], fulfilled: Sequence[bool], negated: bool) -> bool:
        return bool(values) and not any(fulfilled) if negated else any(fulfilled)

    def _is_among(self, operand: Operand, values: Sequence[Any], literals: Sequence[Literal], *, negated: bool) -> bool:
        said = [each for each in literals if each.type is not LiteralType.STRING or each.text]
        found = any(self._equals(operand, value, each) for value in values for each in said)
        if negated:
            return bool(values) and not found
        return found or (len(said) < len(literals) and not values)

    def _equals(self, operand: Operand, value: Any, literal: Literal) -> bool:
        match self.type_of(operand):
            case "number":
                return bool(value["value"] == float(literal.text))
            case "static-value":
                shown = {each["value"] for each in self._attribute(operand)["values"]}
                return bool(value["value" if literal.text in shown else "code"] == literal.text)
            case "reference":
                if literal.type is LiteralType.STRING and literal.text in self._names(operand):
                    return bool(value["name"] == literal.text)
                return bool(value["dataCardId"] == literal.text)
            case "external-reference":
                return literal.text in (value["name"], value["location"])
            case "date":
                at, whole = self._moment(literal)
                if self._is_day(operand):
                    return bool(self._key(operand, value) == at.date())
                return bool(at <= self._key(operand, value) < at + timedelta(days=int(whole), seconds=int(not whole)))
        return bool(value["value"] == literal.text)

    def _key(self, operand: Operand, value: Any) -> Any:
        """What `<`, BETWEEN and LIKE look at."""
        match self.type_of(operand):
            case "reference" | "external-reference":
                return value["name"]
            case "date" if self._is_day(operand):
                return datetime.fromisoformat(value["value"]).date()
            case "date":
                return datetime.fromisoformat(value["value"])
        return value["value"]

    def _bound(self, operand: Operand, literal: Literal, *, last: bool = False) -> Any:
        match self.type_of(operand):
            case "number":
                return float(literal.text)
            case "date":
                at, whole = self._moment(literal)
                if self._is_day(operand):
                    return at.date()
                at = at.replace(microsecond=0)
                return at + timedelta(days=1, seconds=-1) if last and whole else at
        return literal.text

    def _moment(self, literal: Literal) -> tuple[datetime, bool]:
        """A moment in the zone; and whether a plain day was said."""
        text = literal.text
        if text in _MACROS:
            return _MACROS[text](self.now.astimezone(self.zone)).replace(microsecond=0), False
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            if re.fullmatch(form.replace("%Y", r"\d{4}").replace("%m", r"\d\d").replace("%d", r"\d\d"), text):
                return datetime.strptime(text, form).replace(tzinfo=self.zone), True
        at = datetime.fromisoformat(text)
        return (at.astimezone(self.zone) if at.tzinfo else at.replace(tzinfo=self.zone)), False

    def _values(self, operand: Operand, card: Card) -> Sequence[Any]:
        if isinstance(operand, AttributeName):
            values: Sequence[Any] = card["data"][operand.code]["values"]
            return values
        return [{"value": self._fact(operand.entity, card)}]

    def _fact(self, entity: Entity, card: Card) -> Any:
        return {
            Entity.ID: int(card["dataCardId"]),
            Entity.NAME: card["name"],
            Entity.FOLDER_CODE: card["folderCode"],
            Entity.FOLDER_NAME: card["folderName"],
            Entity.TEMPLATE_CODE: self.template["code"],
            Entity.TEMPLATE_ID: self.number,
            Entity.TEMPLATE_NAME: self.template["name"],
        }[entity]

    def type_of(self, operand: Operand) -> str:
        """What values an operand has."""
        if isinstance(operand, AttributeName):
            return str(self._attribute(operand)["type"])
        return "number" if operand.entity in (Entity.ID, Entity.TEMPLATE_ID) else "string"

    def _attribute(self, operand: Operand) -> Any:
        assert isinstance(operand, AttributeName)
        return self.template["attributes"][operand.code]

    def _is_day(self, operand: Operand) -> bool:
        return isinstance(operand, AttributeName) and operand.code in self.days

    def _names(self, operand: Operand) -> set[str]:
        targets = self._attribute(operand)["target"]
        return {card["name"] for target in targets for card in self.cards.get(target, ())}

    def _is_refused(self, leaf: syntax.Condition) -> bool:
        operand = leaf.operand
        if not isinstance(operand, AttributeName):
            return False
        if operand.code in self.unreadable:
            return True
        if self.type_of(operand) != "reference":
            return False
        match leaf:
            case syntax.Compare(_, Comparison.EQUAL | Comparison.UNEQUAL, literal):
                said: Sequence[Literal] = (literal,)
            case syntax.In(_, literals):
                said = literals
            case _:
                return False
        named = (each.text for each in said if each.type is LiteralType.STRING and each.text)
        return any(text not in self._names(operand) and not text.isdecimal() for text in named)


def leaves(tree: syntax.Filter) -> Iterator[syntax.Condition]:
    """The conditions of a filter."""
    match tree:
        case syntax.And(parts) | syntax.Or(parts):
            for part in parts:
                yield from leaves(part)
        case syntax.Not(part):
            yield from leaves(part)
        case _:
            yield tree


def is_like(text: str, pattern: str) -> bool:
    """Whether a pattern covers a text, letter by letter."""
    if not pattern:
        return not text
    match pattern[0]:
        case "%":
            return any(is_like(text[at:], pattern[1:]) for at in range(len(text) + 1))
        case "_":
            return bool(text) and is_like(text[1:], pattern[1:])
        case "\\" if pattern[1:2] in ("%", "_", "\\"):
            return text[:1] == pattern[1] and is_like(text[1:], pattern[2:])
    return text[:1] == pattern[0] and is_like(text[1:], pattern[1:])


def _is(operand: Operand, entity: Entity) -> bool:
    return isinstance(operand, syntax.EntityName) and operand.entity is entity
