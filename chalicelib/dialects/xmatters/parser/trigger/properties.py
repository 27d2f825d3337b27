"""What is said of a new event: values by name, and what the form says where nothing is sent (specification, 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.trigger import values
from chalicelib.dialects.xmatters.parser.trigger.values import Unfit
from chalicelib.domain.alerting.event import Said
from chalicelib.domain.alerting.form import Form, FormProperty
from chalicelib.domain.alerting.property import Property, PropertyType
from chalicelib.errors import Faults

KEY: Final = "properties"
_LANGUAGE: Final = re.compile(r"(.+)#[A-Za-z]{2}", re.DOTALL)


def properties(sent: Any, form: Form, faults: Faults) -> list[Said]:
    """The properties of an event that have a value, in the order of the form; passwords as they were sent."""
    if sent is not None and not isinstance(sent, dict):
        faults.add(KEY, "type", words.NO_OBJECT)
        return []
    known, unknown = _sorted(sent or {}, form)
    said = [
        Said(each.property.name, each.property.type, value, each.visible, each.in_callbacks)
        for index, each in enumerate(form.properties)
        if (value := _value(each, index, known.get(each.property.name), faults)) is not None
    ]
    for name in unknown:
        shown = words.shown(name)
        places = {"details": f"$.{KEY}['{shown}']", "errorDetails": f"{KEY}/{shown}"}
        faults.add((KEY, name), "reference", words.NO_PROPERTY, **places)
    return said


def plain_name(name: str) -> str | None:
    """A name without the language that some clients write behind it (`#en`); None where there is none."""
    found = _LANGUAGE.fullmatch(name)
    return found[1] if found else None


def _sorted(sent: Mapping[str, Any], form: Form) -> tuple[dict[str, Any], list[str]]:
    """What is sent for each property of the form, and names that it does not have. A name as it is goes first."""
    known: dict[str, Any] = {}
    unknown: list[str] = []
    for name, value in sent.items():
        plain = plain_name(name)
        if value is None:
            continue
        if name in form.properties_by_name:
            known[name] = value
        elif plain in form.properties_by_name:
            if sent.get(plain) is None:
                known[plain] = value
        else:
            unknown.append(name)
    return known, unknown


def _value(of: FormProperty, index: int, sent: Any, faults: Faults) -> Any:
    """The value that an event gets; None for none."""
    try:
        value = _preset(of) if sent is None else values.value(of.property, sent)
        if of.required and value in (None, "", []):
            raise Unfit(words.REQUIRED)
    except Unfit as unfit:
        name = of.property.name
        places = {"details": f"$.{KEY}[{index}]", "errorDetails": f"{KEY}/{name}"}
        faults.add((KEY, name), "format", str(unfit), **places)
        return None
    return None if value == [] else value


def _preset(of: FormProperty) -> Any:
    """What applies where nothing is sent: of the form, as long as the property still takes it, or of the property."""
    for default in (of.default, *_defaults(of.property)):
        if default is not None:
            try:
                return values.value(of.property, default)
            except Unfit:
                continue  # its values were replaced after the form was laid down
    return None


def _defaults(of: Property) -> Iterator[Any]:
    if of.type is PropertyType.LIST:
        yield of.defaults or None
    elif of.type is PropertyType.HIERARCHY:
        yield of.default_path()
    else:
        yield from of.defaults
