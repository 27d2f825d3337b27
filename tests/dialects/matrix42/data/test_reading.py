"""Single fragments, whatever their rows are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain import guid as guids
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.services import files
from tests.conftest import make_caller
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    ATTACHMENT,
    COMMON,
    JOURNAL,
    NOBODY,
    TIMES,
    USER,
    WORK,
    declared,
    fragment,
    incident,
    refusal,
    ticket,
)
from tests.dialects.matrix42.desk import Desk, record, user

EVERYWHERE = {"ID", "DisplayString", "TimeStamp", "Expression-TypeID", "Expression-ObjectID"}


def test_every_attribute_is_there_also_those_without_a_value(desk: Desk) -> None:
    row = fragment(desk, USER, user(1))
    assert set(row) == EVERYWHERE | {
        *(
            "FirstName",
            "LastName",
            "DisplayName",
            "MailAddress",
            "BusinessPhone",
            "MobilePhone",
            "Department",
            "Manager",
        ),
        *("Location", "Language", "UsedInTypeSPSUserType"),
    }
    assert (row["LastName"], row["Department"]) == ("Moss", None)
    assert row["UsedInTypeSPSUserType"] == row["Expression-ObjectID"] == str(record(PERSON, 1).guid)


def test_long_texts_are_there(desk: Desk) -> None:
    made = ticket(description="x" * 20_000)
    (row,) = desk.rows(ACTIVITY)
    assert len(fragment(desk, ACTIVITY, row["ID"])["Description"]) == 20_000
    assert str(made.guid) == fragment(desk, ACTIVITY, row["ID"])["Expression-ObjectID"]


@pytest.mark.parametrize(
    "definition",
    [
        *(ACTIVITY, COMMON, "SPSActivityClassIncident", JOURNAL, TIMES, ATTACHMENT, USER, "SPSAccountClassBase"),
        *("SPSSecurityClassRole", "SPSScRoleClassBase", "SPSLocationClassBase", "SPSServiceClassBase", "SPSArticleClassBase"),
        *("SPSScCategoryClassBase", "SVCServiceLevelAgreementClassBase", "PDRDataQueryClassBase"),
        *("DWPFileStorageAccountClass", "SPSGlobalConfigurationClassBase", "SPSGlobalConfigurationClassTimeTracking"),
        *("SPSCommonPickupObjectStatus", "SVMActivityPickupPriorityMapping"),
        *("Ud_SoftwareClassBase", "Ud_SoftwareVersionClassBase", "Ud_SoftwarePickupStatus"),
    ],
)  # fmt: skip
def test_what_is_listed_can_be_read_and_says_what_it_is_made_of(desk: Desk, definition: str) -> None:
    declared()
    furnish(desk)
    rows = desk.rows(definition, login="full")
    assert rows
    for row in rows[:3]:
        whole = fragment(desk, definition, row["ID"].upper(), login="full")
        assert {name: whole[name] for name in row} == row
        with_schema = desk.get(f"data/fragments/{definition}/{row['ID']}/schema-info", login="full").json
        assert with_schema["Result"] == whole
        assert [each["ColumnName"] for each in with_schema["Schema"]] == list(whole)
        assert all(set(each) == {"ColumnName", "ColumnType", "Localizable"} for each in with_schema["Schema"])


def furnish(desk: Desk) -> None:
    """A row of everything that the desk has none of."""
    made = ticket()
    put_file(made)
    desk.make(TIMES, **WORK, UsedInType=str(made.guid))
    desk.make("SVCServiceLevelAgreementClassBase", Name="Gold")
    desk.make("PDRDataQueryClassBase", Name="All", SchemaClassName=ACTIVITY, Columns="ID")
    body = {"Ud_SoftwareClassBase": {"Name": "Atlas"}, "Ud_SoftwareVersionClassBase": [{"Version": "1"}]}
    assert desk.send("POST", "data/objects/Ud_SoftwareType", body, login="full").status == 200


def put_file(made: Record) -> None:
    files.attach(
        kind=made.kind, number=made.number, field="files", name="a.txt", content=b"abc", caller=make_caller("esm")
    )


@pytest.mark.parametrize("definition", [ACTIVITY, JOURNAL, TIMES, ATTACHMENT, "SPSAccountClassBase", "PDRDataQueryClassBase",
                                        "SPSCommonPickupObjectStatus", "SPSCommonClassBase"])  # fmt: skip
@pytest.mark.parametrize(
    "guid", [NOBODY, "01a20279-f910-8001-8000-0000b9e5c0fa", "00000000-0000-0000-0000-000000000000"]
)
def test_what_is_not_there_is_null(desk: Desk, definition: str, guid: str) -> None:
    assert desk.get(f"data/fragments/{definition}/{guid}").body == b"null"
    answer = desk.get(f"data/fragments/{definition}/{guid}/schema-info").json
    assert answer["Result"] is None
    assert EVERYWHERE - {"Expression-ObjectID"} <= {each["ColumnName"] for each in answer["Schema"]}


def test_what_may_not_be_read_is_null(desk: Desk) -> None:
    made = ticket()
    (row,) = desk.rows(ACTIVITY)
    (entry,) = desk.rows(JOURNAL)
    (account, *_) = desk.rows("SPSAccountClassBase")
    work = desk.make(TIMES, **WORK, UsedInType=str(made.guid))
    for definition, guid in (
        (ACTIVITY, row["ID"]), (JOURNAL, entry["ID"]), ("SPSAccountClassBase", account["ID"]), (TIMES, work), (USER, user(1)),
    ):  # fmt: skip
        assert fragment(desk, definition, guid) is not None
        assert fragment(desk, definition, guid, login="blind") is None
    assert fragment(desk, "SPSCommonPickupObjectStatus", status(desk), login="blind") is not None


def status(desk: Desk) -> str:
    found: str = desk.rows("SPSCommonPickupObjectStatus")[0]["ID"]
    return found


def test_an_id_is_that_of_the_fragment_that_is_asked_for(desk: Desk) -> None:
    made = ticket(type="change")
    (row,) = desk.rows(ACTIVITY)
    (common,) = desk.rows(COMMON, "where=State=200")
    assert fragment(desk, ACTIVITY, str(made.guid)) is None
    assert fragment(desk, COMMON, row["ID"]) is None
    assert fragment(desk, ACTIVITY, common["ID"]) is None
    assert fragment(desk, "SVMActivityClassChange", changed(row["ID"], 4)) is not None
    assert fragment(desk, "SPSActivityClassIncident", changed(row["ID"], 3)) is None  # it is none


def changed(own: str, tag: int) -> str:
    """The id of another fragment of a ticket, given that of its main one; given its own that of the main one."""
    return str(guids.with_tag(guids.with_tag(UUID(own), 1), tag))


@pytest.mark.parametrize("guid", ["x", "1", "'", "%00"])
def test_what_is_no_id_is_refused(desk: Desk, guid: str) -> None:
    assert refusal(desk.get(f"data/fragments/{USER}/{guid}")) == (400, "The value of fragmentId is not a GUID.")


def test_other_members_of_the_query_mean_nothing(desk: Desk) -> None:
    assert fragment(desk, USER, f"{user(1)}?full=x&pagesize=-1") == fragment(desk, USER, user(1))


def test_a_fragment_of_several_goes_with_its_object(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    (work,), (entry,) = desk.rows(TIMES), desk.rows(JOURNAL)
    assert fragment(desk, TIMES, work["ID"])["UsedInTypeSPSActivityTypeIncident"] == made
    desk.send("DELETE", f"data/objects/SPSActivityTypeIncident/{made}")
    assert (fragment(desk, TIMES, work["ID"]), fragment(desk, JOURNAL, entry["ID"])) == (None, None)


def test_texts_in_all_languages_come_with_the_schema(desk: Desk) -> None:
    (row, *_) = desk.rows("SPSScCategoryClassBase")
    path = f"data/fragments/SPSScCategoryClassBase/{row['ID']}/schema-info"
    assert [each["Value"] for each in desk.get(f"{path}?includelocalizations=true").json["Localizations"]] == [
        "Service Desk"
    ]
    assert "Localizations" not in desk.get(path).json


def test_a_label_is_in_the_language_of_the_caller(desk: Desk) -> None:
    row: Any = fragment(desk, "SPSCommonPickupObjectStatus", status(desk), headers={"Explicit-Language": "fra"})
    assert (row["Value"], row["DisplayString"], row["StateGroup"]) == (200, "Nouveau", 7)


def test_who_has_made_it_is_a_user(desk: Desk) -> None:
    assert fragment(desk, ACTIVITY, desk.make(ACTIVITY, Subject="y"))["Creator"] == user(1)
    made = ticket()  # by nobody
    assert fragment(desk, ACTIVITY, changed(str(made.guid), 0))["Creator"] is None
