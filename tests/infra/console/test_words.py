"""The console's own words: whatever it says is there in every language, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from chalicelib import home
from chalicelib.dialects.page import PAGES
from chalicelib.domain.api import State

SCRIPTS: Final = Path(__file__).parents[3] / "infra" / "console" / "console"
SOURCE: Final = {path.name: path.read_text(encoding="utf-8") for path in sorted(SCRIPTS.glob("*.js"))}
STRING: Final = r'"((?:[^"\\]|\\.)*)"'
ROW: Final = re.compile(rf"^  (?:{STRING}|(\w+)): \[\s*{STRING},\s*{STRING},?\s*\],$", re.MULTILINE)
WORDS: Final = {
    quoted or bare: (german, french)
    for quoted, bare, german, french in ROW.findall(SOURCE["words.js"].partition("const WORDS")[2])
}
ENTRY: Final = (SCRIPTS.parent / "console.js").read_text(encoding="utf-8")


def said() -> set[str]:
    """Every text that is said in the reader's language."""
    scripts = "\n".join([ENTRY, *(text for name, text in SOURCE.items() if name != "words.js")])
    calls = "".join(re.findall(r"\bsay\(([^;]*?)\)", scripts))
    tables = "".join(re.findall(r"^const (?:SENTENCES|SOURCES|FAILED) = .*?;$", scripts, re.MULTILINE | re.DOTALL))
    pages = "".join(path.read_text(encoding="utf-8") for path in PAGES.glob("console*.html")) + home.FILTER
    marked = re.findall(r"<[^>]*\sdata-say(?:\s[^>]*)?>([^<$]+)<", pages) + re.findall(
        r'data-say-placeholder="([^"]+)"', pages
    )
    named = [text for page in home.CONSOLE for text in (page.title, page.lead)]
    strings = re.findall(STRING, calls + re.sub(r"^  \w+: ", "", tables, flags=re.MULTILINE))
    return {*strings, *marked, *named, *(state.value for state in State)}


def test_everything_that_is_said_is_said_in_every_language() -> None:
    assert len(WORDS) > 80
    assert said() - set(WORDS) == set()


def test_no_word_is_there_that_is_never_said() -> None:
    assert set(WORDS) - said() == set()


@pytest.mark.parametrize("text", WORDS)
def test_gaps_are_the_same_in_every_language(text: str) -> None:
    for translated in WORDS[text]:
        assert sorted(re.findall(r"\{\w+\}", translated)) == sorted(re.findall(r"\{\w+\}", text))
        assert translated
