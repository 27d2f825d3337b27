from __future__ import annotations

import pytest

from chalicelib.dialects.xmatters.vocabulary.languages import LANGUAGES
from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS, read, written


def test_languages_read_back_as_they_are_written() -> None:
    assert read(written(LANGUAGES)) == LANGUAGES
    assert read("en=English,de= Deutsch ") == {"en": "English", "de": "Deutsch"}


def test_every_default_is_good() -> None:
    assert [setting.check(setting.default) for setting in SETTINGS.values()] == [None] * len(SETTINGS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "english"),
        ("time.zone", "Mars"),
        ("languages", ""),
        ("languages", "English"),
        ("languages", "en=,"),
        ("signing_secret", "short"),
        ("signing_secret", "no base64, whatever its length may be"),
    ],
)
def test_what_can_be_none_is_refused(name: str, value: str) -> None:
    assert SETTINGS[name].check(value) is not None
