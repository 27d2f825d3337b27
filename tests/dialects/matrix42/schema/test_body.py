"""Bodies as wishes, and wishes as changes of records."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from chalicelib.dialects.matrix42.schema.body import check_stamps
from chalicelib.dialects.matrix42.schema.contexts import localizations
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.domain import guid as guids
from chalicelib.domain.record import Record
from chalicelib.services import records
from tests.dialects.matrix42.schema.desk import CALLER, Desk, change, make

pytestmark = pytest.mark.usefixtures("cloud")

ACTIVITY = "SPSActivityClassBase"
COMMON = "SPSCommonClassBase"
USER = "SPSUserClassBase"
CATEGORY = "SPSScCategoryClassBase"
NIL = "00000000-0000-0000-0000-000000000000"


def ticket(**values: Any) -> Record:
    return make("ticket", **{"subject": "Printer", "type": "incident", **values})


def refusal(name: str, body: dict[str, Any], *, creating: bool = False) -> Refused:
    with pytest.raises(Refused) as caught:
        Desk().said({name: body}, creating=creating)
    return caught.value


def test_a_ticket_is_made_of_its_fragments_in_any_letter_case() -> None:
    desk = Desk()
    ada, group = make("person", last_name="Ada"), make("group", name="Desk")
    service, category = make("service", name="Mail"), make("category", name="IT")
    made = desk.create(
        "ticket",
        {
            ACTIVITY: {
                "subject": "Printer",
                "DESCRIPTIONHTML": "<p>smokes</p>",
                "Initiator": desk.id(USER, ada).upper(),
                "Recipient": NIL,
                "RecipientRole": desk.id("SPSScRoleClassBase", group),
                "Service": desk.id("SPSArticleClassBase", service),
                "Category": desk.id(CATEGORY, category),
                "Urgency": 3,
                "Impact": "1",
                "Priority": 0,
                "EntryBy": 4,
                "ReminderDate": "2026-08-31T11:49:52+02:00",
                "Creator": "",
            },
            COMMON: {"State": 204, "Reason": 408},
        },
    )
    assert made.fields == {
        "subject": "Printer",
        "description": "<p>smokes</p>",
        "description_format": "html",
        "requester": ada.ref,
        "group": group.ref,
        "services": (service.ref,),
        "category": "IT",
        "urgency": "high",
        "impact": "low",
        "state": "closed",
        "close_reason": "solved",
        "on_hold_until": made.get("on_hold_until"),
        "closed_at": made.get("closed_at"),
    }
    assert made.extras == {"matrix42": {"category:Category": str(category.ref), "main": {"EntryBy": 4}}}
    shown = desk.fragment(ACTIVITY, made)
    assert shown["DisplayString"] == f"TCK{made.number:05} - Printer"
    assert shown["Description"] == "smokes"
    assert shown["ReminderDate"] == "2026-08-31T09:49:52Z"
    assert shown["Category"] == desk.id(CATEGORY, category)
    assert (shown["Priority"], shown["EntryBy"], shown["Recipient"]) == (0, 4, None)
    assert shown["Expression-ObjectID"] == shown["UsedInTypeSPSActivityTypeTicket"] == str(made.guid)
    assert "UsedInTypeSPSActivityTypeIncident" not in shown
    assert guids.read(made.guid) is not None
    assert shown["ID"] == str(guids.with_tag(made.guid, 1))


def test_what_was_read_and_is_sent_back_whole_changes_nothing() -> None:
    desk = Desk()
    ada = make("person", last_name="Ada", first_name="Bunt", email=("a@example.org", "b@example.org"))
    service = make("service", name="Mail")
    category = make("category", name="IT")
    made = ticket(
        description="a < b\nc",
        requester=ada.ref,
        services=(service.ref,),
        priority="critical",
        close_reason="because",
        category="it",
    )
    somebody = {ACTIVITY: {"Creator": str(uuid4())}}
    for name in (ACTIVITY, COMMON, "SPSActivityClassIncident"):
        after = desk.change(made, {name: {**desk.fragment(name, made), **somebody.get(name, {})}})
        assert after.version == made.version
    assert desk.fragment(ACTIVITY, made)["Category"] == desk.id(CATEGORY, category)
    for name, record in ((USER, ada), (CATEGORY, category), ("SPSServiceClassBase", service)):
        assert desk.change(record, {name: desk.fragment(name, record)}).version == record.version


def test_null_resets_and_what_is_not_sent_stays() -> None:
    desk, ada = Desk(), make("person", last_name="Ada")
    made = ticket(requester=ada.ref, impact="high", description="x", category="a", state="closed")
    desk.change(made, {ACTIVITY: {"NotificationMode": 2, "EntryBy": 1}})
    after = desk.change(
        made, {ACTIVITY: {"Initiator": None, "Impact": None, "Category": "", "EntryBy": None, "Sla": NIL}}
    )
    assert {"requester", "impact"}.isdisjoint(after.fields)
    assert (after.get("description"), after.extras) == ("x", {"matrix42": {"main": {"NotificationMode": 2}}})
    assert after.get("category") == "a"  # which is no category, so null is what was shown
    assert desk.change(made, {COMMON: {"State": None}}).get("state") == "new"


def test_each_fragment_has_the_version_of_what_was_changed_of_it() -> None:
    desk, made = Desk(), ticket()
    stamps = {name: desk.fragment(name, made)["TimeStamp"] for name in (ACTIVITY, COMMON, "SPSActivityClassIncident")}

    def moved(record: Record) -> set[str]:
        now = {name: desk.fragment(name, record)["TimeStamp"] for name in stamps}
        differing = {name for name in stamps if now[name] != stamps[name]}
        stamps.update(now)
        return differing

    assert moved(desk.change(made, {COMMON: {"State": 710, "ErrorType": 1}})) == {COMMON}
    assert moved(desk.change(made, {ACTIVITY: {"EntryBy": 1}})) == {ACTIVITY}
    assert moved(desk.change(made, {"SPSActivityClassIncident": {"ErrorType": 2}})) == {"SPSActivityClassIncident"}
    assert moved(change(made, state="new", impact="low")) == {ACTIVITY, COMMON}


def test_both_forms_of_a_description_are_one_text() -> None:
    desk, made = Desk(), ticket()
    after = desk.change(made, {ACTIVITY: {"Description": "a < b\r\nc"}})
    shown = desk.fragment(ACTIVITY, after)
    assert (shown["Description"], shown["DescriptionHTML"]) == ("a < b\r\nc", "a &lt; b<br>c")
    after = desk.change(
        made, {ACTIVITY: {"DescriptionHTML": "<p>x &amp; y</p><script>z</script>", "Description": "other"}}
    )
    shown = desk.fragment(ACTIVITY, after)
    assert (shown["Description"], after.get("description_format")) == ("x & y", "html")
    after = desk.change(made, {ACTIVITY: {**shown, "Description": "plain"}})
    assert (after.get("description"), after.get("description_format")) == ("plain", "text")


def test_a_service_takes_the_place_of_the_first_and_an_address_likewise() -> None:
    desk = Desk()
    services = [make("service", name=name) for name in "abc"]
    made = ticket(services=(services[0].ref, services[1].ref))
    after = desk.change(made, {ACTIVITY: {"Service": desk.id("SPSServiceClassBase", services[2])}})
    assert after.many("services") == (services[2].ref, services[1].ref)
    ada = make("person", last_name="Ada", email=("a@x.org", "b@x.org"))
    assert desk.change(ada, {USER: {"MailAddress": "c@x.org"}}).many("email") == ("c@x.org", "b@x.org")


def test_texts_have_languages() -> None:
    english, german, french = Desk("en"), Desk("de"), Desk("fr")
    made = german.create("category", {CATEGORY: {"Name": "Drucker"}})
    assert english.fragment(CATEGORY, made)["Name"] == "Drucker"
    made = german.change(made, {CATEGORY: {"Name": "Druck"}})
    assert made.get("name") == "Druck"
    made = english.change(made, {CATEGORY: {"Name": "Printing", "Hidden": 1}})
    names = [desk.fragment(CATEGORY, made)["Name"] for desk in (english, german, french)]
    assert names == ["Printing", "Druck", "Printing"]
    made = french.change(made, {CATEGORY: {"Description": "Tout"}})
    assert [desk.fragment(CATEGORY, made)["Description"] for desk in (english, french)] == ["Tout", "Tout"]
    assert [desk.numbers(CATEGORY, "Name = 'druck'") for desk in (english, german)] == [[], [made.number]]
    assert german.fragment(CATEGORY, made)["DisplayString"] == "Druck"
    assert localizations(german.table(CATEGORY), [made]) == [
        {"ID": german.id(CATEGORY, made), "ColumnName": name, "Language": language, "Value": text}
        for name, language, text in (("Name", "de", "Druck"), ("Name", "en", "Printing"), ("Description", "fr", "Tout"))
    ]


def test_a_display_name_follows_until_it_is_said() -> None:
    desk, ada = Desk(), make("person", last_name="Bunt", first_name="Ada")
    assert desk.fragment(USER, ada)["DisplayName"] == "Bunt, Ada"
    after = desk.change(ada, {USER: {"DisplayName": "Bunt, Ada", "LastName": "Byron"}})
    assert (after.get("display_name"), desk.fragment(USER, after)["DisplayName"]) == (None, "Byron, Ada")
    after = desk.change(ada, {USER: {"DisplayName": "The Countess"}})
    assert desk.fragment(USER, after)["DisplayString"] == "The Countess"


def test_who_made_a_ticket_is_said_at_its_making() -> None:
    from chalicelib.dialects.matrix42.schema import body
    from chalicelib.dialects.matrix42.schema.draft import Draft
    from chalicelib.domain.ticket import TICKET

    desk, ada = Desk(), make("person", last_name="Ada")
    (said,) = desk.said({ACTIVITY: {"Subject": "x", "Creator": desk.id(USER, ada)}}, creating=True)
    draft = Draft()
    body.fulfil(said.wishes, draft, kind=TICKET, language="en")
    assert (draft.creator, draft.change.values) == (ada.ref, {"subject": "x"})


def test_a_body_says_which_fragment_it_is_about() -> None:
    desk, made = Desk(), ticket()
    shown = desk.fragment(ACTIVITY, made)
    (said,) = desk.said({ACTIVITY: {"id": shown["ID"], "TIMESTAMP": shown["TimeStamp"], "UsedInType": str(made.guid)}})
    assert (str(said.id), said.stamp, said.owner) == (shown["ID"], made.version, made.guid)
    assert said.of("subject") is None


def test_a_row_version_that_is_sent_has_to_be_that_of_the_fragment() -> None:
    desk, made = Desk(), ticket()
    stamp = desk.fragment(ACTIVITY, made)["TimeStamp"]
    said = desk.said({ACTIVITY: {"Subject": "y", "TimeStamp": stamp}, COMMON: {"State": 202}})
    after = change(made, state="closed")
    check_stamps(said, after)
    with pytest.raises(Refused, match=r"^Concurrency\. The object has been updated by another process\.$"):
        check_stamps(said, change(after, impact="low"))


@pytest.mark.parametrize(
    ("name", "body", "code", "message"),
    [
        (ACTIVITY, {"Foo": 1}, 400, "Class SPSActivityClassBase does not contain attribute Foo."),
        (ACTIVITY, {"Subject": 5}, 400, "The value of SPSActivityClassBase.Subject is not a text."),
        (ACTIVITY, {"Subject": "x" * 256}, 400, "The value of SPSActivityClassBase.Subject is longer than 255."),
        (ACTIVITY, {"Initiator": "x"}, 400, "The value of SPSActivityClassBase.Initiator is not a GUID."),
        (ACTIVITY, {"Impact": "high"}, 400, "The value of SPSActivityClassBase.Impact is not a number."),
        (ACTIVITY, {"Deadline": "soon"}, 400, "The value of SPSActivityClassBase.Deadline is not a date."),
        (ACTIVITY, {"ID": "x"}, 400, "The value of SPSActivityClassBase.ID is not a GUID."),
        (ACTIVITY, {"TimeStamp": "AQI="}, 400, "The value of SPSActivityClassBase.TimeStamp is not 8 bytes in base64."),
        (ACTIVITY, {"Impact": 4}, 500, "Wrong reference: SPSActivityClassBase.Impact = 4."),
        (COMMON, {"State": 999}, 500, "Wrong reference: SPSCommonClassBase.State = 999."),
        (
            ACTIVITY,
            {"Initiator": "12345678-1234-4234-8234-123456789012"},
            500,
            "Wrong reference: SPSActivityClassBase.Initiator = 12345678-1234-4234-8234-123456789012.",
        ),
        (ACTIVITY, {"Subject": None}, 500, "Attribute Subject is mandatory."),
        (ACTIVITY, {"Subject": " "}, 500, "Attribute Subject is mandatory."),
    ],
)
def test_what_can_not_be_is_refused(name: str, body: dict[str, Any], code: int, message: str) -> None:
    found = refusal(name, body)
    assert (found.code, found.message, found.others) == (code, message, ())


def test_all_that_is_wrong_is_told_what_is_misshapen_first() -> None:
    found = refusal(ACTIVITY, {"Impact": 9, "Foo": 1}, creating=True)
    assert (found.code, found.message) == (400, "Class SPSActivityClassBase does not contain attribute Foo.")
    assert found.detail == (
        "Class SPSActivityClassBase does not contain attribute Foo. Wrong reference: SPSActivityClassBase.Impact = 9. "
        "Attribute Subject is mandatory."
    )
    assert found.in_language("de") == "Die Klasse SPSActivityClassBase enthält kein Attribut Foo."
    assert found.in_language("xx") == found.message


def test_a_reference_is_to_the_fragment_that_is_meant_and_to_what_is_there() -> None:
    desk, group, gone = Desk(), make("group", name="Desk"), make("person", last_name="Gone")
    lost = desk.id(USER, gone)
    records.trash(kind=gone.kind, number=gone.number, caller=CALLER)
    for name, guid in (("RecipientRole", desk.id("SPSSecurityClassRole", group)), ("Initiator", lost)):
        assert refusal(ACTIVITY, {name: guid}).message == f"Wrong reference: SPSActivityClassBase.{name} = {guid}."
    blind = Desk(sees=lambda record: record.kind.name != "group")
    with pytest.raises(Refused, match="Wrong reference"):
        blind.said({ACTIVITY: {"RecipientRole": desk.id("SPSScRoleClassBase", group)}})


def test_what_has_no_state_takes_none_but_its_own() -> None:
    desk, ada = Desk(), make("person", last_name="Ada")
    assert desk.change(ada, {COMMON: {"State": 2020}}).version == ada.version
    with pytest.raises(Refused, match=r"Wrong reference: SPSCommonClassBase\.State = 200"):
        desk.change(ada, {COMMON: {"State": 200}})
    assert desk.fragment(COMMON, desk.change(ada, {COMMON: {"Reason": 409}}))["Reason"] == 409
    with pytest.raises(Refused, match=r"SPSCommonClassBase\.State = 2020"):
        desk.change(ticket(), {COMMON: {"State": 2020}})
