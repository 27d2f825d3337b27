from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.cursor import MAX_DEPTH, MAX_LENGTH
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.parser import MAX_LITERALS, parse_any, parse_columns, parse_sort, parse_where
from chalicelib.dialects.matrix42.asql.syntax import (
    And,
    Between,
    Call,
    Column,
    Compare,
    DatePart,
    Function,
    In,
    IsNull,
    Like,
    Literal,
    LiteralType,
    Name,
    Not,
    Or,
    Path,
    Pivot,
    Recursive,
    SortItem,
    Sum,
    Value,
)
from chalicelib.dialects.matrix42.asql.terms import MAX_TERMS
from chalicelib.domain.filters.conditions import Comparison
from tests.dialects.matrix42.asql.printing import printed, value


def path(*names: str) -> Path:
    return Path(tuple(Name(name, 0) for name in names))


def string(text: str) -> Literal:
    return Literal(LiteralType.STRING, text, text, 0)


def number(said: float) -> Literal:
    return Literal(LiteralType.NUMBER, said, str(said), 0)


NULL = Literal(LiteralType.NULL, None, "NULL", 0)


def equal(name: str, text: str) -> Compare:
    return Compare(path(name), Comparison.EQUAL, string(text), 0)


def test_and_binds_tighter_than_or_and_not_tighter_than_both() -> None:
    a, b, c = (equal(name, "x") for name in "abc")
    assert parse_where("a='x' or b='x' and c='x'") == Or((a, And((b, c))))
    assert parse_where("(a='x' or b='x') and c='x'") == And((Or((a, b)), c))
    assert parse_where("not a='x' and b='x' or c='x'") == Or((And((Not(a), b)), c))
    assert parse_where("not (not (a='x'))") == Not(Not(a))


def test_every_predicate_of_the_grammar_is_read() -> None:
    x = path("x")
    assert parse_where("x != 5") == Compare(x, Comparison.UNEQUAL, number(5), 0)
    assert parse_where("5 <= x") == Compare(number(5), Comparison.AT_MOST, x, 0)
    assert parse_where("x IS NULL") == IsNull(x, False, 0)
    assert parse_where("x is not null") == IsNull(x, True, 0)
    assert parse_where("x Like 'a%'") == Like(x, string("a%"), False, 0)
    assert parse_where("x not like 'a%'") == Like(x, string("a%"), True, 0)
    assert parse_where("x in ('a')") == In(x, (string("a"),), False, 0)
    assert parse_where("x not in (1.5, null)") == In(x, (number(1.5), NULL), True, 0)
    assert parse_where("x between 'a' and 'b' and x='c'") == And(
        (Between(x, string("a"), string("b"), False, 0), equal("x", "c"))
    )
    assert parse_where("x not between 1 and y") == Between(x, number(1), path("y"), True, 0)


def test_parentheses_hold_conditions_and_values_alike() -> None:
    a, b = path("a"), path("b")
    assert parse_where("((a) + (b + 'c')) = (a)") == Compare(Sum((a, Sum((b, string("c"))))), Comparison.EQUAL, a, 0)
    assert parse_where("((a) = (b))") == Compare(a, Comparison.EQUAL, b, 0)
    assert parse_where("(a) is null and (a is null)") == And((IsNull(a, False, 0), IsNull(a, False, 0)))
    assert parse_where("not (a) in (1)") == Not(In(a, (number(1),), False, 0))


def test_literals_are_read_as_what_they_say() -> None:
    assert value_of("'it''s'") == string("it's")
    assert value_of("''") == string("")
    assert value_of("-7") == number(-7)
    assert value_of("0x00000000008DAD73") == number(9284979)
    assert value_of("True") == Literal(LiteralType.TRUTH, True, "", 0)
    at = datetime(2026, 8, 31, 9, 49, 52, 610_000, UTC)
    assert value_of("#2026-08-31T11:49:52.61+02:00#") == Literal(LiteralType.DATE, at, "", 0)
    assert value_of("# 2026-08-31 #") == Literal(LiteralType.DATE, datetime(2026, 8, 31, tzinfo=UTC), "", 0)


def value_of(text: str) -> Value:
    (column,) = parse_columns(text)
    return column.value


def test_paths_have_names_pivots_and_recursions_with_blanks_or_without() -> None:
    assert value_of("T ( [Some Class] ) . recursive(Parent).[End] . ID") == Path(
        (Pivot("Some Class", 0), Recursive("Parent", 0), Name("End", 0), Name("ID", 0))
    )
    assert value_of("T.Recursive.Lower") == path("T", "Recursive", "Lower")
    assert value_of("[GETDATE]") == path("GETDATE")
    assert value_of("GETDATE") == path("GETDATE")


def test_functions_are_read_in_any_letter_case() -> None:
    assert value_of("GetDate()") == Call(Function.GETDATE, (), 0)
    assert value_of("DATEADD(Day, -7, getutcdate())") == Call(
        Function.DATEADD, (number(-7), Call(Function.GETUTCDATE, (), 0)), 0, DatePart.DAY
    )
    assert value_of("IsNull(a, b, 'c')") == Call(Function.ISNULL, (path("a"), path("b"), string("c")), 0)
    assert value_of("coalesce(a)") == Call(Function.COALESCE, (path("a"),), 0)
    assert value_of("len(upper(a + b))") == Call(
        Function.LEN, (Call(Function.UPPER, (Sum((path("a"), path("b"))),), 0),), 0
    )


def test_columns_have_aliases_or_none() -> None:
    assert parse_columns("ID, State.DisplayString as [The State], a+b AS c") == (
        Column(path("ID"), None, 0),
        Column(path("State", "DisplayString"), "The State", 0),
        Column(Sum((path("a"), path("b"))), "c", 0),
    )


def test_sort_takes_names_in_brackets_or_not_and_paths() -> None:
    assert parse_sort("Name ASC, [Created Date] desc,End,Expression-ObjectID DESC , T(A).[B]") == (
        SortItem("Name", False, 0),
        SortItem("Created Date", True, 0),
        SortItem("End", False, 0),
        SortItem("Expression-ObjectID", True, 0),
        SortItem(Path((Pivot("A", 0), Name("B", 0))), False, 0),
    )
    assert [item.position for item in parse_sort("a, b.c")] == [1, 4]


VALUE = "expected a value, found "
PREDICATE = "expected a comparison, IS, LIKE, IN or BETWEEN, found "


@pytest.mark.parametrize(
    ("text", "position", "what"),
    [
        ("a", 2, PREDICATE + "the end"),
        ("(a)", 4, PREDICATE + "the end"),
        ("(a or b = 1)", 4, PREDICATE + "or"),
        ("a = 1 and b", 12, PREDICATE + "the end"),
        ("not a", 6, PREDICATE + "the end"),
        ("a =", 4, VALUE + "the end"),
        ("a == 'b'", 4, VALUE + "="),
        ("a = 'b", 5, "the string has no end"),
        ("a = 'b' or", 11, VALUE + "the end"),
        ("a = 'b' c = 'd'", 9, "expected AND, OR or the end, found c"),
        ("a = 'b')", 8, "expected AND, OR or the end, found )"),
        ("(a = 'b'", 9, "expected ')', found the end"),
        ("((a) + b = 1", 13, "expected ')', found the end"),
        ("()", 2, VALUE + ")"),
        ("not not a = 1", 5, VALUE + "not"),
        ("(a = 1) = 2", 9, "expected AND, OR or the end, found ="),
        ("a in ()", 7, "expected a literal, found )"),
        ("a in (b)", 7, "expected a literal, found b"),
        ("a in 'b'", 6, "expected '(', found 'b'"),
        ("a in ('b' 'c')", 11, "expected ',' or ')', found 'c'"),
        ("a in ('b',)", 11, "expected a literal, found )"),
        ("a like b", 8, "expected a pattern in single quotes, found b"),
        ("a is 'b'", 6, "expected NULL, found 'b'"),
        ("a not = 'b'", 7, "expected LIKE, IN or BETWEEN, found ="),
        ("a between 1 or 2", 13, "expected AND, found or"),
        ("End = 1", 1, VALUE + "End"),
        ("a.End = 1", 3, "expected a name, found End"),
        ("T(End) = 1", 3, "expected a name, found End"),
        ("T(a.b) = 1", 4, "expected ')', found ."),
        ("a. = 1", 4, "expected a name, found ="),
        ("a.b.c.d.e.f.g = 1", 13, "more than 5 dots in a path"),
        ("a = #2024-02-30#", 5, "#2024-02-30# is not a date"),
        ("a = " + "1" * 39, 5, "more than 38 characters in a number"),
        ("exists (a)", 1, "EXISTS is not supported"),
        ("a = case when b = 1 then 2 end", 5, "CASE is not supported"),
        ("a = SUBQUERY(b)", 5, "SUBQUERY(…) is not supported"),
        ("CAST(a AS int) = 1", 1, "CAST(…) is not supported"),
        ("count(a) > 1", 1, "count(…) is not supported"),
        ("b.lower(a) = 'b'", 3, "lower(…) is not supported"),
        ("Owner[x].a = 1", 1, "Owner[…] is not supported"),
        ("[getdate]() = 1", 10, PREDICATE + "("),
        ("getdate(1) = a", 9, "expected ')', found 1"),
        ("lower() = a", 7, VALUE + ")"),
        ("lower(a, b) = a", 8, "expected ')', found ,"),
        ("isnull(a b) = a", 10, "expected ',' or ')', found b"),
        ("dateadd(decade, 1, a) = a", 9, "expected one of year, month, week, day, hour, minute, second, found decade"),
        ("dateadd(day, 1) = a", 15, "expected ',', found )"),
        ("dateadd(day, 1, a, b) = a", 18, "expected ')', found ,"),
        ("a = 5x", 5, "'5x' is not a number"),
        ("a = 'b' ; drop", 9, "unexpected character ';'"),
        ("", 1, VALUE + "the end"),
        ("a = " + "b" * 99 + " c", 105, "expected AND, OR or the end, found c"),
        ("a = 1 x" + "y" * 100, 7, "expected AND, OR or the end, found x" + "y" * 59 + "…"),
    ],
)
def test_an_error_names_the_first_token_that_cannot_stand_there(text: str, position: int, what: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_where(text)
    assert caught.value.message == f"ExpressionParser: {what} at position {position}."
    assert (caught.value.position, caught.value.status) == (position, 500)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ID,End", "expected a value, found End at position 4"),
        ("ID,", "expected a value, found the end at position 4"),
        ("ID Name", "expected ',', AS or the end, found Name at position 4"),
        ("ID AS", "expected a name, found the end at position 6"),
        ("ID AS 'x'", "expected a name, found 'x' at position 7"),
        ("ID AS End", "expected a name, found End at position 7"),
        ("a = 1", "expected ',', AS or the end, found = at position 3"),
        ("*", "unexpected character '*' at position 1"),
    ],
)
def test_columns_that_cannot_stand_say_where(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_columns(text)
    assert caught.value.message == f"ExpressionParser: {message}."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,", "expected a name, ASC or DESC behind it at position 3"),
        ("a,,b", "expected a name, ASC or DESC behind it at position 3"),
        ("a down", "expected a name, ASC or DESC behind it at position 1"),
        ("a asc desc", "expected a name, ASC or DESC behind it at position 1"),
        ("[a", "expected a name, ASC or DESC behind it at position 1"),
        ("x, 'a'", "expected a name or a path at position 4"),
        ("x, a..b", "expected a name, found . at position 6"),
        ("lower(a)", "expected a name or a path at position 1"),
        ("a+b", "expected a name or a path at position 1"),
        ("x" * 8_001, "more than 8000 characters at position 8001"),
    ],
)
def test_an_order_that_cannot_stand_says_where(text: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_sort(text)
    assert caught.value.message == f"ExpressionParser: {message}."


def test_a_condition_or_a_value_is_either() -> None:
    assert parse_any("a = 'x'") == equal("a", "x")
    assert parse_any("(a)") == path("a")
    with pytest.raises(
        ExpressionError, match=r"expected '\+', a comparison, IS, LIKE, IN or BETWEEN or the end, found"
    ):
        parse_any("a b")


def refused_at(text: str) -> int:
    with pytest.raises(ExpressionError) as caught:
        parse_where(text)
    return caught.value.position


def test_an_expression_has_at_most_8000_characters() -> None:
    head = "a = '"
    parse_where(head + "x" * (MAX_LENGTH - len(head) - 1) + "'")
    assert refused_at(head + "x" * (MAX_LENGTH - len(head)) + "'") == 8_001


@pytest.mark.parametrize("level", ["(", "not (", "lower(", "('x' + lower("])
def test_parentheses_are_nested_at_most_50_levels_deep(level: str) -> None:
    levels = MAX_DEPTH // level.count("(")
    inner, rest = ("'b'", "='b'") if "lower" in level else ("a='b'", "")
    parse_where(level * levels + inner + ")" * MAX_DEPTH + rest)
    text = level * (levels + 1) + inner + ")" * (MAX_DEPTH + level.count("(")) + rest
    assert refused_at(text) == len(level) * levels + level.index("(") + 1


def test_levels_side_by_side_are_not_counted_together() -> None:
    parse_where(" or ".join(["(not (a=lower(('x'))))"] * 60))


def test_in_takes_at_most_1000_values_and_a_sum_50_terms() -> None:
    parse_where(f"a in ({','.join(['1'] * MAX_LITERALS)})")
    assert refused_at(f"a in ({','.join(['1'] * (MAX_LITERALS + 1))})") == 7 + 2_000
    parse_where("+".join(["a"] * MAX_TERMS) + "=1")
    assert refused_at("+".join(["a"] * (MAX_TERMS + 1)) + "=1") == 101


none = st.just(0)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="]"), min_size=1, max_size=8)
segments = st.builds(Name, names, none) | st.builds(Pivot, names, none) | st.builds(Recursive, names, none)
paths = st.builds(Path, st.lists(segments, min_size=1, max_size=6).map(tuple))
strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(string)
numbers = st.integers(-1000, 1000).map(number) | st.decimals(-99, 99, places=2).map(lambda said: number(float(said)))
moments = st.datetimes(timezones=st.just(UTC)).map(lambda at: Literal(LiteralType.DATE, at, "", 0))
truths = st.booleans().map(lambda said: Literal(LiteralType.TRUTH, said, "", 0))
literals = strings | numbers | moments | truths | st.just(NULL)


def calls(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Call]:
    one, some = st.tuples(inner), st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            Call, st.sampled_from([Function.GETDATE, Function.GETUTCDATE, Function.CURRENTUSERID]), st.just(()), none
        ),
        st.builds(Call, st.sampled_from([Function.LOWER, Function.UPPER, Function.LEN]), one, none),
        st.builds(Call, st.sampled_from([Function.ISNULL, Function.COALESCE]), some, none),
        st.builds(Call, st.just(Function.DATEADD), st.tuples(inner, inner), none, st.sampled_from(DatePart)),
    )


def sums(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Sum]:
    return st.builds(Sum, st.lists(inner, min_size=2, max_size=3).map(tuple))


values: st.SearchStrategy[Value] = st.recursive(
    literals | paths, lambda inner: calls(inner) | sums(inner), max_leaves=4
)
predicates: st.SearchStrategy[syntax.Condition] = st.one_of(
    st.builds(Compare, values, st.sampled_from(list(Comparison)), values, none),
    st.builds(IsNull, values, st.booleans(), none),
    st.builds(Like, values, strings, st.booleans(), none),
    st.builds(In, values, st.lists(literals, min_size=1, max_size=4).map(tuple), st.booleans(), none),
    st.builds(Between, values, values, values, st.booleans(), none),
)


def several(
    of: type[And] | type[Or], inner: st.SearchStrategy[syntax.Condition]
) -> st.SearchStrategy[syntax.Condition]:
    return st.builds(of, st.lists(inner, min_size=2, max_size=3).map(tuple))


trees = st.recursive(
    predicates, lambda inner: several(And, inner) | several(Or, inner) | st.builds(Not, inner), max_leaves=8
)


@given(trees)
def test_a_condition_of_the_grammar_is_read_as_what_it_was_made_from(tree: syntax.Condition) -> None:
    assert parse_where(printed(tree)) == tree


@given(st.lists(st.tuples(values, st.none() | names), min_size=1, max_size=4))
def test_columns_of_the_grammar_are_read_as_what_they_were_made_from(
    said: list[tuple[Value, str | None]],
) -> None:
    text = ", ".join(value(each) + (f" as [{alias}]" if alias else "") for each, alias in said)
    assert [(column.value, column.alias) for column in parse_columns(text)] == said


@given(trees)
def test_letter_case_of_words_and_blanks_and_comments_do_not_matter(tree: syntax.Condition) -> None:
    pieces = re.split(r"('(?:[^']|'')*'|\[[^\]]*\]|#[^#]*#)", printed(tree))
    spaced = "".join(
        each if index % 2 else each.upper().replace(" ", "\t\n /* x */ --y\r\n") for index, each in enumerate(pieces)
    )
    assert parse_where(spaced[:MAX_LENGTH]) == tree or len(spaced) > MAX_LENGTH


PIECES = (
    "a [b] T( recursive( . = <> < >= 'x' ' '' 5 - 0x #2024-01-01# # ( ) , + and OR not is null like in between true"
)
WORDS = f'{PIECES} getdate() dateadd(day, isnull( lower( case as desc [ ] /* */ -- " ß \x00'
pieces = st.sampled_from(WORDS.split(" "))


@given(st.lists(pieces, max_size=14).map(" ".join) | st.lists(pieces, max_size=14).map("".join) | st.text())
def test_whatever_is_sent_is_read_or_refused_within_its_bounds(text: str) -> None:
    for parse in (parse_where, parse_any, parse_columns, parse_sort):
        assert 1 <= position_of(parse, text) <= len(text) + 1


def position_of(parse: Callable[[str], object], text: str) -> int:
    """Where a text is refused; 1 for one that is read."""
    try:
        parse(text)
    except ExpressionError as error:
        return error.position
    return 1


@pytest.mark.parametrize(
    "piece", ["(", "not ", "lower(", "a+", "[", "'", "/*", "--", "T(", "a.", "a,", "a in (", "a=1 or ", "-"]
)
def test_the_longest_texts_of_one_piece_are_read_or_refused(piece: str) -> None:
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    for parse in (parse_where, parse_columns, parse_sort):
        with suppress(ExpressionError):  # nothing else may come of it
            parse(text)
