from __future__ import annotations

import ast
import json
from typing import Any

from hypothesis import given

from chalicelib.examples import literals
from tests.examples.calls import TEXTS, VALUES


@given(TEXTS)
def test_a_text_is_the_same_in_python_and_in_json_and_stands_in_one_line(value: str) -> None:
    written = literals.text(value)
    assert ast.literal_eval(written) == json.loads(written) == value
    assert len(written.splitlines()) == 1


@given(VALUES)
def test_a_value_is_what_was_meant(value: Any) -> None:
    assert json.loads(literals.script(value)) == value
    assert ast.literal_eval(literals.python(value)) == value


def test_values_are_laid_out_over_lines() -> None:
    assert literals.python({"a": [1, None], "b": {}}, 4) == (
        '{\n        "a": [\n            1,\n            None,\n        ],\n        "b": {},\n    }'
    )


@given(TEXTS)
def test_in_a_verbatim_text_only_quotes_are_doubled(value: str) -> None:
    written = literals.verbatim(value)
    assert (written[:2], written[-1]) == ('@"', '"')
    assert written[2:-1].replace('""', '"') == value
    assert written.count('"') == 2 + 2 * value.count('"')
