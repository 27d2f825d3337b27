from __future__ import annotations

import io
import json

import pytest

from infra.cli.screen import Column, Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Ascii(io.StringIO):
    encoding = "ascii"


def shown(out: io.StringIO, *, as_json: bool = False) -> tuple[Screen, io.StringIO]:
    return Screen(as_json=as_json, out=out, errors=io.StringIO()), out


@pytest.fixture(autouse=True)
def _without_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def test_a_table_has_its_rows_under_their_titles() -> None:
    screen, out = shown(io.StringIO())
    screen.table([Column("login", whole=True), "name"], [("bob", "Bob"), ("é", None)], none="Nobody.")
    assert out.getvalue().splitlines() == ["login   name", "────────────", "bob     Bob", "é"]


def test_a_table_without_rows_is_a_sentence() -> None:
    screen, out = shown(io.StringIO())
    screen.table(["login"], [], none="Nobody.")
    assert out.getvalue() == "Nobody.\n"


def test_a_table_never_gets_wider_than_eighty_columns_without_a_terminal() -> None:
    screen, out = shown(io.StringIO())
    screen.table([Column("id", whole=True), "text"], [("key:123456789012", "word " * 100)], none="")
    assert max(map(len, out.getvalue().splitlines())) <= 80
    assert "key:123456789012 " in out.getvalue()
    assert out.getvalue().count("word") == 100


def test_the_width_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    screen, out = shown(io.StringIO())
    screen.table(["text"], [("x" * 150,)], none="")
    assert "x" * 150 in out.getvalue()


@pytest.mark.parametrize("width", ["", "0", "-5", "wide", "²"])
def test_a_width_that_makes_no_sense_is_eighty(monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    screen, out = shown(io.StringIO())
    screen.table(["text"], [("x" * 100,)], none="")
    assert max(map(len, out.getvalue().splitlines())) == 80


def test_there_is_colour_on_a_terminal_only() -> None:
    (screen, out), (plain, piped) = shown(Terminal()), shown(io.StringIO())
    for each in (screen, plain):
        each.table(["a"], [("b",)], none="")
    assert "\x1b[" in out.getvalue()
    assert "\x1b" not in piped.getvalue()


def test_no_color_takes_the_colours_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    screen, out = shown(Terminal())
    screen.say("plain")
    screen.table(["a"], [("b",)], none="")
    assert "\x1b[3" not in out.getvalue()


@pytest.mark.parametrize("hostile", ["[red]x[/red]", "[/]", ":smile:", "https://a.example"])
def test_nothing_in_a_text_is_markup(hostile: str) -> None:
    screen, out = shown(io.StringIO())
    screen.table(["a"], [(hostile,)], none="")
    screen.say(hostile)
    screen.thing({"name": hostile})
    assert out.getvalue().count(hostile) == 3


def test_what_would_move_the_cursor_is_spelled_out_everywhere() -> None:
    screen, out = shown(io.StringIO())
    screen.table(["a"], [("x\x1b[2Jy",)], none="")
    screen.say("x\x1b[2Jy")
    screen.text("x\x1b[2Jy\nsecond line")
    screen.thing({"x\x1b[2Jy": "x\x1b[2Jy"})
    assert "\x1b" not in out.getvalue()
    assert out.getvalue().count("x\\x1b[2Jy") == 5
    assert "\nsecond line\n" in out.getvalue()


def test_a_secret_stands_alone_on_its_line_whatever_its_length() -> None:
    screen, out = shown(io.StringIO())
    screen.secret("Password", "s" * 200)
    assert out.getvalue() == f"Password (shown this once):\n{'s' * 200}\n"


def test_in_json_there_is_the_document_and_nothing_else() -> None:
    screen, out = shown(io.StringIO(), as_json=True)
    screen.table(["a"], [("b",)], none="")
    screen.thing({"a": 1})
    screen.say("Done.")
    screen.text("Done.")
    screen.secret("Password", "x")
    screen.document({"name": "Jürgen\x1b"})
    assert json.loads(out.getvalue()) == {"name": "Jürgen\x1b"}
    assert "Jürgen" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_people_see_no_document() -> None:
    screen, out = shown(io.StringIO())
    screen.document({"a": 1})
    assert out.getvalue() == ""


def test_json_is_ascii_where_the_output_is() -> None:
    screen, out = shown(Ascii(), as_json=True)
    screen.document("Jürgen")
    assert out.getvalue() == '"J\\u00fcrgen"\n'


def test_a_progress_bar_is_shown_on_a_terminal_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    assert list(Screen(out=io.StringIO(), errors=terminal).track("Moving", [1, 2, 3])) == [1, 2, 3]
    assert list(Screen(out=io.StringIO(), errors=pipe).track("Moving", [1, 2, 3])) == [1, 2, 3]
    assert "Moving" in terminal.getvalue()
    assert pipe.getvalue() == ""
