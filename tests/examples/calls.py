"""Calls of every kind, drawn and made by hand."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from chalicelib.examples.call import Call, Json

# What a language might take for the end of a text, or for something to be put in its place; no argument of a command holds NUL.
ODD = "\"'`$\\{}<>%!#@&;|*?~\n\r\t\v\f\x7f\x85\u2028\u2029\ufeffé漢😀"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8", exclude_characters="\0")))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
JSON_TYPE = ("Content-Type", "application/json")
CALLS = st.builds(
    lambda method, url, headers, value: Call(method, url, (*headers.items(), JSON_TYPE), Json(value)),
    st.sampled_from(["POST", "PUT", "PATCH"]),
    TEXTS,
    st.dictionaries(TEXTS.filter(lambda name: name.lower() != "content-type"), TEXTS, max_size=2),
    VALUES,
)


def read_text(text: str, start: int = 0) -> tuple[str, int]:
    """The text between double quotes that begins at `start`, read as JSON, and where it ends."""
    value, end = json.JSONDecoder().raw_decode(text, start)
    assert isinstance(value, str)
    return value, end


def arguments(text: str, function: str) -> list[str]:
    """The texts that a line hands to a function, the lines' first only: `f("a", "b");`."""
    at = text.index(f"{function}(") + len(function) + 1
    found = []
    while text[at] == '"':
        value, at = read_text(text, at)
        found.append(value)
        at += 2 if text.startswith(", ", at) else 0
    return found
