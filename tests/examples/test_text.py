from __future__ import annotations

import ast
import shlex

import pytest

from app import DIALECTS
from chalicelib import openapi
from chalicelib.examples import text
from chalicelib.examples.call import Call, call
from chalicelib.examples.text import Language
from chalicelib.router import Mount

HEADINGS = ["// JavaScript: XMLHttpRequest", "// C#: HttpClient", "# Python: urllib.request", "# curl"]


def test_all_languages_stand_one_after_the_other_below_their_names() -> None:
    made = Call("GET", "https://desk.example/", ())
    whole = text.everything(made)
    assert [line for line in whole.split("\n") if line in HEADINGS] == HEADINGS
    rest = whole
    for heading, language in zip(HEADINGS, Language, strict=True):
        head, rest = rest.split(f"{heading}\n\n{text.one(made, language)}")
        assert head.strip() == ""
    assert rest == ""


@pytest.mark.parametrize(
    ("made", "open_"),
    [
        (Call("GET", "https://desk.example/", (("A", "b"),)), False),
        (Call("GET", "https://desk.example/{id}", ()), True),
        (Call("GET", "https://desk.example/", (("Authorization", "Bearer <token>"),)), True),
    ],
)
def test_where_something_is_to_be_filled_in_the_text_says_so_first(made: Call, open_: bool) -> None:
    assert text.everything(made).startswith("// Put your own values") == open_


@pytest.mark.parametrize("mount", DIALECTS, ids=lambda mount: mount.dialect.name)
def test_every_example_of_every_dialect_can_be_read(mount: Mount) -> None:
    document = openapi.whole(mount.dialect)
    for path, verbs in document["paths"].items():
        for verb in verbs:
            made = call(document, path, verb, f"https://desk.example{mount.prefix}")
            ast.parse(text.one(made, Language.PYTHON))
            words = shlex.split(text.one(made, Language.CURL))
            assert words[words.index("--request") + 1 :][:2] == [verb.upper(), made.url]
            for language in Language:
                assert made.url in text.one(made, language)
                assert "None" not in made.url
