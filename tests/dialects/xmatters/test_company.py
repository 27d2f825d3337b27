from __future__ import annotations

import pytest

from chalicelib.dialects.xmatters import company
from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS
from chalicelib.services import settings
from tests.dialects.xmatters.desk import HEADQUARTERS, Desk

COMPANY = company.Company("en", "US/Pacific", {"en": "English", "zh": "Chinese"})


@pytest.mark.parametrize(
    ("stored", "name"), [("zh", "Chinese"), ("en-GB", "English"), (None, "English"), ("nl_BE", "nl")]
)
def test_a_record_of_another_dialect_has_a_language_too(stored: str | None, name: str) -> None:
    assert COMPANY.name_of(stored) == name


def test_only_active_languages_are_known() -> None:
    assert [COMPANY.code(said) for said in ("EN", "chinese", "de", "")] == ["en", "zh", None, None]


def test_the_administrator_sets_what_the_company_uses(desk: Desk) -> None:
    values = {"language": "de", "time.zone": "Europe/Berlin", "languages": "de=Deutsch, en=English"}
    settings.change(section=company.DIALECT, values=values, declared=SETTINGS)
    site = desk.get(f"sites/{HEADQUARTERS}").json
    assert (site["language"], site["timezone"]) == ("Deutsch", "Europe/Berlin")
    assert desk.send("POST", "sites", {"name": "X", "language": "French"}).status == 400
