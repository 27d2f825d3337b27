"""Filters as texts again, with no more parentheses than their tree needs."""

from __future__ import annotations

from chalicelib.dialects.esm.eql import syntax
from chalicelib.dialects.esm.eql.syntax import AttributeName, LiteralType


def printed(tree: syntax.Filter) -> str:
    match tree:
        case syntax.Or(parts):
            return " or ".join(_inside(part, syntax.Or) for part in parts)
        case syntax.And(parts):
            return " and ".join(_inside(part, syntax.Or, syntax.And) for part in parts)
        case syntax.Not(part):
            return f"not {_inside(part, syntax.Or, syntax.And)}"
    operand = f"${tree.operand.code}$" if isinstance(tree.operand, AttributeName) else tree.operand.entity.value
    match tree:
        case syntax.Compare(_, by, literal):
            return f"{operand}{by.value}{_literal(literal)}"
        case syntax.IsNull(_, negated):
            return f"{operand} is {'not ' * negated}null"
        case syntax.Like(_, pattern, negated):
            return f"{operand} {'not ' * negated}like {_literal(pattern)}"
        case syntax.In(_, literals, negated):
            return f"{operand} {'not ' * negated}in ({', '.join(map(_literal, literals))})"
        case syntax.Between(_, low, high, negated):
            return f"{operand} {'not ' * negated}between {_literal(low)} and {_literal(high)}"


def _inside(part: syntax.Filter, *weaker: type) -> str:
    return f"({printed(part)})" if isinstance(part, weaker) else printed(part)


def _literal(literal: syntax.Literal) -> str:
    if literal.type is LiteralType.STRING:
        return "'" + literal.text.replace("'", "''") + "'"
    return literal.text
