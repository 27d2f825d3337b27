from __future__ import annotations

import re

import pytest

from chalicelib.dialects.matrix42.vocabulary import states, verbs
from chalicelib.dialects.matrix42.vocabulary.messages import Text

TEXTS = {name: said for name, said in vars(verbs).items() if isinstance(said, Text)}


@pytest.mark.parametrize("name", TEXTS)
def test_a_sentence_says_the_same_in_every_language(name: str) -> None:
    text = TEXTS[name]
    said = {language: sorted(re.findall(r"\{(\w+)\}", getattr(text, language))) for language in ("en", "de", "fr")}
    assert said["en"] == said["de"] == said["fr"]
    assert len({text.en, text.de, text.fr}) == 3
    assert 400 <= text.status < 500


def test_every_action_says_whether_requesters_may_read_of_it() -> None:
    assert verbs.VISIBLE.keys() == set(states.ACTIONS.values())


def test_words_are_looked_for_as_they_are_compared() -> None:
    assert [word for word in verbs.REQUEST_WORDS if word != word.casefold() or not word.isalpha()] == []
