from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.eql.lexer import Token, TokenType, tokens


def kinds(text: str) -> list[TokenType]:
    return [token.type for token in tokens(text)]


def test_tokens_know_what_they_are_and_where() -> None:
    assert list(tokens("$a-1$>=  'x''y' ,-2.50")) == [
        Token(TokenType.CODE, "a-1", "$a-1$", 1),
        Token(TokenType.COMPARE, ">=", ">=", 6),
        Token(TokenType.STRING, "x'y", "'x''y'", 10),
        Token(TokenType.COMMA, ",", ",", 17),
        Token(TokenType.NUMBER, "-2.50", "-2.50", 18),
        Token(TokenType.END, "", "", 23),
    ]


def test_words_are_the_same_in_any_letter_case_and_dots_belong_to_them() -> None:
    assert [token.value for token in tokens("AND Entity.Folder.Code")] == ["and", "entity.folder.code", ""]


@pytest.mark.parametrize("operator", ["=", "<>", "!=", ">=", "<=", ">", "<"])
def test_operators_need_no_blanks(operator: str) -> None:
    assert kinds(f"$a${operator}'b'") == [TokenType.CODE, TokenType.COMPARE, TokenType.STRING, TokenType.END]


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("'abc", 1, "the string has no end"),
        ("'abc''def", 1, "the string has no end"),
        ("$a$ = 'it''", 7, "the string has no end"),
        ('$a$ = "b"', 7, "strings stand in single quotes"),
        ("$a$ = #now#", 7, "macros stand in single quotes"),
        ("$a:b$ = 1", 1, "paths are not supported: $a:b$"),
        ("$abc = 1", 1, "'$' begins no attribute code"),
        ("$$ = 1", 1, "'$' begins no attribute code"),
        ("a ! b", 3, "unexpected character '!'"),
        ("𝄞 € ", 1, "unexpected character '𝄞'"),
    ],
)
def test_what_is_no_token_says_where_and_why(text: str, position: int, reason: str) -> None:
    *_, last = tokens(text)
    assert (last.type, last.position, last.value) == (TokenType.WRONG, position, reason)


@given(st.text())
def test_any_text_has_tokens_in_order(text: str) -> None:
    found = list(tokens(text))
    assert [token.position for token in found] == sorted({token.position for token in found})
    assert found[-1].type in (TokenType.END, TokenType.WRONG)
    assert all(text[t.position - 1 :].startswith(t.text) for t in found)
