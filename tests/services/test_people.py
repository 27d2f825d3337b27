from __future__ import annotations

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.errors import Invalid, Taken
from chalicelib.services import accounts, pages, people
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

ADA = {"login": "ada", "first_name": "Ada", "phone_login": "30105"}


def test_a_person_and_the_account_are_made_together(caller: Caller) -> None:
    assert accounts.get(key="ada.web") is None  # and that is not remembered
    person = people.create(values=ADA, account=Account("Ada.Web", roles=("one",)), caller=caller)
    (account,) = accounts.of_person(person=person.number)
    assert (account.login, account.roles, account.person) == ("Ada.Web", ("one",), person.number)
    assert accounts.get(key="ada.web") == account


@pytest.mark.parametrize(
    ("values", "login", "taken"),
    [
        ({"login": "ADA"}, "other", ("person", "login")),
        ({"login": "other", "phone_login": "30105"}, "other", ("person", "phone_login")),
        ({"login": "other"}, "ADA", ("account", "login")),
    ],
)
def test_neither_is_made_when_something_of_either_is_in_use(
    caller: Caller, values: dict[str, str], login: str, taken: tuple[str, str]
) -> None:
    people.create(values=ADA, account=Account("ada"), caller=caller)
    with pytest.raises(Taken) as refused:
        people.create(values=values, account=Account(login), caller=caller)
    assert (refused.value.kind, refused.value.field) == taken
    assert len(pages.page(kind=PERSON, limit=10).records) == 1
    assert [account.login for account in accounts.every()] == ["ada"]


def test_no_person_is_made_for_an_account_that_can_be_none(caller: Caller) -> None:
    with pytest.raises(Invalid):
        people.create(values=ADA, account=Account("a:b"), caller=caller)
    assert not pages.page(kind=PERSON, limit=10).records


def test_a_lost_answer_makes_neither_twice(caller: Caller) -> None:
    with Unreliable(unheard={2}):
        people.create(values=ADA, account=Account("ada"), caller=caller)
    assert len(pages.page(kind=PERSON, limit=10).records) == len(accounts.every()) == 1
