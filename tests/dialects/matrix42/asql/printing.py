"""Trees as texts again, with no more parentheses than they need."""

from __future__ import annotations

from datetime import datetime

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.syntax import LiteralType
from chalicelib.domain.filters.patterns import Pattern


def printed(tree: syntax.Condition) -> str:
    match tree:
        case syntax.Or(parts):
            return " or ".join(_inside(part, syntax.Or) for part in parts)
        case syntax.And(parts):
            return " and ".join(_inside(part, syntax.Or, syntax.And) for part in parts)
        case syntax.Not(part):
            return f"not {_inside(part, syntax.Or, syntax.And, syntax.Not)}"
        case syntax.Compare(left, by, right):
            return f"{value(left)} {by.value} {value(right)}"
        case syntax.IsNull(tested, negated):
            return f"{value(tested)} is {'not ' * negated}null"
        case syntax.Like(tested, pattern, negated):
            return f"{value(tested)} {'not ' * negated}like {_pattern(pattern)}"
        case syntax.In(tested, literals, negated):
            return f"{value(tested)} {'not ' * negated}in ({', '.join(map(value, literals))})"
        case syntax.Between(tested, low, high, negated):
            return f"{value(tested)} {'not ' * negated}between {value(low)} and {value(high)}"


def _pattern(pattern: syntax.Literal | Pattern) -> str:
    assert isinstance(pattern, syntax.Literal), "what was parsed is as it was written"
    return value(pattern)


def _inside(part: syntax.Condition, *weaker: type) -> str:
    return f"({printed(part)})" if isinstance(part, weaker) else printed(part)


def value(said: syntax.Value) -> str:
    match said:
        case syntax.Literal():
            return _literal(said)
        case syntax.Path(segments):
            return ".".join(map(_segment, segments))
        case syntax.Sum(terms):
            return " + ".join(f"({value(term)})" if isinstance(term, syntax.Sum) else value(term) for term in terms)
        case syntax.Call(function, arguments, _, part):
            given = ([part.value] if part else []) + list(map(value, arguments))
            return f"{function.value}({', '.join(given)})"


def _literal(literal: syntax.Literal) -> str:
    match literal.type:
        case LiteralType.STRING:
            return "'" + str(literal.value).replace("'", "''") + "'"
        case LiteralType.DATE:
            assert isinstance(literal.value, datetime)
            return f"#{literal.value.isoformat()}#"
        case LiteralType.NUMBER:
            return literal.text
    return str(literal.value).replace("None", "null")


def _segment(segment: syntax.Segment) -> str:
    match segment:
        case syntax.Pivot(name):
            return f"T([{name}])"
        case syntax.Recursive(name):
            return f"recursive([{name}])"
    return f"[{segment.name}]"
