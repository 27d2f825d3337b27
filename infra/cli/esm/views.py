"""Whether the attributes of a template fit the fields of the built-in kind that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.content import FULL_NAME, TYPES
from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.person import PERSON
from chalicelib.errors import Faults
from chalicelib.services.kinds import BUILT_IN
from infra.cli.documents import Where

Content = Mapping[str, Any]

_ALSO: Final = {AttributeType.STATIC_VALUE: (FieldType.BOOLEAN, FieldType.TEXT)}
_NEVER_OWN: Final = (AttributeType.EXTERNAL_REFERENCE, AttributeType.WORKLOG)


def check(content: Content, names: Mapping[str, str], path: Where, faults: Faults) -> None:
    """Note what does not fit. `names`: of the kinds of all templates, by code."""
    kind = BUILT_IN[content["kind"]] if content["kind"] is not None else None
    if kind is not None and content.get("class") is not None and content["class"] not in kind.classes:
        known = f"one of {', '.join(kind.classes)}" if kind.classes else "left out: there are none"
        faults.add((*path, "class"), "choice", f"must be {known}.")
    taken: dict[str, str] = {}
    for index, each in enumerate(content["attributes"]):
        where = (*path, "attributes", index)
        name = each.get("field")
        if kind is None or name is None:
            _check_own(each, kind, where, faults)
            continue
        if taken.setdefault(name, each["code"]) != each["code"]:
            faults.add((*where, "field"), "unique", f"stands behind {taken[name]} already.")
        if name == FULL_NAME and kind is PERSON:
            _check_full_name(each, where, faults)
        elif name not in kind.fields:
            faults.add((*where, "field"), "reference", f"There is no field {name} in {kind.name}.")
        else:
            _check_field(each, kind.fields[name], names, where, faults)


def _check_own(attribute: Content, kind: Kind | None, path: Where, faults: Faults) -> None:
    """What this dialect keeps alone."""
    if kind is None and attribute.get("field") is not None:
        faults.add((*path, "field"), "type", "is for templates that show a built-in kind only.")
    of = AttributeType(attribute["type"])
    is_link = of is AttributeType.EXTERNAL_REFERENCE and not attribute.get("file")
    if kind is not None and of in _NEVER_OWN and not is_link:
        faults.add((*path, "field"), "required", f"is missing: {_plural(of)} can't be kept for this dialect alone.")
    for position, static in enumerate(attribute.get("values", ())):
        for name in ("means", "usual"):
            if name in static:
                faults.add(
                    (*path, "values", position, name), "type", "is for attributes with a field behind them only."
                )


def _check_full_name(attribute: Content, path: Where, faults: Faults) -> None:
    if attribute["type"] != AttributeType.STRING or attribute.get("multiValue"):
        faults.add((*path, "type"), "type", "must be string, with a single value.")
    if attribute.get("required"):
        faults.add((*path, "required"), "type", "is not for an attribute that is only read.")


def _check_field(attribute: Content, field: Field, names: Mapping[str, str], path: Where, faults: Faults) -> None:
    of = AttributeType(attribute["type"])
    if field.type not in (TYPES[of], *_ALSO.get(of, ())):
        faults.add((*path, "type"), "type", f"does not fit: {field.name} is of type {field.type}.")
        return
    if attribute.get("multiValue") and not field.multiple:
        faults.add((*path, "multiValue"), "type", f"does not fit: {field.name} has a single value.")
    if of is AttributeType.DATE and attribute.get("time", True) == field.day:
        faults.add((*path, "time"), "type", f"does not fit: {field.name} holds {'days' if field.day else 'moments'}.")
    if of is AttributeType.EXTERNAL_REFERENCE and not attribute.get("file"):
        faults.add((*path, "file"), "type", f"must be true: {field.name} holds files.")
    for position, code in enumerate(attribute.get("target", ())):
        if field.target and code in names and names[code] not in field.target:
            faults.add((*path, "target", position), "reference", f"{field.name} does not point at {names[code]}.")
    for position, static in enumerate(attribute.get("values", ())):
        _check_meaning(static, field, (*path, "values", position), faults)


def _check_meaning(static: Content, field: Field, path: Where, faults: Faults) -> None:
    """Whether the field takes what a value means: what is said, else its code, else what it shows."""
    means = static.get("means", static["value"] if static["code"] is None else static["code"])
    if field.type is FieldType.BOOLEAN:
        expected = None if isinstance(means, bool) else "true or false"
    elif field.type is FieldType.CHOICE:
        expected = None if means in field.choices else f"one of {', '.join(field.choices)}"
    else:
        expected = None if isinstance(means, str) and len(means) <= field.max_length else "a text"
    if expected:
        faults.add((*path, "means"), "choice", f"must be {expected}.")


def _plural(of: AttributeType) -> str:
    return "worklogs" if of is AttributeType.WORKLOG else "files"
