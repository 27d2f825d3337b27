"""Engines, properties and forms ↔ the plain data that their definitions hold.

What is usual is left out, so that content stays small and what is added one day needs no migration. A property names its
engine, a form its engine and its properties, all by UUID. Passwords are in it as the vault sealed them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from chalicelib.domain.alerting.callback import Callback, CallbackType
from chalicelib.domain.alerting.form import Bridge, Conference, Engine, Form, FormKind, FormProperty, FormRecipient
from chalicelib.domain.alerting.option import Action, Option
from chalicelib.domain.alerting.property import Node, Property, PropertyType

Content = dict[str, Any]


def of_engine(engine: Engine) -> Content:
    """What the definition of an engine holds."""
    bridges = [_said(each) for each in engine.bridges]
    return {"uuid": engine.uuid, "name": engine.name, **({"bridges": bridges} if bridges else {})}


def engine(content: Mapping[str, Any]) -> Engine:
    """The engine of a definition."""
    return Engine(content["uuid"], content["name"], tuple(Bridge(**each) for each in content.get("bridges", ())))


def of_property(prop: Property, engine_uuid: str) -> Content:
    """What the definition of a property holds; `engine_uuid`: whose it is."""
    said = {name: value for name, value in _said(prop).items() if name != "nodes"}
    nodes = [_of_node(each) for each in prop.nodes]
    return {"engine": engine_uuid, **said, **({"nodes": nodes} if nodes else {})}


def property_(content: Mapping[str, Any]) -> Property:
    """The property of a definition."""
    said = {name: value for name, value in content.items() if name != "engine"}
    said["type"] = PropertyType(said["type"])
    for name in ("values", "defaults"):
        said[name] = tuple(said.get(name, ()))
    said["nodes"] = tuple(_node(each) for each in said.get("nodes", ()))
    return Property(**said)


def of_form(form: Form) -> Content:
    """What the definition of a form holds."""
    said = _said(form)
    said["engine"] = form.engine.uuid
    said["properties"] = [{**_said(each), "property": each.property.uuid} for each in form.properties]
    for name in ("recipients", "options", "callbacks"):
        said[name] = [_said(each) for each in getattr(form, name)]
    return {name: value for name, value in said.items() if value not in ((), []) or name == "device_filter"}


def form(content: Mapping[str, Any], engines: Mapping[str, Engine], properties: Mapping[str, Property]) -> Form:
    """The form of a definition. `engines`, `properties`: by UUID."""
    said = dict(content)
    said["engine"] = engines[said["engine"]]
    for name, read in _READERS.items():
        if name in said:
            said[name] = read(said[name])
    said["properties"] = tuple(
        FormProperty(**{**each, "property": properties[each["property"]]}) for each in said.get("properties", ())
    )
    return Form(**said)


def _said(value: Any) -> Content:
    """The members of a plain dataclass that say something unusual."""
    return {
        each.name: _plain(said)
        for each in fields(value)
        if (said := getattr(value, each.name)) != each.default or each.name == "type"
    }


def _plain(value: Any) -> Any:
    """As JSON has it: enumerations are texts, tuples are lists."""
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value


def _of_node(node: Node) -> Content:
    children = [_of_node(each) for each in node.children]
    default = {"is_default": True} if node.is_default else {}
    return {"name": node.name, **default, **({"children": children} if children else {})}


def _node(content: Mapping[str, Any]) -> Node:
    children = tuple(_node(each) for each in content.get("children", ()))
    return Node(content["name"], content.get("is_default", False), children)


def _recipient(content: Mapping[str, Any]) -> FormRecipient:
    return FormRecipient(content["target"], tuple(content.get("devices", ())))


def _option(content: Mapping[str, Any]) -> Option:
    action = Action(content.get("action", Action.RECORD_RESPONSE))
    return Option(content["uuid"], content["text"], action, content.get("description", ""))


def _callback(content: Mapping[str, Any]) -> Callback:
    return Callback(**{**content, "type": CallbackType(content["type"])})


_READERS: Final[Mapping[str, Any]] = {
    "kind": FormKind,
    "conference": Conference,
    "senders": tuple,
    "watches": tuple,
    "device_filter": lambda names: None if names is None else tuple(names),
    "recipients": lambda several: tuple(_recipient(each) for each in several),
    "options": lambda several: tuple(_option(each) for each in several),
    "callbacks": lambda several: tuple(_callback(each) for each in several),
}
