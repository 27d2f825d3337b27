"""Declared definitions: at once in lists, objects, expressions and the schema."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.schema import catalogue, declaration, documents
from chalicelib.dialects.matrix42.schema.content import OWNER
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.services import definitions, kinds, records
from chalicelib.services.plans.sources import Numbers
from tests.dialects.matrix42.schema.desk import CALLER, Desk, make
from tests.dialects.matrix42.schema.sample import sample

pytestmark = pytest.mark.usefixtures("cloud")

SOFTWARE = "Ud_SoftwareClassBase"
VERSION = "Ud_SoftwareVersionClassBase"
USER = "SPSUserClassBase"


def test_the_example_of_the_specification_works_as_soon_as_it_is_declared() -> None:
    declaration.declare(said=sample())
    desk = Desk()
    ada = make("person", last_name="Ada")
    atlas = desk.create(
        SOFTWARE, {SOFTWARE: {"Name": "Atlas", "Owner": desk.id(USER, ada), "Price": 12.5, "Status": 2}}
    )
    make(SOFTWARE, Name="Other", Users=(ada.ref,))
    for number in ("1.0", "2.0"):
        make(VERSION, Version=number, VersionState=len(number), **{OWNER: atlas.ref})
    shown = desk.fragment(SOFTWARE, atlas)
    type_ = desk.catalogue.item("ud_softwaretype").id
    assert (shown["DisplayString"], shown["Price"], shown["Active"], shown["Status"]) == ("Atlas", 12.5, True, 2)
    assert (shown["Expression-TypeID"], shown["UsedInTypeUd_SoftwareType"]) == (str(type_), str(atlas.guid))
    for where in (
        "Owner.LastName = 'ada'",
        "Status.DisplayString = 'live'",
        "Price > 12 AND Active = 1",
        "T(Ud_SoftwareVersionClassBase).Version = '2.0'",
        f"ID = '{shown['ID']}' AND T(SPSCommonClassBase).State = 2020 AND T(SPSCommonClassBase).TypeID = '{type_}'",
    ):
        assert desk.numbers(SOFTWARE, where) == [atlas.number], where
    assert desk.numbers(VERSION, f"UsedInType = '{atlas.guid}' AND T({SOFTWARE}).Status = 2") != []
    assert desk.numbers(USER, "Ud_Software.Name = 'other'") == [ada.number]
    assert len(desk.numbers(SOFTWARE, "Users.LastName = 'ada'")) == 1
    assert desk.numbers("SPSCommonClassBase", "State = 2020", kind=SOFTWARE)[0] == atlas.number
    (row, _) = desk.show(VERSION, "[End], UsedInTypeUd_SoftwareType AS Owner", desk.find(VERSION, "VersionState = 3"))
    assert (row["End"], row["Owner"], row["DisplayString"]) == (None, str(atlas.guid), "1.0")
    assert desk.plan(SOFTWARE, f"ID = '{shown['ID']}'").source == Numbers((atlas.number,))
    german = Desk("de")
    version = desk.find(VERSION)[0]
    version = german.change(version, {VERSION: {"Notes": "Neu"}})
    version = desk.change(version, {VERSION: {"Notes": "New"}})
    assert [each.fragment(VERSION, version)["Notes"] for each in (desk, german)] == ["New", "Neu"]
    with pytest.raises(Refused, match="Attribute Name is mandatory"):
        desk.create(SOFTWARE, {SOFTWARE: {}})


def test_a_write_moves_the_version_of_what_it_changes() -> None:
    declaration.declare(said=sample())
    desk = Desk()
    made = desk.create(SOFTWARE, {SOFTWARE: {"Name": "Atlas"}})
    common = desk.fragment("SPSCommonClassBase", made)["TimeStamp"]
    after = desk.change(made, {SOFTWARE: {"Price": 3}})
    assert desk.fragment("SPSCommonClassBase", after)["TimeStamp"] == common
    assert desk.fragment(SOFTWARE, after)["TimeStamp"] != common


def test_definitions_are_compiled_anew_only_when_something_was_declared() -> None:
    before = catalogue.current()
    assert catalogue.current() is before
    catalogue.forget()
    assert catalogue.current() is before
    declaration.declare(said=sample())
    after = catalogue.current()
    assert after is not before
    revision = definitions.revision(dialect="matrix42")
    declaration.declare(said=sample())
    assert (definitions.revision(dialect="matrix42"), catalogue.current()) == (revision, after)
    with pytest.raises(Refused, match=r"Data definition Ud_Software not found\."):
        after.definition("Ud_Software")
    with pytest.raises(Refused, match=r"Configuration item nothing not found\."):
        after.item("nothing")


def test_what_is_declared_anew_takes_the_place_of_the_former_and_the_rest_stays() -> None:
    declaration.declare(said=sample())
    made = make(SOFTWARE, Name="Atlas")
    changed = sample()["dataDefinitions"][0]
    changed["attributes"].append({"name": "Vendor", "type": "Guid", "display": {"en": "Vendor", "de": "Hersteller"}})
    declaration.declare(said={"dataDefinitions": [changed]})
    desk = Desk()
    guid = "12345678-1234-4234-8234-123456789012"
    after = desk.change(made, {SOFTWARE: {"Vendor": guid.upper()}})
    assert desk.fragment(SOFTWARE, after)["Vendor"] == guid
    assert desk.numbers(SOFTWARE, f"Vendor = '{guid}'") == [made.number]
    changed["attributes"][2]["type"] = "String"
    with pytest.raises(Conflict, match="another form"):
        declaration.declare(said={"dataDefinitions": [changed]})


def test_records_of_another_dialect_are_shown_with_what_is_kept_beside_them() -> None:
    person = Field("boss", FieldType.REFERENCE, target=("person",))
    kinds.declare(
        kind=Kind("company", fields_by_name(Field("name"), Field("size", FieldType.NUMBER), person), name_field="name")
    )
    declaration.declare(
        said={
            "dataDefinitions": [
                {
                    "name": "Ud_CompanyClassBase",
                    "kind": "company",
                    "displayExpression": "Name + ' (' + Size + ')'",
                    "attributes": [
                        {"name": "Name", "type": "String", "field": "name"},
                        {"name": "Size", "type": "Int", "field": "size"},
                        {"name": "Boss", "type": "Relation", "to": USER, "field": "boss"},
                        {"name": "Since", "type": "Date"},
                        {"name": "Partner", "type": "Relation", "to": USER},
                    ],
                }
            ],
            "configurationItems": [{"name": "Ud_CompanyType", "main": "Ud_CompanyClassBase"}],
        }
    )
    desk, ada = Desk(), make("person", last_name="Ada")
    made = make("company", name="ACME", size=5, boss=ada.ref)
    since = "2026-01-02T03:04:05Z"
    after = desk.change(made, {"Ud_CompanyClassBase": {"Since": since, "Partner": desk.id(USER, ada)}})
    assert after.extras == {"matrix42": {"main": {"Since": "2026-01-02T03:04:05+00:00", "Partner": str(ada.ref)}}}
    shown = desk.fragment("Ud_CompanyClassBase", after)
    assert (shown["DisplayString"], shown["Since"], shown["Boss"]) == ("ACME (5)", since, desk.id(USER, ada))
    assert desk.numbers("Ud_CompanyClassBase", "Partner.LastName = 'ada' AND Since < '2026-01-03'") == [made.number]
    assert desk.change(after, {"Ud_CompanyClassBase": shown}).version == after.version


def test_the_schema_shows_what_was_declared() -> None:
    declaration.declare(said=sample())
    current = catalogue.current()
    shown = documents.class_(current, current.definition(SOFTWARE), "fr")
    assert shown["DisplayName"] == "Logiciel"
    assert [each["InternalName"] for each in shown["Attributes"]] == ["Name", "Price", "Active", "Status"]
    assert shown["Attributes"][0] == {"InternalName": "Name", "DisplayName": "Name", "Length": 100}
    assert shown["Attributes"][3]["PickupClass"] == {"InternalName": "Ud_SoftwarePickupStatus"}
    reverse = documents.class_(current, current.definition(USER), "en")["Relations"][-1]
    assert reverse == {
        "InternalName": "Ud_Software",
        "RelationType": 1,
        "ClassLeft": {"InternalName": USER},
        "AttributeNameLeft": "Ud_Software",
        "ClassRight": {"InternalName": SOFTWARE},
        "AttributeNameRight": "Users",
    }


def fault(change: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """What is wrong with the example when something of it is changed."""
    said = sample()
    change(said)
    with pytest.raises(Invalid) as caught:
        declaration.declare(said=said)
    return [(each.path, each.code) for each in caught.value.faults]


def software(said: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = said["dataDefinitions"][0]
    return found


DD = ("dataDefinitions", 0)
CI = ("configurationItems", 0)


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        (lambda s: s.update(more=1), ("more",), "unknown"),
        (lambda s: s.update(dataDefinitions={}), ("dataDefinitions",), "format"),
        (lambda s: software(s).pop("name"), (*DD, "name"), "required"),
        (lambda s: software(s).update(display={"de": "x"}), (*DD, "display"), "format"),
        (lambda s: software(s).update(color="red"), (*DD, "color"), "unknown"),
        (lambda s: software(s)["attributes"].append(5), (*DD, "attributes", 5), "type"),
        (lambda s: software(s)["attributes"][2].update(type="Money"), (*DD, "attributes", 2, "type"), "format"),
        (lambda s: software(s)["attributes"][0].update(length=0), (*DD, "attributes", 0, "length"), "format"),
        (lambda s: software(s)["attributes"][2].update(length=5), (*DD, "attributes", 2, "length"), "unknown"),
        (
            lambda s: software(s)["attributes"][2].update(localizable=True),
            (*DD, "attributes", 2, "localizable"),
            "choice",
        ),
        (lambda s: software(s)["attributes"][2].update(to=USER), (*DD, "attributes", 2, "to"), "unknown"),
        (lambda s: software(s)["attributes"][2].update(field="x"), (*DD, "attributes", 2, "field"), "unknown"),
        (lambda s: software(s)["attributes"][2].update(default="x"), (*DD, "attributes", 2, "default"), "type"),
        (lambda s: software(s)["attributes"][4].update(default=9), (*DD, "attributes", 4, "default"), "choice"),
        (lambda s: software(s)["attributes"][1].pop("to"), (*DD, "attributes", 1, "to"), "required"),
        (lambda s: software(s)["attributes"][1].update(to="Nothing"), (*DD, "attributes", 1, "to"), "reference"),
        (lambda s: software(s)["attributes"][1].update(to=VERSION), (*DD, "attributes", 1, "to"), "choice"),
        (lambda s: software(s)["attributes"][4].update(to="Nothing"), (*DD, "attributes", 4, "to"), "reference"),
        (lambda s: software(s)["attributes"][4].update(to=USER), (*DD, "attributes", 4, "to"), "choice"),
        (lambda s: software(s)["attributes"][2].update(name="name"), (*DD, "attributes", 2, "name"), "unique"),
        (lambda s: software(s)["attributes"][2].update(name="ID"), (*DD, "attributes", 2, "name"), "unique"),
        (lambda s: software(s)["attributes"][2].update(name="a-b"), (*DD, "attributes", 2, "name"), "format"),
        (lambda s: software(s)["relations"][0].update(name="Owner"), (*DD, "relations", 0, "name"), "unique"),
        (lambda s: software(s)["relations"][0].update(reverse="LastName"), (*DD, "relations", 0, "reverse"), "unique"),
        (lambda s: software(s)["relations"][0].update(to="Nothing"), (*DD, "relations", 0, "to"), "reference"),
        (lambda s: software(s).update(values=[]), (*DD, "values"), "unknown"),
        (lambda s: software(s).update(displayExpression="Foo"), (*DD, "displayExpression"), "format"),
        (lambda s: software(s).update(displayExpression="Name = 'x'"), (*DD, "displayExpression"), "format"),
        (lambda s: software(s).update(displayExpression="DisplayString"), (*DD, "displayExpression"), "format"),
        (
            lambda s: software(s).update(displayExpression="Users.LastName"),
            (*DD, "displayExpression"),
            "format",
        ),
        (lambda s: software(s).update(kind="nothing"), (*DD, "kind"), "reference"),
        (lambda s: s["dataDefinitions"][2].update(name="SoftwarePickup"), ("dataDefinitions", 2, "name"), "format"),
        (lambda s: s["dataDefinitions"][2].update(values=[]), ("dataDefinitions", 2, "values"), "required"),
        (lambda s: s["dataDefinitions"][2].update(attributes=[]), ("dataDefinitions", 2, "attributes"), "unknown"),
        (
            lambda s: s["dataDefinitions"][2]["values"][1].update(value=1),
            ("dataDefinitions", 2, "values", 1, "value"),
            "unique",
        ),
        (lambda s: s["dataDefinitions"].append(software(sample())), ("dataDefinitions", 3, "name"), "unique"),
        (lambda s: s["configurationItems"][0].update(name=SOFTWARE), (*CI, "name"), "unique"),
        (
            lambda s: s["configurationItems"][0]["members"][0].update(name=USER),
            (*CI, "members", 0, "name"),
            "reference",
        ),
        (
            lambda s: s["configurationItems"][0]["members"][0].update(cardinality="optionalMulti"),
            (*CI, "members", 0, "name"),
            "choice",
        ),
        (
            lambda s: s["configurationItems"][0]["members"][1].update(cardinality="mandatory"),
            (*CI, "members", 1, "name"),
            "choice",
        ),
        (
            lambda s: s["configurationItems"][0]["members"].append({"name": "spscommonclassbase"}),
            (*CI, "members", 2, "name"),
            "unique",
        ),
        (
            lambda s: s["configurationItems"][0]["members"][1].update(cardinality="many"),
            (*CI, "members", 1, "cardinality"),
            "format",
        ),
        (
            lambda s: s["configurationItems"].append({"name": "Ud_Other", "main": SOFTWARE}),
            ("configurationItems", 1, "main"),
            "unique",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(change: Any, path: tuple[str | int, ...], code: str) -> None:
    assert (path, code) in fault(change)
    assert definitions.revision(dialect="matrix42") == 0


def test_all_faults_of_a_file_are_told_at_once() -> None:
    def spoil(said: dict[str, Any]) -> None:
        software(said)["attributes"][1].update(to="Nothing")
        said["configurationItems"][0]["members"][0].update(name="Nothing")
        said["dataDefinitions"][2].update(values=[])

    assert fault(spoil) == [
        ((*DD, "attributes", 1, "to"), "reference"),
        (("dataDefinitions", 2, "values"), "required"),
        ((*CI, "members", 0, "name"), "reference"),
    ]


def places(said: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    found = [path] if path else []
    members = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for name, each in members:
        found += places(each, (*path, name))
    return found


JSON = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("Ud_SoftwareClassBase")
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(places(sample())), value=JSON)
def test_whatever_stands_in_a_place_is_taken_or_told(place: tuple[Any, ...], value: Any) -> None:
    said: Any = sample()
    inner = said
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    with suppress(Invalid, Conflict):
        declaration.declare(said=said)
    assert catalogue.current().definition(USER)


@pytest.mark.parametrize("said", [None, [], 5, {"dataDefinitions": [None]}, {"configurationItems": [{"main": []}]}])
def test_whatever_a_file_holds_is_told_politely(said: Any) -> None:
    with pytest.raises(Invalid):
        declaration.declare(said=said)


def test_a_kind_that_can_not_be_declared_leaves_everything_as_it_was() -> None:
    kinds.declare(kind=Kind(SOFTWARE, fields_by_name(Field("Price"))))
    with pytest.raises(Conflict):
        declaration.declare(said=sample())
    assert definitions.revision(dialect="matrix42") == 0
    assert not kinds.exists(VERSION)


def test_what_is_taken_away_is_gone_until_it_is_declared_anew() -> None:
    declaration.declare(said=sample())
    with pytest.raises(NotFound, match="no declared ud_nothing"):
        declaration.remove(names=["Ud_Nothing"])
    with pytest.raises(Invalid) as caught:
        declaration.remove(names=[VERSION])
    assert [each.path for each in caught.value.faults] == [(*CI, "members", 1, "name")]
    everything = [SOFTWARE, VERSION, "Ud_SoftwareType", "Ud_SoftwarePickupStatus"]
    made = make(VERSION, Version="1")
    with pytest.raises(Conflict, match=f"There are records of {VERSION}"):
        declaration.remove(names=everything)
    declaration.remove(names=everything, force=True)
    assert catalogue.current().find_definition(SOFTWARE) is None
    assert catalogue.current().find_item("Ud_SoftwareType") is None
    assert catalogue.current().definition(USER).relation("Ud_Software") is None
    declaration.declare(said=sample())
    assert Desk().numbers(VERSION) == [made.number]
    records.trash(kind=made.kind, number=made.number, caller=CALLER)
    with pytest.raises(Conflict):
        declaration.remove(names=["Ud_SoftwareType", VERSION])


def test_what_has_no_records_goes_without_force() -> None:
    declaration.declare(said=sample())
    declaration.remove(names=["ud_softwaretype", SOFTWARE, VERSION])
    assert catalogue.current().find_definition("Ud_SoftwarePickupStatus") is not None
    assert catalogue.current().find_definition(SOFTWARE) is None


def test_no_more_is_laid_down_than_can_be_at_once() -> None:
    pickup = sample()["dataDefinitions"][2]
    many = [{**pickup, "name": f"Ud_Pickup{number}"} for number in range(26)]
    with pytest.raises(Invalid, match="invalid"):
        declaration.declare(said={"dataDefinitions": many})
    declaration.declare(said={"dataDefinitions": many[:25]})
    assert catalogue.current().find_definition("ud_pickup24") is not None


def test_records_of_a_declared_kind_can_be_thrown_away() -> None:
    declaration.declare(said=sample())
    desk, made = Desk(), make(SOFTWARE, Name="Atlas")
    make(VERSION, Version="1", **{OWNER: made.ref})
    records.trash(kind=made.kind, number=made.number, caller=CALLER)
    assert (desk.numbers(SOFTWARE), desk.numbers(VERSION)) == ([], [])
