from __future__ import annotations

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.services import accounts, caches, records
from tests.dialects.matrix42.desk import ADMIN, GERMAN, Desk


def language(desk: Desk, login: str = "agent", **headers: str) -> str:
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return desk.get("userinfo", login=login, headers=said).headers["content-language"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("en", "en"), ("de", "de"), ("fr", "fr"), ("eng", "en"), ("deu", "de"), ("ger", "de"), ("fra", "fr"), ("fre", "fr"),
        ("en-US", "en"), ("de-DE", "de"), ("fr-CA", "fr"), ("de-ch", "de"), ("DE", "de"), (" de ", "de"), ("FR_fr", "fr"),
    ],
)  # fmt: skip
def test_a_language_has_several_names(desk: Desk, said: str, meant: str) -> None:
    assert language(desk, "full", Explicit_Language=said) == meant


@pytest.mark.parametrize("said", ["", "it", "deutsch", "d", "de-DE-1996", "de,fr", "*", "de-"])
def test_a_language_that_is_none_of_these_is_not_refused(desk: Desk, said: str) -> None:
    assert language(desk, "german", Explicit_Language=said) == "de"
    assert language(desk, "agent", Explicit_Language=said) == "en"


def test_what_browsers_prefer_does_not_matter(desk: Desk) -> None:
    assert language(desk, "german", Accept_Language="fr") == "de"


def test_the_profile_counts_as_it_is_now(desk: Desk) -> None:
    records.change(kind=PERSON, number=GERMAN, edit=lambda _: Change({"language": "fr"}), caller=ADMIN)
    caches.clear()
    assert language(desk, "german") == "fr"


def test_an_account_has_a_language_where_its_person_has_none(desk: Desk) -> None:
    assert language(desk, "reader") == "en"
    accounts.change(login="reader", language="de")
    caches.clear()
    assert language(desk, "reader") == "de"


def test_who_is_not_known_is_answered_in_the_language_that_is_asked_for(desk: Desk) -> None:
    answer = desk.get("userinfo", login=None, headers={"Explicit-Language": "fr"})
    assert answer.json == {"Message": "L'autorisation a été refusée pour cette requête."}
    assert answer.headers["content-language"] == "fr"
