from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.eql import syntax
from chalicelib.dialects.esm.eql.parser import MAX_CONDITIONS, MAX_DEPTH, MAX_LENGTH, parse
from chalicelib.dialects.esm.eql.syntax import (
    And,
    AttributeName,
    Between,
    Compare,
    Entity,
    EntityName,
    In,
    IsNull,
    Like,
    Literal,
    LiteralType,
    Not,
    Or,
)
from chalicelib.domain.filters.conditions import Comparison
from chalicelib.errors import Invalid
from tests.dialects.esm.eql.printing import printed


def attribute(code: str) -> AttributeName:
    return AttributeName(code, 0)


def string(text: str) -> Literal:
    return Literal(LiteralType.STRING, text, 0)


def equal(code: str, text: str) -> Compare:
    return Compare(attribute(code), Comparison.EQUAL, string(text), 0)


def test_and_binds_tighter_than_or_and_not_tighter_than_both() -> None:
    a, b, c = (equal(code, "x") for code in "abc")
    assert parse("$a$='x' or $b$='x' and $c$='x'") == Or((a, And((b, c))))
    assert parse("($a$='x' or $b$='x') and $c$='x'") == And((Or((a, b)), c))
    assert parse("not $a$='x' and $b$='x' or $c$='x'") == Or((And((Not(a), b)), c))
    assert parse("not not ($a$='x')") == Not(Not(a))


def test_every_condition_of_the_grammar_is_read() -> None:
    x = attribute("x")
    assert parse("$x$ != 5") == Compare(x, Comparison.UNEQUAL, Literal(LiteralType.NUMBER, "5", 0), 0)
    assert parse("$x$ IS NULL") == IsNull(x, False, 0)
    assert parse("$x$ is not null") == IsNull(x, True, 0)
    assert parse("$x$ Like 'a%'") == Like(x, string("a%"), False, 0)
    assert parse("$x$ not like 'a%'") == Like(x, string("a%"), True, 0)
    assert parse("$x$ in ('a')") == In(x, (string("a"),), False, 0)
    assert parse("$x$ not in ('a', true)") == In(x, (string("a"), Literal(LiteralType.TRUTH, "true", 0)), True, 0)
    assert parse("$x$ between 'a' and 'b' and $x$='c'") == And(
        (Between(x, string("a"), string("b"), False, 0), equal("x", "c"))
    )
    assert parse("$x$ not between 'a' and 'b'") == Between(x, string("a"), string("b"), True, 0)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("hidden", Entity.HIDDEN),
        ("ENTITY.hidden", Entity.HIDDEN),
        ("deleted", Entity.DELETED),
        ("entity.Deleted", Entity.DELETED),
        ("Entity.ID", Entity.ID),
        ("entity.name", Entity.NAME),
        ("entity.folder.code", Entity.FOLDER_CODE),
        ("entity.folder.name", Entity.FOLDER_NAME),
        ("template.code", Entity.TEMPLATE_CODE),
        ("template.id", Entity.TEMPLATE_ID),
        ("template.name", Entity.TEMPLATE_NAME),
    ],
)
def test_what_is_no_attribute_is_named_by_a_word_in_any_letter_case(text: str, entity: Entity) -> None:
    tree = parse(f"{text} = 1")
    assert isinstance(tree, Compare)
    assert tree.operand == EntityName(entity, 0)


def test_leaves_know_their_positions() -> None:
    tree = parse("  $x$ not like 'a'")
    assert isinstance(tree, Like)
    assert (tree.operand.position, tree.position, tree.pattern.position) == (3, 11, 16)


VALUE = "expected a value: text in single quotes, a number, TRUE or FALSE, found "


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("$a$", 4, "expected a comparison, IS, LIKE, IN or BETWEEN, found the end of the filter"),
        ("$a$ =", 6, VALUE + "the end of the filter"),
        ("$a$ = 'b", 7, "the string has no end"),
        ("$a$ = b", 7, VALUE + "b"),
        ("$a$ = NULL", 7, VALUE + "NULL"),
        ("$a$ == 'b'", 6, VALUE + "="),
        ("$a$ = 'b' or", 13, "expected a condition, found the end of the filter"),
        ("$a$ = 'b' $c$ = 'd'", 11, "expected AND, OR or the end of the filter, found $c$"),
        ("$a$ = 'b' ORDER BY $a$", 11, "expected AND, OR or the end of the filter, found ORDER"),
        ("SELECT $a$", 1, "expected a condition, found SELECT"),
        ("upper($a$) = 'B'", 1, "expected a condition, found upper"),
        ("$a:b$ = 'c'", 1, "paths are not supported: $a:b$"),
        ("($a$ = 'b'", 11, "expected ')', AND or OR, found the end of the filter"),
        ("$a$ = 'b')", 10, "expected AND, OR or the end of the filter, found )"),
        ("()", 2, "expected a condition, found )"),
        ("$a$ in ()", 9, VALUE + ")"),
        ("$a$ in 'b'", 8, "expected '(', found 'b'"),
        ("$a$ in ('b' 'c')", 13, "expected ',' or ')', found 'c'"),
        ("$a$ in ('b',)", 13, VALUE + ")"),
        ("$a$ like 5", 10, "expected a pattern in single quotes, found 5"),
        ("$a$ is 'b'", 8, "expected NULL, found 'b'"),
        ("$a$ not = 'b'", 9, "expected LIKE, IN or BETWEEN, found ="),
        ("$a$ between 1 or 2", 15, "expected AND, found or"),
        ("hidden", 7, "expected = or <>, found the end of the filter"),
        ("deleted is null", 9, "expected = or <>, found is"),
        ("hidden not in (0)", 8, "expected = or <>, found not"),
        ("hidden > 0", 8, "expected = or <>, found >"),
        ("entity.colour = 1", 1, "expected a condition, found entity.colour"),
        ('$a$ = "b"', 7, "strings stand in single quotes"),
        ("$a$ > #now#", 7, "macros stand in single quotes"),
        ("$a$ = 'b' ; drop", 11, "unexpected character ';'"),
        ("$a$ = 5x", 8, "expected AND, OR or the end of the filter, found x"),
        ("", 1, "expected a condition, found the end of the filter"),
        ("$a$ = 'b' or x" + "y" * 100, 14, "expected a condition, found x" + "y" * 59 + "…"),
    ],
)
def test_an_error_names_the_first_token_that_cannot_stand_there(text: str, position: int, reason: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(text)
    assert caught.value.message == f"Invalid filter at position {position}: {reason}"
    (fault,) = caught.value.faults
    assert (fault.path, fault.params["position"]) == (("filter",), position)


def refused_at(text: str) -> int:
    with pytest.raises(Invalid) as caught:
        parse(text)
    return int(caught.value.faults[0].params["position"])


def test_a_filter_has_at_most_4000_characters() -> None:
    head = "$a$ = '"
    parse(head + "x" * (MAX_LENGTH - len(head) - 1) + "'")
    assert refused_at(head + "x" * (MAX_LENGTH - len(head)) + "'") == 4_001


@pytest.mark.parametrize("level", ["(", "not ", "not("])
def test_a_filter_is_nested_at_most_50_levels_deep(level: str) -> None:
    levels = MAX_DEPTH // (2 if level == "not(" else 1)
    parse(level * levels + "$a$='b'" + ")" * level.count("(") * levels)
    assert (
        refused_at(level * (levels + 1) + "$a$='b'" + ")" * level.count("(") * (levels + 1)) == len(level) * levels + 1
    )


def test_levels_side_by_side_are_not_counted_together() -> None:
    parse(" or ".join(["(not $a$=1)"] * 60))


def test_a_filter_has_at_most_100_conditions() -> None:
    parse(" or ".join(["$a$=1"] * MAX_CONDITIONS))
    text = " or ".join(["$a$=1"] * (MAX_CONDITIONS + 1))
    assert refused_at(text) == len(text) - 4


def test_in_takes_at_most_100_values() -> None:
    parse(f"$a$ in ({','.join(['1'] * 100)})")
    assert refused_at(f"$a$ in ({','.join(['1'] * 101)})") == 9 + 200


codes = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True).map(attribute)
entities = st.sampled_from([e for e in Entity if e not in (Entity.HIDDEN, Entity.DELETED)]).map(
    lambda e: EntityName(e, 0)
)
operands = codes | entities
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(string)
numbers = st.decimals(-1000, 1000, places=2).map(lambda d: Literal(LiteralType.NUMBER, f"{d:f}", 0))
truths = st.sampled_from(["true", "false"]).map(lambda word: Literal(LiteralType.TRUTH, word, 0))
literals = strings | numbers | truths
none = st.just(0)
conditions: st.SearchStrategy[syntax.Filter] = st.one_of(
    st.builds(Compare, operands, st.sampled_from(list(Comparison)), literals, none),
    st.builds(
        Compare,
        st.sampled_from([Entity.HIDDEN, Entity.DELETED]).map(lambda e: EntityName(e, 0)),
        st.sampled_from([Comparison.EQUAL, Comparison.UNEQUAL]),
        literals,
        none,
    ),
    st.builds(IsNull, operands, st.booleans(), none),
    st.builds(Like, operands, strings, st.booleans(), none),
    st.builds(In, operands, st.lists(literals, min_size=1, max_size=4).map(tuple), st.booleans(), none),
    st.builds(Between, operands, literals, literals, st.booleans(), none),
)


def several(of: type[And] | type[Or], inner: st.SearchStrategy[syntax.Filter]) -> st.SearchStrategy[syntax.Filter]:
    return st.builds(of, st.lists(inner, min_size=2, max_size=3).map(tuple))


trees = st.recursive(
    conditions, lambda inner: several(And, inner) | several(Or, inner) | st.builds(Not, inner), max_leaves=10
)


@given(trees)
def test_a_filter_of_the_grammar_is_read_as_what_it_was_made_from(tree: syntax.Filter) -> None:
    assert parse(printed(tree)) == tree


@given(trees)
def test_letter_case_of_words_and_blanks_do_not_matter(tree: syntax.Filter) -> None:
    pieces = re.split(r"('(?:[^']|'')*'|\$[^$]*\$)", printed(tree))
    spaced = "".join(each if index % 2 else each.upper().replace(" ", "\t\n ") for index, each in enumerate(pieces))
    assert printed(parse(spaced)).lower() == printed(tree).lower()


PIECES = "$a$ $b hidden entity.id = <> < >= 'x' ' '' 5 - ( ) , and OR not is null like in between true # \" . ß \x00 $"
pieces = st.sampled_from(PIECES.split())


@given(st.lists(pieces, max_size=14).map(" ".join) | st.lists(pieces, max_size=14).map("".join) | st.text())
def test_whatever_is_sent_is_read_or_refused_within_its_bounds(text: str) -> None:
    try:
        parse(text)
    except Invalid as error:
        position = error.faults[0].params["position"]
    else:
        position = 1
    assert 1 <= position <= len(text) + 1
