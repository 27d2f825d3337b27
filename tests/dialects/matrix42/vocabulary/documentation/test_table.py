from __future__ import annotations

import re

import pytest

from chalicelib.dialects.matrix42.routes import dialect
from chalicelib.dialects.matrix42.vocabulary.documentation.table import OPERATIONS, PREFIXES, SERVICE_TEXTS
from chalicelib.dialects.matrix42.vocabulary.labels import LANGUAGES

ALL = {**SERVICE_TEXTS, **OPERATIONS}
NAMED = {route.operation_name for route in dialect.routes}


def test_every_service_and_operation_is_documented_and_nothing_else() -> None:
    assert OPERATIONS.keys() == NAMED
    assert SERVICE_TEXTS.keys() == PREFIXES.keys() == {route.service for route in dialect.routes}


@pytest.mark.parametrize("name", ALL)
def test_documentation_is_in_three_languages_and_in_sentences(name: str) -> None:
    texts = ALL[name]
    assert tuple(texts) == LANGUAGES
    for language, text in texts.items():
        assert re.fullmatch(r"[A-ZÄÖÜÉÀ].*\.", text), f"{language}: {text}"
        assert "  " not in text
    assert len(set(texts.values())) == len(LANGUAGES)
    sentences = {language: len(re.split(r"\. (?=[A-ZÄÖÜÉÀY])", text)) for language, text in texts.items()}
    assert len(set(sentences.values())) == 1, "a translation says as much as the original"


@pytest.mark.parametrize("name", ALL)
def test_operations_that_a_text_names_exist(name: str) -> None:
    services = "|".join(SERVICE_TEXTS)
    for text in ALL[name].values():
        assert set(re.findall(rf"\b(?:{services})\.[A-Z]\w+", text)) <= NAMED


def test_routes_begin_with_the_prefix_of_their_service() -> None:
    for route in dialect.routes:
        assert f"{route.path}/".startswith(f"/{PREFIXES[route.service]}/")
