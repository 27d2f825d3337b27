"""The documents of the schema (11.2)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.schema import documents
from chalicelib.dialects.matrix42.schema.catalogue import compiled

CATALOGUE = compiled()


def test_the_list_of_classes_leaves_defaults_out() -> None:
    by_name = {each["InternalName"]: each for each in documents.classes(CATALOGUE, "de")}
    assert len(by_name) == len(CATALOGUE.definitions)
    assert by_name["SPSActivityClassBase"] == {
        "InternalName": "SPSActivityClassBase",
        "DisplayName": "Vorgang",
        "ClassType": 3,
    }
    assert by_name["SPSCommonPickupObjectStatus"]["ClassType"] == 4
    assert by_name["SPSCommonPickupObjectStatus"]["IsPickup"] is True
    assert by_name["SPSCommonClassBase"]["ClassType"] == 9
    assert by_name["SPSGlobalConfigurationClassBase"]["ProtectionLevel"] == 1


def test_a_class_has_attributes_relations_and_types() -> None:
    shown = documents.class_(CATALOGUE, CATALOGUE.definition("spsactivityclassbase"), "en")
    attributes = {each["InternalName"]: each for each in shown["Attributes"]}
    assert "ID" not in attributes
    assert "Initiator" not in attributes
    assert attributes["Subject"] == {"InternalName": "Subject", "DisplayName": "Subject", "Length": 255}
    assert attributes["DescriptionHTML"] == {
        "InternalName": "DescriptionHTML",
        "DisplayName": "Description (HTML)",
        "Datatype": 8,
        "AllowNull": True,
    }
    assert attributes["Impact"]["PickupClass"] == {"InternalName": "SVMActivityPickupImpact"}
    assert (attributes["Impact"]["Datatype"], attributes["Deadline"]["Datatype"]) == (2, 3)
    relations = {each["InternalName"]: each for each in shown["Relations"]}
    assert relations["Initiator"] == {
        "InternalName": "Initiator",
        "RelationType": 61443,
        "ClassLeft": {"InternalName": "SPSActivityClassBase"},
        "AttributeNameLeft": "Initiator",
        "ClassRight": {"InternalName": "SPSUserClassBase"},
    }
    assert (relations["RelatedActivities"]["RelationType"], relations["RelatedActivities"]["AttributeNameRight"]) == (
        1,
        "RelatedActivities",
    )
    used = {each["InternalName"]: each for each in shown["UsedInTypes"]}
    assert used["SPSActivityTypeIncident"] == {
        "Id": str(CATALOGUE.item("SPSActivityTypeIncident").id),
        "InternalName": "SPSActivityTypeIncident",
        "DisplayName": "Incident",
    }
    assert len(used) == 7
    category = documents.class_(CATALOGUE, CATALOGUE.definition("SPSScCategoryClassBase"), "en")
    assert category["Attributes"][0]["Localizable"] is True


def test_types_name_their_classes() -> None:
    by_name = {each["InternalName"]: each for each in documents.types(CATALOGUE, "fr")}
    incident = by_name["SPSActivityTypeIncident"]
    assert (incident["DisplayName"], incident["MainClassName"]) == ("Incident", "SPSActivityClassBase")
    assert incident["RelatedClasses"][:2] == ["SPSCommonClassBase", "SPSActivityClassIncident"]
    shown = documents.type_(CATALOGUE, CATALOGUE.item("SPSActivityTypeGroupTicket"), "de")
    assert shown["InternalName"] == "SPSActivityTypeProblem"
    assert (shown["MainClass"], shown["BaseClass"]) == (
        {"InternalName": "SPSActivityClassBase"},
        {"InternalName": "SPSActivityTypeBase"},
    )
    assert shown["RelatedClasses"][0] == {
        "InternalName": "SPSCommonClassBase",
        "DisplayName": "Allgemeine Daten",
        "ClassType": 9,
    }
    assert shown["RelatedClasses"][1]["Cardinality"] == 3
    assert "BaseClass" not in documents.type_(CATALOGUE, CATALOGUE.item("SPSUserType"), "en")


def test_names_are_listed_by_their_beginning() -> None:
    assert documents.names(CATALOGUE, "de", begin="spsloc") == [
        {"Name": "SPSLocationClassBase", "Description": "Standort"}
    ]
    assert documents.item_names(CATALOGUE, "en", begin="SVM") == [
        {"Name": "SVMChangeRequestType", "Description": "Change"}
    ]
    assert len(documents.names(CATALOGUE, "en")) == len(CATALOGUE.definitions)
