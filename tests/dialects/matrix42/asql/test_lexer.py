from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql.lexer import Token, TokenType, tokens


def kinds(text: str) -> list[TokenType]:
    return [token.type for token in tokens(text)]


def values(text: str) -> list[str]:
    return [token.value for token in tokens(text)][:-1]


def test_tokens_know_what_they_are_and_where() -> None:
    assert list(tokens("[a b].Ud_x>=  'x''y' ,-2.50")) == [
        Token(TokenType.BRACKETED, "a b", "[a b]", 1),
        Token(TokenType.DOT, ".", ".", 6),
        Token(TokenType.NAME, "Ud_x", "Ud_x", 7),
        Token(TokenType.COMPARE, ">=", ">=", 11),
        Token(TokenType.STRING, "x'y", "'x''y'", 15),
        Token(TokenType.COMMA, ",", ",", 22),
        Token(TokenType.NUMBER, "-2.50", "-2.50", 23),
        Token(TokenType.END, "", "", 28),
    ]


def test_comments_and_blanks_are_between_tokens_and_not_in_strings() -> None:
    assert values("a /* b 'c */ = --d\r\n'--e/*' --f") == ["a", "=", "'--e/*'"[1:-1]]
    assert values("a/**/b/***/c/* * / */") == ["a", "b", "c"]


def test_numbers_are_whole_broken_below_zero_or_hexadecimal() -> None:
    assert values("0 12 -7 1.50 0x00FF 0Xab") == ["0", "12", "-7", "1.50", "0x00FF", "0Xab"]
    assert kinds("#2024-01-01 10:00#") == [TokenType.DATE, TokenType.END]


@pytest.mark.parametrize("operator", ["=", "<>", "!=", ">=", "<=", ">", "<"])
def test_operators_need_no_blanks(operator: str) -> None:
    assert kinds(f"a{operator}'b'") == [TokenType.NAME, TokenType.COMPARE, TokenType.STRING, TokenType.END]


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("'abc", 1, "the string has no end"),
        ("'abc''def", 1, "the string has no end"),
        ("a = 'it''", 5, "the string has no end"),
        ('a = "b"', 5, "strings stand in single quotes"),
        ("a > #now", 5, "the date has no end"),
        ("[abc = 1", 1, "the bracket has no end"),
        ("[] = 1", 1, "the brackets hold no name"),
        ("a /* b", 3, "the comment has no end"),
        ("a = 5x", 5, "'5x' is not a number"),
        ("a = 1.5b", 5, "'1.5b' is not a number"),
        ("a = 0xg", 5, "'0xg' is not a number"),
        ("a ! b", 3, "unexpected character '!'"),
        ("a - b", 3, "unexpected character '-'"),
        ("_a", 1, "unexpected character '_'"),
        ("𝄞 € ", 1, "unexpected character '𝄞'"),
    ],
)
def test_what_is_no_token_says_where_and_why(text: str, position: int, reason: str) -> None:
    *_, last = tokens(text)
    assert (last.type, last.position, last.value) == (TokenType.WRONG, position, reason)


@given(st.text() | st.text("ab[]'#-/*0x.9 \n(),=<>"))
def test_any_text_has_tokens_in_order(text: str) -> None:
    found = list(tokens(text))
    assert [token.position for token in found] == sorted({token.position for token in found})
    assert found[-1].type in (TokenType.END, TokenType.WRONG)
    assert all(text[token.position - 1 :].startswith(token.text) for token in found)
