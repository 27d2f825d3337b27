"""The tables of the schema against the lists of the specification (8.1 to 8.5), name by name."""

from __future__ import annotations

import pytest

from chalicelib.dialects.matrix42.schema.catalogue import BUILT_IN, compiled
from chalicelib.dialects.matrix42.schema.model import ClassType, Form
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.services import kinds

CATALOGUE = compiled()

# Attributes in their order: name and type, `!` mandatory, `=` not written, `*` localizable, → data definition of a relation,
# # that of a pick-up.
ATTRIBUTES = {
    "SPSActivityClassBase": (
        "Subject:String! Description:Text DescriptionHTML:Text TicketNumber:String= Initiator→SPSUserClassBase "
        "Recipient→SPSUserClassBase RecipientRole→SPSScRoleClassBase Service→SPSServiceClassBase "
        "Category→SPSScCategoryClassBase Impact#SVMActivityPickupImpact Urgency#SVMActivityPickupUrgency "
        "Priority#SPSActivityPickupPriority EntryBy#SPSActivityPickupEntryBy "
        "NotificationMode#SPSActivityPickupNotificationMode CreatedDate:Date= LastChangeDate:Date= ClosedDate:Date= "
        "ReminderDate:Date Deadline:Date Solution:Text Creator→SPSUserClassBase Sla→SVCServiceLevelAgreementClassBase "
        "Ola→SVCServiceLevelAgreementClassBase WorkingTimeDisplayString:String="
    ),
    "SPSCommonClassBase": (
        "State#SPSCommonPickupObjectStatus Reason#SPSCommonPickupObjectStateReason TypeID:Guid= CreatedDate:Date= "
        "ModifiedDate:Date= ErrorType#SVMActivityPickupErrorType ServicesAvailability#SVMActivityPickupAvailability "
        "AssetsAvailability#SVMActivityPickupAvailability"
    ),
    "SPSActivityClassIncident": "ErrorType#SVMActivityPickupErrorType",
    "SVMActivityClassChange": "StartDateChange:Date EndDateChange:Date",
    "SPSActivityClassUnitOfWork": (
        "OriginalSolutionHtml:Text OriginalSolution:Text SolutionParams:Text ActivityAction#SPSJournalEntryPickupType "
        "VisibleInPortal:Bool Creator→SPSUserClassBase TypeID:Guid CreatedDate:Date="
    ),
    "SPSActivityClassTimeTracking": (
        "Minutes:Int! ActivityType#SVMActivityPickupActivityType! Begin:Date! End:Date! User→SPSUserClassBase "
        "Description:Text CreatedDate:Date="
    ),
    "SPSActivityClassAttachment": "Name:String= FileSize:Int= CreatedDate:Date= UniqueFileId:Guid=",
    "SPSUserClassBase": (
        "FirstName:String LastName:String! DisplayName:String MailAddress:String BusinessPhone:String "
        "MobilePhone:String Department:String Manager→SPSUserClassBase Location→SPSLocationClassBase Language:String"
    ),
    "SPSAccountClassBase": "AccountName:String= Owner→SPSUserClassBase= Enabled:Bool=",
    "SPSSecurityClassRole": "Name:String! Description:Text ShowInForwardAction:Bool",
    "SPSScRoleClassBase": "",
    "SPSLocationClassBase": ("Name:String! Street:String City:String PostalCode:String Country:String TimeZone:String"),
    "SPSServiceClassBase": "Name:String! Description:Text",
    "SPSArticleClassBase": "Name:String! Description:Text",
    "SPSScCategoryClassBase": (
        "Name:String!* Description:Text* Parent→SPSScCategoryClassBase Hidden:Bool "
        "DefaultRecipientRole→SPSScRoleClassBase"
    ),
    "SVCServiceLevelAgreementClassBase": (
        "Name:String! SLA_Type#SVCServiceLevelAgreementPickupType FulfillmentResponsibleRole→SPSScRoleClassBase"
    ),
    "PDRDataQueryClassBase": (
        "Name:String! Description:Text SchemaClassName:String! Columns:Text! PrimaryFilter:Text Sort:Text"
    ),
    "DWPFileStorageAccountClass": "Name:String=",
    "SPSGlobalConfigurationClassBase": "Name:String=",
    "SPSGlobalConfigurationClassTimeTracking": (
        "Mode:Int= TicketsClosureActivityType:Int= SupportedActivityCiTypes:String="
    ),
    "PLSLServiceClassBase": (
        "Name:String= RoutePrefix:String= ImplementationType:String= Documentation:Text=* IsPublished:Int="
    ),
    "PLSLWebServiceOperation": (
        "Name:String= Documentation:Text=* RouteTemplate:String= Type#PLSLPickupHttpMethod= IsPublic:Int= "
        "Service→PLSLServiceClassBase= State:String= DeprecatedOn:Date= SunsetOn:Date="
    ),
    "SVMActivityPickupPriorityMapping": "ImpactValue:Int= UrgencyValue:Int= PriorityValue:Int=",
}
RELATIONS = {
    "SPSActivityClassBase": {"AttachedUsers": "SPSUserClassBase", "RelatedActivities": "SPSActivityClassBase"},
    "SPSUserClassBase": {"Roles": "SPSSecurityClassRole"},
    "SPSSecurityClassRole": {"Members": "SPSUserClassBase"},
}
PICKUPS = {
    "SPSCommonPickupObjectStatus": [200, 201, 202, 203, 205, 710, 2020],
    "SVMActivityPickupImpact": [1, 2, 3],
    "SVMActivityPickupUrgency": [1, 2, 3],
    "SPSActivityPickupPriority": [0, 1, 2, 3],
    "SPSCommonPickupObjectStateReason": [408, 409, 410],
    "SVMActivityPickupErrorType": [0, 1, 2],
    "SVMActivityPickupActivityType": [1, 2, 3, 4, 5, 6],
    "SPSJournalEntryPickupType": [0, 1, 2, 3, 4, 5, 6],
    "SPSActivityPickupEntryBy": [1, 2, 3, 4],
    "SPSActivityPickupNotificationMode": [1, 2, 3],
    "SVMActivityPickupAvailability": [0, 10, 20, 30, 40],
    "SVCServiceLevelAgreementPickupType": [10, 20],
    "PLSLPickupHttpMethod": [1, 2, 3, 4, 5],
}
LABELS = {
    ("SPSCommonPickupObjectStatus", 200): "New / Neu / Nouveau",
    ("SPSCommonPickupObjectStatus", 201): "Assigned / Zugewiesen / Affecté",
    ("SPSCommonPickupObjectStatus", 202): "In Progress / In Bearbeitung / En cours",
    ("SPSCommonPickupObjectStatus", 203): "On Hold / Angehalten / En attente",
    ("SPSCommonPickupObjectStatus", 205): "Resolved / Gelöst / Résolu",
    ("SPSCommonPickupObjectStatus", 710): "Closed / Geschlossen / Clôturé",
    ("SPSCommonPickupObjectStatus", 2020): "Active / Aktiv / Actif",
    ("SVMActivityPickupImpact", 1): "Low / Niedrig / Faible",
    ("SVMActivityPickupUrgency", 2): "Medium / Mittel / Moyen",
    ("SPSActivityPickupPriority", 3): "High / Hoch / Élevé",
    ("SPSActivityPickupPriority", 0): "Without / Ohne / Sans",
    ("SPSCommonPickupObjectStateReason", 408): "Solved / Gelöst / Résolu",
    ("SPSCommonPickupObjectStateReason", 409): "Cancelled / Abgebrochen / Annulé",
    ("SPSCommonPickupObjectStateReason", 410): "Duplicate / Duplikat / Doublon",
    ("SVMActivityPickupErrorType", 0): "Unknown / Unbekannt / Inconnu",
    ("SVMActivityPickupErrorType", 1): "User Error / Benutzerfehler / Erreur d'utilisation",
    ("SVMActivityPickupErrorType", 2): "Technical Error / Technischer Fehler / Erreur technique",
}
ENGLISH = {
    "SVMActivityPickupActivityType": "Assignment Investigation Recording Resolution Administration Other",
    "SPSJournalEntryPickupType": "Comment Created Closed Reopened Forwarded Paused Taken over",
    "SPSActivityPickupEntryBy": "Phone E-Mail Portal API",
    "SPSActivityPickupNotificationMode": "Always Creation and closing Never",
    "SVMActivityPickupAvailability": (
        "Unknown Available Partially available Unavailable (planned) Unavailable (unplanned)"
    ),
}
TICKETS = "SPSActivityClassUnitOfWork SPSActivityClassTimeTracking SPSActivityClassAttachment"
ITEMS_SAID = {
    # kind, class, prefix, activity type, members: the main one first, those of which there are several behind /
    "SPSActivityTypeIncident": (
        "ticket", "incident", "INC", 0,
        f"SPSActivityClassBase SPSCommonClassBase SPSActivityClassIncident / {TICKETS}",
    ),
    "SPSActivityTypeServiceRequest": (
        "ticket", "request", "TCK", 6, f"SPSActivityClassBase SPSCommonClassBase / {TICKETS}",
    ),
    "SPSActivityTypeTicket": ("ticket", "none", "TCK", 5, f"SPSActivityClassBase SPSCommonClassBase / {TICKETS}"),
    "SPSActivityTypeProblem": ("ticket", "problem", "PRB", 1, f"SPSActivityClassBase SPSCommonClassBase / {TICKETS}"),
    "SVMChangeRequestType": (
        "ticket", "change", "CHG", 2, f"SPSActivityClassBase SPSCommonClassBase SVMActivityClassChange / {TICKETS}",
    ),
    "SPSActivityTypeTask": ("ticket", "task", "TSK", 3, f"SPSActivityClassBase SPSCommonClassBase / {TICKETS}"),
    "SPSUserType": ("person", None, None, None, "SPSUserClassBase SPSCommonClassBase / SPSAccountClassBase"),
    "SPSSecurityTypeRole": (
        "group", None, None, None, "SPSSecurityClassRole SPSScRoleClassBase SPSCommonClassBase /",
    ),
    "SPSLocationType": ("site", None, None, None, "SPSLocationClassBase SPSCommonClassBase /"),
    "SPSServiceType": (
        "service", None, None, None, "SPSServiceClassBase SPSArticleClassBase SPSCommonClassBase /",
    ),
    "SPSScCategoryType": ("category", None, None, None, "SPSScCategoryClassBase SPSCommonClassBase /"),
    "PDRDataQueryType": ("saved-query", None, None, None, "PDRDataQueryClassBase /"),
    "SVCServiceLevelAgreementType": ("agreement", None, None, None, "SVCServiceLevelAgreementClassBase /"),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_a_data_definition_has_the_attributes_of_the_specification(name: str) -> None:
    definition = CATALOGUE.definition(name)
    said = []
    for each in definition.attributes.values():
        what = f"→{each.target}" if each.target else f"#{each.pickup}" if each.pickup else f":{each.type}"
        marks = ("!" if each.required else "") + ("=" if each.read_only else "") + ("*" if each.localizable else "")
        said.append(each.name + what + marks)
    assert said == ATTRIBUTES[name].split()
    assert {each.name: each.target for each in definition.relations.values()} == RELATIONS.get(name, {})


def test_there_are_no_other_data_definitions() -> None:
    assert {each.name for each in BUILT_IN} == {*ATTRIBUTES, *PICKUPS}


@pytest.mark.parametrize("name", PICKUPS)
def test_a_pick_up_has_the_values_of_the_specification(name: str) -> None:
    definition = CATALOGUE.definition(name)
    assert (definition.form, definition.class_type) == (Form.PICKUP, ClassType.PICKUP)
    assert [row.key for row in definition.rows] == PICKUPS[name]
    assert all(set(row.labels) == {"en", "de", "fr"} and all(row.labels.values()) for row in definition.rows)
    if name in ENGLISH:
        assert " ".join(row.labels["en"] for row in definition.rows) == ENGLISH[name]


def test_labels_of_values_are_those_of_the_specification() -> None:
    for (name, value), labels in LABELS.items():
        row = CATALOGUE.definition(name).rows_by_key[value]
        assert " / ".join(row.labels[language] for language in ("en", "de", "fr")) == labels


def test_some_values_say_more() -> None:
    states = CATALOGUE.definition("SPSCommonPickupObjectStatus").rows_by_key
    assert {key: row.values["StateGroup"] for key, row in states.items()} == {
        **dict.fromkeys((200, 201, 202, 203, 204, 205, 710), 7),
        2020: 20,
    }
    assert states[204] is states[710]
    reasons = CATALOGUE.definition("SPSCommonPickupObjectStateReason").rows
    assert [(row.values["StateGroup"], row.values["State"]) for row in reasons] == [(7, 204)] * 3
    assert all("VisibleInPortal" in row.values for row in CATALOGUE.definition("SPSJournalEntryPickupType").rows)


@pytest.mark.parametrize("name", ITEMS_SAID)
def test_a_configuration_item_is_that_of_the_specification(name: str) -> None:
    item = CATALOGUE.item(name)
    single = " ".join(member for member, cardinality in item.members.items() if not cardinality.is_multi)
    multi = " ".join(member for member, cardinality in item.members.items() if cardinality.is_multi)
    said = (item.kind, item.cls, item.prefix, item.activity_type, f"{single} / {multi}".rstrip())
    assert said == (*ITEMS_SAID[name][:-1], ITEMS_SAID[name][-1])
    assert item.main == single.split()[0]
    assert item.base == ("SPSActivityTypeBase" if item.kind == "ticket" else None)


def test_the_base_of_tickets_is_no_type_of_its_own_and_the_ticket_is_the_usual_one() -> None:
    base = CATALOGUE.item("spsactivitytypebase")
    assert {each.name for each in ITEMS} == {*ITEMS_SAID, base.name}
    assert (base.is_abstract, base.kind, base.cls) == (True, "ticket", None)
    assert CATALOGUE.item("SPSActivityTypeGroupTicket") is CATALOGUE.item("SPSActivityTypeProblem")
    usual = CATALOGUE.default_item(CATALOGUE.definition("SPSActivityClassBase"))
    assert usual is CATALOGUE.item("SPSActivityTypeTicket")
    assert CATALOGUE.default_item(CATALOGUE.definition("SPSCommonClassBase")) is None
    assert CATALOGUE.is_a(CATALOGUE.item("SVMChangeRequestType"), base)
    assert not CATALOGUE.is_a(CATALOGUE.item("SPSUserType"), base)


def test_everything_is_called_something_in_three_languages() -> None:
    for definition in BUILT_IN:
        called = [definition.labels, *(each.labels for each in definition.attributes.values())]
        called += (each.labels for each in definition.relations.values())
        assert all(set(labels) == {"en", "de", "fr"} and all(labels.values()) for labels in called)
    assert all(set(item.labels) == {"en", "de", "fr"} for item in ITEMS)


def test_views_are_about_kinds_and_fragments_of_one_record_differ_by_their_tags() -> None:
    tags: set[tuple[str, int]] = set()
    for definition in BUILT_IN:
        for kind in definition.kinds:
            assert kinds.BUILT_IN[kind]
            assert definition.owner is not None or definition.facet in {*kinds.BUILT_IN[kind].facets, "main"}
            if definition.form is Form.SINGLE:
                assert (kind, definition.tag) not in tags
                assert definition.tag
                tags.add((kind, definition.tag))


def test_what_a_fragment_shows_of_a_kind_rises_with_the_version_of_its_facet() -> None:
    from chalicelib.dialects.matrix42.schema.storage import Choice, InField
    from chalicelib.dialects.matrix42.schema.texts import Described, Localized

    for definition in BUILT_IN:
        for kind in definition.kinds if definition.form is Form.SINGLE else ():
            for attribute in definition.attributes.values():
                storage = attribute.storage_of(kind)
                if isinstance(storage, (Choice, InField, Described, Localized)):
                    assert storage.field in kinds.BUILT_IN[kind].facets[definition.facet]
