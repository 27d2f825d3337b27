"""Engines, properties and forms for tests."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.form import Bridge, Conference, Engine, Form, FormKind, FormProperty, FormRecipient
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import Node, Property, PropertyType
from chalicelib.services import definitions
from chalicelib.services.alerting import catalogue

ENGINE = Engine("00000000-0000-4000-8000-00000000e001", "Incident Alerts", (Bridge("P1M1"), Bridge("WebEx", True)))
MESSAGE = Property("00000000-0000-4000-8000-00000000a001", "message", PropertyType.TEXT, min_length=1, max_length=100)
SEVERITY = Property(
    "00000000-0000-4000-8000-00000000a002",
    "severity",
    PropertyType.COMBO,
    values=("LOW", "HIGH"),
    defaults=("LOW",),
)
REGION = Property(
    "00000000-0000-4000-8000-00000000a003",
    "Region",
    PropertyType.HIERARCHY,
    nodes=(Node("Canada"), Node("USA", True, (Node("Oregon"), Node("California", children=(Node("Los Angeles"),))))),
)
FORM = Form(
    "00000000-0000-4000-8000-00000000f001",
    "New Incident",
    ENGINE,
    senders=("Supervisor",),
    properties=(
        FormProperty(MESSAGE, required=True, visible=False),
        FormProperty(SEVERITY, in_callbacks=True, default="HIGH"),
        FormProperty(REGION),
    ),
    recipients=(FormRecipient("bsmith", ("Work Email",)), FormRecipient("Operations")),
    options=(Option("00000000-0000-4000-8000-00000000b001", "Stop", Action.END, "Ends it"), Option("x", "Seen")),
    priority="high",
    conference=Conference.BOTH,
    callbacks=(
        Callback("https://host.example/status?a=b", CallbackType.STATUS, "bob", "sealed"),
        Callback("ia://service", CallbackType.RESPONSE, agent="one"),
    ),
    expiration_minutes=0,
)
FEED = Form(
    "00000000-0000-4000-8000-00000000f002",
    "Feed",
    ENGINE,
    kind=FormKind.SUBSCRIPTION,
    web_service=False,
    properties=(FormProperty(SEVERITY),),
    watches=("new INCIDENT",),
    device_filter=(),
    notification_delay=5,
)


def declare(**said: Any) -> catalogue.Catalogue:
    """Lay things down, and the catalogue as it is then; without names, everything above."""
    wanted = said or {
        "engines": [ENGINE],
        "properties": [(each, ENGINE) for each in (MESSAGE, SEVERITY, REGION)],
        "forms": [FORM, FEED],
    }
    catalogue.declare(at_revision=definitions.revision(dialect=catalogue.DIALECT), **wanted)
    return catalogue.current()
