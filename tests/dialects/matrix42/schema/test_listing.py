from __future__ import annotations

from itertools import islice

import pytest

from chalicelib.dialects.matrix42.schema import listing
from chalicelib.dialects.matrix42.schema.catalogue import current
from chalicelib.dialects.matrix42.schema.model import Row
from chalicelib.domain.account import Account
from chalicelib.domain.filters.conditions import TRUE
from chalicelib.errors import SearchTimeout
from chalicelib.services import accounts
from tests.dialects.matrix42.schema.desk import Desk, make
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

ACTIVITY = "SPSActivityClassBase"
JOURNAL = "SPSActivityClassUnitOfWork"


def test_records_come_in_the_order_of_their_numbers_however_many_there_are() -> None:
    desk, made = Desk(), [make("ticket", type="incident").number for _ in range(7)]
    table = desk.table(ACTIVITY)
    found = listing.select(desk.catalogue, table, TRUE, budget=60, step=2)
    assert [record.number for record in found] == made
    with Unreliable() as calls:
        assert len(list(islice(listing.select(desk.catalogue, table, TRUE, budget=60, step=2), 2))) == 2
    assert len(calls.operations) == 1


def test_what_lies_in_many_records_comes_behind_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, made = Desk(), [make("ticket", type="incident") for _ in range(5)]
    monkeypatch.setattr(listing, "LOT", 2)
    assert [row.get("owner") for row in desk.rows(JOURNAL)] == [record.ref for record in made]


def test_every_sort_of_row_is_found() -> None:
    desk = Desk()
    ada = make("person", last_name="Ada")
    accounts.create(account=Account("ada", person=ada.number))
    accounts.create(account=Account("bob"))
    assert [row.get("login") for row in desk.rows("SPSAccountClassBase", "Owner IS NULL")] == ["bob"]
    assert [row.get("Value") for row in desk.rows("SPSCommonPickupObjectStatus", "Value < 202")] == [200, 201]
    assert len(desk.rows("SVMActivityPickupPriorityMapping")) == 9
    assert [row.ref for row in desk.rows("SPSCommonClassBase", kind="person")] == [ada.ref]
    assert [row.ref for row in desk.rows("SPSUserClassBase", "LastName = 'ada'")] == [ada.ref]


def test_accounts_that_are_named_are_read_alone() -> None:
    desk = Desk()
    for login in ("ada", "Bob", "cleo"):
        accounts.create(account=Account(login))
    found = {
        "AccountName = 'BOB'": ["Bob"],
        "AccountName IN ('ada', 'nobody', 'Cleo') AND Enabled = 1": ["ada", "cleo"],
        "AccountName = 'ada' AND AccountName = 'bob'": [],
        "AccountName = ' ada'": [],
    }
    for where, logins in found.items():
        with Unreliable() as calls:
            assert [row.get("login") for row in desk.rows("SPSAccountClassBase", where)] == logins
        assert "Query" not in calls.operations
    for where in (
        "NOT AccountName = 'bob'",
        "AccountName <> 'bob'",
        "AccountName = 'ada' OR Owner IS NULL AND AccountName LIKE 'c%'",
    ):
        assert [row.get("login") for row in desk.rows("SPSAccountClassBase", where)] == ["ada", "cleo"]


def test_rows_that_are_known_elsewhere_lead_to_each_other() -> None:
    documented = {"en": "Makes tickets.", "de": "Erstellt Tickets."}
    furnished = current().furnished(
        {
            "PLSLServiceClassBase": [Row("Ticket", {"en": "Tickets"}, {"Name": "Ticket", "RoutePrefix": "api/ticket"})],
            "PLSLWebServiceOperation": [
                Row("Ticket.Create", documented, {"Name": "Create", "Type": 2, "IsPublic": 1, "Service": "Ticket"}),
                Row("Lost.Get", {"en": "Nothing."}, {"Name": "Get", "Type": 1, "IsPublic": 0, "Service": "Lost"}),
            ],
        }
    )
    desk = Desk("de", catalogue=furnished)
    asked = "Name, Type.DisplayString AS Method, IsPublic, Service, Service.Name AS ServiceName, Documentation"
    service, *_ = furnished.fixed_rows(furnished.definition("PLSLServiceClassBase"))
    found = desk.rows("PLSLWebServiceOperation", f"Service.ID = '{service.guid}' AND Type = 2")
    (row,) = desk.show("PLSLWebServiceOperation", asked, found)
    assert row["Service"] == str(service.guid)
    assert (row["Name"], row["Method"], row["IsPublic"], row["ServiceName"]) == ("Create", "POST", 1, "Ticket")
    assert (row["Documentation"], row["DisplayString"]) == ("Erstellt Tickets.", "Create")
    assert [each.get("Name") for each in desk.rows("PLSLWebServiceOperation", "Service IS NULL")] == ["Get"]
    assert current().definition("PLSLServiceClassBase").rows == ()


def test_what_may_not_be_seen_is_not_there() -> None:
    make("ticket", type="incident")
    blind = Desk(sees=lambda record: record.kind.name != "ticket")
    assert (blind.rows(ACTIVITY), blind.rows(JOURNAL)) == ([], [])


def test_time_is_limited() -> None:
    desk = Desk()
    make("ticket", type="incident")
    for name in (ACTIVITY, JOURNAL, "SPSCommonPickupObjectStatus"):
        with pytest.raises(SearchTimeout):
            list(listing.select(desk.catalogue, desk.table(name), TRUE, budget=-1))
