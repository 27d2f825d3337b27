"""Expressions over real records: what the specification promises of paths, pivots, pick-ups and ids."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.domain import clock
from chalicelib.domain.account import Account
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Change, Record
from chalicelib.services import accounts, caches, records
from chalicelib.services.lookups import Lookups
from chalicelib.services.plans.sources import Changed, Cheapest, Numbers, Partitions
from tests.dialects.matrix42.schema.desk import CALLER, Desk, change, make

pytestmark = pytest.mark.usefixtures("cloud")

ACTIVITY = "SPSActivityClassBase"
COMMON = "SPSCommonClassBase"
JOURNAL = "SPSActivityClassUnitOfWork"
TIMES = "SPSActivityClassTimeTracking"
USER = "SPSUserClassBase"
CATEGORY = "SPSScCategoryClassBase"


def ticket(**values: Any) -> Record:
    return make("ticket", **{"subject": "Printer", "type": "incident", **values})


def test_a_state_that_another_dialect_set_is_found_by_its_number_and_its_label() -> None:
    desk, first, second = Desk(), ticket(), ticket()
    change(first, state="closed")
    for where in (
        "T(SPSCommonClassBase).State = 710",
        "T(SPSCommonClassBase).State = 204",
        "T(SPSCommonClassBase).State.Value = 710",
        "T(SPSCommonClassBase).State.DisplayString = 'Closed'",
        "NOT T(SPSCommonClassBase).State IN (200, 202)",
    ):
        assert desk.numbers(ACTIVITY, where) == [first.number]
    assert desk.numbers(COMMON, "State <> 710", kind="ticket") == [second.number]
    assert Desk("de").numbers(ACTIVITY, "T(SPSCommonClassBase).State.DisplayString = 'geschlossen'") == [first.number]
    assert desk.numbers(ACTIVITY, "T(SPSCommonClassBase).State.StateGroup = 7") == [first.number, second.number]
    assert isinstance(desk.plan(ACTIVITY, "T(SPSCommonClassBase).State = 710").source, Partitions)


def test_a_finer_state_is_shown_as_long_as_the_field_agrees() -> None:
    desk, made = Desk(), ticket()
    desk.change(made, {COMMON: {"State": 201}})
    assert desk.numbers(COMMON, "State = 201", kind="ticket") == [made.number]
    assert desk.numbers(COMMON, "State = 202", kind="ticket") == []
    change(made, state="on_hold")
    assert desk.numbers(COMMON, "State = 203", kind="ticket") == [made.number]
    change(made, state="in_progress")
    assert desk.numbers(COMMON, "State = 202", kind="ticket") == [made.number]


def test_a_configuration_item_is_selected_by_its_id() -> None:
    desk = Desk()
    incident, request, untyped = ticket(), ticket(type="request"), ticket(type=None)
    by_number = {incident.number: "SPSActivityTypeIncident", request.number: "SPSActivityTypeServiceRequest"}
    by_number[untyped.number] = "SPSActivityTypeTicket"
    for number, name in by_number.items():
        id_ = desk.catalogue.item(name).id
        for where in (
            f"T(SPSCommonClassBase).TypeID = '{id_}'",
            f"[Expression-TypeID] = '{str(id_).upper()}'",
            f"UsedInType{name} IS NOT NULL",
        ):
            assert desk.numbers(ACTIVITY, where) == [number]
    id_ = desk.catalogue.item("spsactivitytypeincident").id
    assert desk.plan(ACTIVITY, f"T(SPSCommonClassBase).TypeID = '{id_}'").classes == ("incident",)
    assert desk.numbers("SPSActivityClassIncident") == [incident.number]
    assert desk.numbers(ACTIVITY, "T(SPSActivityClassIncident).ID IS NOT NULL") == [incident.number]
    assert desk.numbers("SPSActivityClassIncident", "T(SPSActivityClassBase).Subject = 'printer'") == [incident.number]


def test_a_path_goes_on_behind_relations() -> None:
    desk = Desk()
    boss = make("person", last_name="O'Neill", first_name="Ada")
    ada = make("person", last_name="Bunt", manager=boss.ref, email=("ada@example.org", "x@example.org"))
    group, service = make("group", name="Desk"), make("service", name="Mail")
    made = ticket(requester=ada.ref, assignee=boss.ref, group=group.ref, services=(service.ref,))
    ticket(requester=boss.ref)
    for where in (
        "Initiator.LastName = 'Bunt'",
        "Initiator.Manager.LastName = 'O''Neill'",
        "Initiator.DisplayName = 'bunt'",
        "Recipient.DisplayString = 'O''Neill, Ada'",
        f"Initiator = '{desk.id(USER, ada)}'",
        f"Initiator.ID = '{desk.id(USER, ada)}'",
        f"Initiator.[Expression-ObjectID] = '{ada.guid}'",
        f"Recipient = '{desk.id(USER, boss)}'",
        f"RecipientRole = '{desk.id('SPSScRoleClassBase', group)}'",
        f"RecipientRole.T(SPSSecurityClassRole).ID = '{desk.id('SPSSecurityClassRole', group)}'",
        "RecipientRole.T(SPSSecurityClassRole).Name = 'desk'",
        f"Service = '{desk.id('SPSServiceClassBase', service)}'",
        "Service.T(SPSArticleClassBase).Name LIKE 'ma%'",
        "Initiator.MailAddress = 'ADA@example.org'",
    ):
        assert desk.numbers(ACTIVITY, where) == [made.number], where
    assert desk.numbers(ACTIVITY, f"Initiator = '{desk.id('SPSSecurityClassRole', group)}'") == []
    assert desk.numbers(ACTIVITY, f"RecipientRole = '{desk.id('SPSSecurityClassRole', group)}'") == []
    where = f"Recipient = '{desk.id(USER, boss)}'"
    assert isinstance(desk.plan(ACTIVITY, where).source, Partitions)
    assert isinstance(desk.plan(USER, "MailAddress = 'ada@example.org'").source, Partitions)
    (row,) = desk.show(ACTIVITY, "Initiator, Initiator.LastName AS Who", desk.find(ACTIVITY, where))
    assert (row["Initiator"], row["Who"]) == (desk.id(USER, ada), "Bunt")


def test_numbers_and_ids_are_keys() -> None:
    desk, first, second = Desk(), ticket(), ticket(type="request")
    number = desk.fragment(ACTIVITY, second)["TicketNumber"]
    assert number == f"TCK{second.number:05}"
    for where in (
        f"TicketNumber = '{number.lower()}'",
        f"ID = '{desk.id(ACTIVITY, second)}'",
        f"[Expression-ObjectID] = '{second.guid}'",
        f"UsedInTypeSPSActivityTypeServiceRequest = '{second.guid}'",
    ):
        assert desk.numbers(ACTIVITY, where) == [second.number], where
        source = desk.plan(ACTIVITY, where).source
        assert isinstance(source, (Numbers, Cheapest)), where
    assert desk.numbers(ACTIVITY, f"TicketNumber = 'TCK{first.number:05}'") == []
    assert desk.numbers(ACTIVITY, "TicketNumber = 'nonsense'") == []
    assert desk.plan(ACTIVITY, "TicketNumber = 'nonsense'").source == Numbers(())
    assert desk.numbers(ACTIVITY, f"UsedInTypeSPSActivityTypeIncident = '{second.guid}'") == []
    assert desk.numbers(ACTIVITY, f"ID = '{second.guid}'") == []
    assert desk.numbers(COMMON, f"ID = '{desk.id(COMMON, second)}'", kind="ticket") == [second.number]


def test_a_category_is_found_along_its_ancestors_and_by_what_another_dialect_calls_it() -> None:
    desk = Desk()
    root = make("category", name="Service Desk")
    it = make("category", name="IT", parent=root.ref)
    printing = make("category", name="Printing", parent=it.ref)
    hidden = make("category", name="Old", parent=root.ref, hidden=True)
    top = desk.id(CATEGORY, root)
    numbers = desk.numbers(CATEGORY, f"Recursive(Parent).ID = '{top}' AND Hidden = 0")
    assert numbers == [it.number, printing.number]
    assert desk.numbers(CATEGORY, f"Recursive(Parent).ID = '{desk.id(CATEGORY, it)}'") == [printing.number]
    assert desk.numbers(CATEGORY, "Hidden = TRUE") == [hidden.number]
    named, chosen = ticket(category="printing"), ticket()
    desk.change(chosen, {ACTIVITY: {"Category": desk.id(CATEGORY, printing)}})
    for where in (
        f"Category = '{desk.id(CATEGORY, printing)}'",
        "Category.Name = 'Printing'",
        "Category.Parent.Name = 'IT'",
        "Category.Parent.Parent.ID = '" + top + "'",
    ):
        assert desk.numbers(ACTIVITY, where) == [named.number, chosen.number], where
    change(chosen, category="something else")
    assert desk.numbers(ACTIVITY, "Category IS NOT NULL") == [named.number]


def test_pick_ups_of_levels_know_their_labels() -> None:
    desk, high, none = Desk("fr"), ticket(impact="high", priority="critical"), ticket()
    assert desk.numbers(ACTIVITY, "Impact = 3 AND Impact.DisplayString = 'élevé'") == [high.number]
    assert desk.numbers(ACTIVITY, "Priority = 3") == [high.number]
    assert desk.numbers(ACTIVITY, "Priority = 0") == [none.number]
    assert desk.numbers(ACTIVITY, "Impact IS NULL") == [none.number]
    desk.change(none, {ACTIVITY: {"EntryBy": 4}})
    assert desk.numbers(ACTIVITY, "EntryBy.DisplayString = 'API'") == [none.number]


def test_rows_of_a_journal_know_their_ticket() -> None:
    desk, first, second = Desk(), ticket(), ticket(type="request")
    records.change(
        kind=first.kind,
        number=first.number,
        edit=lambda _: Change(notes=(Note("Fixed <it>", public=True, action="closed"),)),
        caller=CALLER,
    )
    of_first = desk.rows(JOURNAL, f"UsedInType = '{first.guid}'")
    shown = desk.show(JOURNAL, "UsedInType, ActivityAction, OriginalSolutionHtml, VisibleInPortal", of_first)
    type_ = str(desk.catalogue.item("SPSActivityTypeIncident").id)
    assert [(row["UsedInType"], row["ActivityAction"], row["OriginalSolutionHtml"]) for row in shown] == [
        (str(first.guid), 1, None),
        (str(first.guid), 2, "Fixed &lt;it&gt;"),
    ]
    assert {row["Expression-TypeID"] for row in shown} == {type_}
    assert len(desk.rows(JOURNAL)) == 3
    for where in (
        f"UsedInTypeSPSActivityTypeIncident = '{first.guid}'",
        f"[Expression-ObjectID] = '{first.guid}'",
        f"T(SPSActivityClassBase).TicketNumber = 'INC{first.number:05}'",
        f"T(SPSActivityClassBase).ID = '{desk.id(ACTIVITY, first)}'",
        "T(SPSActivityClassIncident).ID IS NOT NULL",
    ):
        assert [row.guid for row in desk.rows(JOURNAL, where)] == [row.guid for row in of_first], where
    for where in (f"UsedInType = '{first.guid}'", f"ID = '{of_first[1].guid}'"):
        assert desk.owners_plan(JOURNAL, where).source == Numbers((first.number,))
    assert desk.owners_plan(
        JOURNAL, f"T(SPSActivityClassBase).TicketNumber = 'INC{first.number:05}'"
    ).source == Numbers((first.number,))
    assert [row.guid for row in desk.rows(JOURNAL, f"ID = '{of_first[1].guid}'")] == [of_first[1].guid]
    assert [row.guid for row in desk.rows(JOURNAL, "ActivityAction.DisplayString = 'Closed'")] == [of_first[1].guid]
    stamp = of_first[1].version
    assert [row.guid for row in desk.rows(JOURNAL, f"TimeStamp >= {stamp}")] == [of_first[1].guid]
    assert isinstance(desk.owners_plan(JOURNAL, f"TimeStamp >= {stamp}").source, Changed)
    assert desk.numbers(ACTIVITY, "T(SPSActivityClassUnitOfWork).ActivityAction = 2") == [first.number]
    assert second.number not in desk.numbers(ACTIVITY, "T(SPSActivityClassUnitOfWork).OriginalSolutionHtml IS NOT NULL")


def test_time_that_was_tracked_is_found_from_both_sides() -> None:
    desk, made, other = Desk(), ticket(), ticket()
    at = clock.now()
    for minutes in (50, 25):
        make(
            "time-entry", ticket=made.ref, minutes=minutes, activity="resolution", begin=at, end=at + timedelta(hours=1)
        )
    make("time-entry", minutes=5, activity="other", begin=at, end=at)
    assert desk.numbers(ACTIVITY, "T(SPSActivityClassTimeTracking).Minutes > 40") == [made.number]
    assert desk.numbers(ACTIVITY, "WorkingTimeDisplayString = '1:15'") == [made.number]
    assert desk.fragment(ACTIVITY, other)["WorkingTimeDisplayString"] == "0:00"
    found = desk.find(TIMES, f"UsedInType = '{made.guid}' AND ActivityType.DisplayString = 'Resolution'")
    assert [record.get("minutes") for record in found] == [50, 25]
    assert desk.fragment(TIMES, found[0])["UsedInTypeSPSActivityTypeIncident"] == str(made.guid)
    assert len(desk.find(TIMES)) == 3
    records.trash(kind=made.kind, number=made.number, caller=CALLER)
    assert [record.get("minutes") for record in desk.find(TIMES)] == [5]


def test_a_row_version_is_that_of_the_fragment() -> None:
    desk, made = Desk(), ticket()
    former = made.version
    now = desk.change(made, {COMMON: {"State": 202}})
    assert desk.numbers(COMMON, f"TimeStamp > {former}", kind="ticket") == [made.number]
    assert desk.numbers(ACTIVITY, f"TimeStamp > {former}") == []
    assert desk.numbers(ACTIVITY, f"TimeStamp >= {former}") == [made.number]
    assert isinstance(desk.plan(ACTIVITY, f"TimeStamp > {former}").source, Changed)
    assert desk.numbers(COMMON, f"TimeStamp > {former}", kind="ticket", fence=now.version - 1) == []
    later = change(now, impact="high")
    assert desk.numbers(ACTIVITY, f"TimeStamp > {former}") == [made.number]
    assert desk.numbers(ACTIVITY, f"TimeStamp BETWEEN {former + 1} AND {later.version}") == [made.number]


def test_accounts_are_rows_of_their_people() -> None:
    desk, ada = Desk(), make("person", last_name="Bunt")
    accounts.create(account=Account("ada", person=ada.number))
    accounts.create(account=Account("robot", enabled=False))
    caches.clear()
    (found,) = desk.numbers(USER, "T(SPSAccountClassBase).AccountName = 'ADA'")
    assert found == ada.number
    assert desk.numbers(USER, "T(SPSAccountClassBase).Enabled = 0") == []
    (row,) = desk.rows("SPSAccountClassBase", "Owner.LastName = 'Bunt'")
    shown = desk.fragment("SPSAccountClassBase", row)
    assert (shown["AccountName"], shown["Owner"], shown["Enabled"]) == ("ada", desk.id(USER, ada), True)
    assert "assword" not in str(shown)


def test_relations_to_several_are_paths_to_several() -> None:
    desk = Desk()
    ada, bob = make("person", last_name="Ada"), make("person", last_name="Bob")
    group = make("group", name="Desk", members=(ada.ref,))
    make("group", name="Empty")
    assert desk.numbers("SPSSecurityClassRole", "Members.LastName = 'ada'") == [group.number]
    assert desk.numbers(USER, "Roles.Name = 'desk'") == [ada.number]
    assert desk.numbers(USER, "Roles.Name IS NULL") == [bob.number]
    first, second = ticket(), ticket()
    change(first, related=(second.ref,))
    assert desk.numbers(ACTIVITY, f"RelatedActivities.TicketNumber = 'INC{first.number:05}'") == [second.number]
    relation = desk.catalogue.definition(ACTIVITY).relation("attachedusers")
    assert relation is not None
    attached = relation.tie.change(first, bob.ref, holds=True)
    assert attached is not None
    records.change(kind=first.kind, number=first.number, edit=lambda _: attached, caller=CALLER)
    assert desk.numbers(ACTIVITY, "AttachedUsers.LastName = 'bob'") == [first.number]


def test_pick_ups_and_fixed_rows_are_rows() -> None:
    desk = Desk("de")
    definition = desk.catalogue.definition("SPSCommonPickupObjectStatus")
    rows = desk.catalogue.fixed_rows(definition)
    shown = desk.show(definition.name, "Value, StateGroup, Position", rows)
    assert shown[0] == {
        "Value": 200,
        "StateGroup": 7,
        "Position": 1,
        "ID": str(rows[0].guid),
        "DisplayString": "Neu",
        "Expression-TypeID": None,
    }
    mapping = desk.catalogue.definition("svmactivitypickupprioritymapping")
    assert {
        (row["ImpactValue"], row["UrgencyValue"]): row["PriorityValue"]
        for row in desk.show(
            mapping.name, "ImpactValue, UrgencyValue, PriorityValue", desk.catalogue.fixed_rows(mapping)
        )
    } == {(1, 1): 1, (1, 2): 1, (1, 3): 2, (2, 1): 1, (2, 2): 2, (2, 3): 3, (3, 1): 2, (3, 2): 3, (3, 3): 3}


def test_rows_of_pick_ups_fulfil_conditions() -> None:
    desk = Desk("de")
    table = desk.table("SPSCommonPickupObjectStatus")
    rows = desk.catalogue.fixed_rows(table.definition)
    for where, values in (
        ("Value > 205", [710, 2020]),
        ("DisplayString LIKE '%en'", [201, 203, 710]),
        ("StateGroup = 20", [2020]),
        (f"ID = '{rows[0].guid}'", [200]),
        ("[Expression-ObjectID] IS NULL AND Position = 1", [200]),
    ):
        condition = read_where(where, table=table, context=desk.context())
        found = [row.get("Value") for row in rows if evaluate(condition, row, Lookups(), LOGIC)]
        assert found == values, where


def test_everything_else_has_the_state_active() -> None:
    desk, ada = Desk(), make("person", last_name="Ada")
    assert desk.numbers(COMMON, "State = 2020 AND State.DisplayString = 'active'", kind="person") == [ada.number]
    assert desk.numbers(USER, "T(SPSCommonClassBase).State <> 2020") == []
    type_ = desk.catalogue.item("SPSUserType").id
    assert desk.numbers(USER, f"T(SPSCommonClassBase).TypeID = '{type_}'") == [ada.number]


@pytest.mark.parametrize(
    ("name", "where", "says"),
    [
        (ACTIVITY, "Foo = 1", "Class SPSActivityClassBase does not contain attribute Foo."),
        (ACTIVITY, "T(SPSUserClassBase).LastName = 'x'", "no configuration item combines"),
        ("SPSActivityClassIncident", "T(SVMActivityClassChange).ID IS NULL", "no configuration item combines"),
        (USER, "T(SPSActivityClassBase).Subject = 'x'", "no configuration item combines"),
        (ACTIVITY, "UsedInTypeSPSUserType IS NULL", "does not contain attribute"),
        (ACTIVITY, "UsedInTypeSPSActivityTypeBase IS NULL", "does not contain attribute"),
    ],
)
def test_what_there_is_not_is_refused(name: str, where: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says):
        Desk().numbers(name, where)


def test_what_may_not_be_seen_leads_nowhere() -> None:
    ada = make("person", last_name="Ada")
    made = ticket(requester=ada.ref)
    blind = Desk(sees=lambda record: record.kind.name != "person")
    assert blind.numbers(ACTIVITY, "Initiator IS NULL") == [made.number]
    assert blind.numbers(ACTIVITY, f"Initiator = '{Desk().id(USER, ada)}'") == []
    assert blind.fragment(ACTIVITY, made)["Initiator"] is None
