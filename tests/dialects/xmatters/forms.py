"""Forms to test with: those of the demo, as far as they matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.form import Bridge, Conference, Engine, Form, FormKind, FormProperty, FormRecipient
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import Node, Property, PropertyType
from chalicelib.errors import Fault, Invalid
from chalicelib.services.alerting import catalogue

T = PropertyType


def _uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _tree(**children: Any) -> tuple[Node, ...]:
    return tuple(Node(name.replace("_", " "), children=_tree(**below)) for name, below in children.items())


ENGINE: Final = Engine(_uuid(1), "Incident Alerts", (Bridge("P1M1"), Bridge("Corporate WebEx", needs_number=True)))
ACKNOWLEDGE: Final = Option("5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b11", "Acknowledge", Action.STOP_NOTIFYING_TARGET)
DECLINE: Final = Option("5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b12", "Decline")
CLOSE: Final = Option("5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b13", "Close", Action.END)

MESSAGE: Final = Property(_uuid(11), "message", T.TEXT)
SEVERITY: Final = Property(_uuid(14), "severity", T.COMBO, values=("LOW", "MEDIUM", "HIGH"), defaults=("MEDIUM",))
_INSTRUCTIONS: Final = ("Shelter", "Evacuate", "Avoid area", "None")
INSTRUCTION: Final = Property(_uuid(15), "Instruction", T.LIST, values=_INSTRUCTIONS, defaults=("None",))
REGION: Final = Property(
    _uuid(16), "Region", T.HIERARCHY, nodes=_tree(Canada={}, USA={"California": {"San_Francisco": {}}, "Oregon": {}})
)
_INCIDENT: Final = (
    FormProperty(MESSAGE, required=True),
    FormProperty(Property(_uuid(12), "incident_id", T.TEXT), in_callbacks=True),
    FormProperty(Property(_uuid(13), "Room", T.TEXT, min_length=2, max_length=5), in_callbacks=True),
    FormProperty(SEVERITY, in_callbacks=True),
    FormProperty(INSTRUCTION, in_callbacks=True),
    FormProperty(REGION, in_callbacks=True),
    FormProperty(Property(_uuid(17), "Retry Count", T.NUMBER), in_callbacks=True),
    FormProperty(Property(_uuid(18), "EOC activated", T.BOOLEAN), in_callbacks=True),
    FormProperty(Property(_uuid(19), "Access Code", T.PASSWORD)),
    FormProperty(Property(_uuid(20), "internal_note", T.TEXT), visible=False),
)
INCIDENT: Final = Form(
    _uuid(21),
    "New Incident",
    ENGINE,
    properties=_INCIDENT,
    options=(ACKNOWLEDGE, DECLINE, CLOSE),
    conference=Conference.BOTH,
)
BUILDING: Final = Form(
    "e5de7dd5-9170-48b0-abd7-14aa824848c8",
    "Building Emergency",
    ENGINE,
    recipients=(FormRecipient("bsmith", ("Work Email",)), FormRecipient("long gone")),
    properties=tuple(
        FormProperty(each, in_callbacks=True)
        for each in (
            Property(_uuid(31), "Building", T.LIST, values=("Building A", "Building B", "Building C")),
            Property(_uuid(32), "City", T.COMBO, values=("Victoria", "Vancouver")),
            Property(_uuid(33), "State", T.TEXT),
            Property(_uuid(34), "Street Number", T.NUMBER),
            Property(_uuid(35), "Is PO Box?", T.BOOLEAN),
            Property(_uuid(36), "Disaster Category", T.HIERARCHY, nodes=_tree(Mass_Movement={"Earthquake": {}})),
        )
    ),
    options=(
        Option("a1b73279-465f-4f18-a44b-47993c3f75b9", "I am safe"),
        Option("75f789c2-87b2-4c63-91de-ea6e5834e91d", "I need help"),
    ),
    priority="high",
    conference=Conference.BOTH,
    callbacks=tuple(Callback("ia://polydesk-demo", of, agent="demo-ia-1") for of in CallbackType),
)
BRIDGE_CALL: Final = Form(
    _uuid(23),
    "Bridge Call",
    ENGINE,
    properties=(FormProperty(MESSAGE),),
    recipients=(FormRecipient("mmcbride"),),
    conference=Conference.EXTERNAL,
)
DRAFT: Final = Form(_uuid(24), "Draft Notice", ENGINE, web_service=False, properties=(FormProperty(MESSAGE),))

ALARM: Final = Property("a6101dc6-09d8-41c5-bedc-84b75455632e", "Alarm active", T.BOOLEAN)
ZONE: Final = Property(
    "b9c231c4-abdf-48bc-951f-4f4738d376d6", "Alarm zone", T.COMBO, values=("Value A", "Value B", "Value C")
)
FLOORS: Final = Property("0aaa6e49-d7d6-4430-9a10-c1620201396f", "Floors", T.LIST, values=("1", "2", "3", "4", "5"))
AREA: Final = Property(
    "fbad75cf-4084-4e7c-8d9b-08d318922d8c",
    "Area",
    T.HIERARCHY,
    nodes=_tree(Root_A={"Level_2": {"Leaf_A": {}, "Leaf_B": {}}}, Root_B={}),
)
PANEL: Final = Property("e56f2447-160c-45b9-8005-18b36b78a5d1", "Panel number", T.NUMBER)
CODE: Final = Property("349ebf85-693e-495c-a5df-db4003855576", "Panel code", T.PASSWORD)
NOTE: Final = Property("b362f639-faad-4af8-80c7-493bb76aa092", "Note", T.TEXT)
_ALARM: Final = tuple(FormProperty(each, in_callbacks=True) for each in (ALARM, ZONE, FLOORS, AREA, PANEL, CODE, NOTE))
FIRE: Final = Form(
    _uuid(25),
    "Fire Alarm",
    ENGINE,
    properties=_ALARM,
    options=(Option("5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b21", "Seen"),),
)
FEED: Final = Form(
    "96234526-9498-4b71-a3ce-4e20877b7835",
    "Fire Alarm Feed",
    ENGINE,
    kind=FormKind.SUBSCRIPTION,
    properties=_ALARM,
    watches=("Fire Alarm",),
    device_filter=("Work Email",),
)
BARE_FEED: Final = replace(FEED, uuid="aac31350-e625-7433-6247-474ec0e17eb5", name="Bare Feed", device_filter=None)
FORMS: Final = (INCIDENT, DRAFT, BUILDING, BRIDGE_CALL, FIRE, FEED, BARE_FEED)


def lay_down(*forms: Form) -> None:
    """These forms, with their engines and properties."""
    engines = {form.engine.uuid: form.engine for form in forms}
    properties = {each.property.uuid: (each.property, form.engine) for form in forms for each in form.properties}
    at = catalogue.current().revision
    catalogue.declare(at_revision=at, engines=engines.values(), properties=properties.values(), forms=forms)


def told(faults: list[Fault] | Invalid) -> list[tuple[str, str]]:
    """Places and texts of faults; a place as `errorDetails` has it."""
    several = faults.faults if isinstance(faults, Invalid) else faults
    return [
        (
            each.params.get("errorDetails")
            or "".join(f"[{step}]" if isinstance(step, int) else f"/{step}" for step in each.path).lstrip("/"),
            each.message,
        )
        for each in several
    ]
