from __future__ import annotations

import re
from pathlib import Path

import pytest

from chalicelib.dialects.matrix42.schema import json
from chalicelib.dialects.matrix42.schema.faults import Refused, raise_any, unknown_definition, unknown_item
from chalicelib.dialects.matrix42.vocabulary import messages
from chalicelib.dialects.matrix42.vocabulary.messages import Text

TEXTS = [each for each in vars(messages).values() if isinstance(each, Text)]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.en)
def test_a_sentence_has_the_same_gaps_in_every_language(text: Text) -> None:
    gaps = {language: set(re.findall(r"{(\w+)}", getattr(text, language))) for language in ("en", "de", "fr")}
    assert gaps["en"] == gaps["de"] == gaps["fr"]


def test_the_fixed_texts_are_those_of_the_specification() -> None:
    assert unknown_definition("Foo").message == "Data definition Foo not found."
    assert unknown_item("Foo").message == "Configuration item Foo not found."
    assert [unknown_definition("x").code, unknown_item("x").code] == [500, 500]


def test_what_should_have_been_is_said_in_the_language_of_the_sentence() -> None:
    found = Refused(messages.WRONG_SHAPE, definition="A", name="B", expected="a date")
    assert found.in_language("de") == "Der Wert von A.B hat nicht die erwartete Form (ein Datum)."
    assert found.in_language("fr") == "La valeur de A.B n'a pas la forme attendue (une date)."
    assert found.in_language("en") == found.message == "The value of A.B is not a date."


def test_everything_that_can_be_expected_has_a_word_in_every_language() -> None:
    source = Path(json.__file__).read_text()
    said = set(re.findall(r'Misshapen\("([^"]+)"', source)) | {"a whole number", "a whole number of 32 bits"}
    assert said <= set(messages.EXPECTED)


def test_nothing_wrong_is_nothing_to_raise() -> None:
    raise_any([])
