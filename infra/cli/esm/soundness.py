"""Whether the templates of a file can be laid down, in view of each other and of those that are there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.parser import values as parser
from chalicelib.dialects.esm.parser.values import UnfitError
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.errors import Fault, Faults, PolydeskError
from chalicelib.services import kinds
from infra.cli.documents import Where
from infra.cli.esm import views
from infra.cli.esm.inventory import OURS, Content, Inventory
from infra.cli.esm.setup_file import Placed
from infra.cli.esm.template_file import MAX_ATTRIBUTES

MAX_SIZE: Final = 300_000  # bytes of a template, which the store keeps as one item
_UTC: Final = ZoneInfo("UTC")


def judge(placed: Sequence[Placed[Content]], inventory: Inventory, faults: Faults) -> list[Content]:
    """The templates as they are to be laid down, with what the file leaves out of them. Built-in ones are not among them."""
    merged = [_merged(each.said, inventory.templates.get(each.said["code"])) for each in placed]
    after = {**inventory.every_template, **{each["code"]: each for each in merged if each["code"] not in OURS}}
    names = {code: contents.kind_name(content) for code, content in after.items()}
    judged = []
    for each, content in zip(placed, merged, strict=True):
        if not each.is_whole:
            continue
        if content["code"] in OURS:
            if content != OURS[content["code"]]:
                faults.add((*each.path, "code"), "read_only", "is a built-in template, which can't be changed.")
            continue
        before = len(faults)
        former = inventory.templates.get(content["code"])
        _check(content, former, names, each.path, faults)
        if len(faults) == before:
            _check_made(content, names, each.path, faults, is_new=former is None)
        judged.append(content)
    return judged


def _merged(said: Content, former: Content | None) -> Content:
    """What a file says of a template, and behind it the attributes that it leaves out."""
    named = {each["code"] for each in said["attributes"]}
    kept = [each for each in (former or {}).get("attributes", ()) if each["code"] not in named]
    return {**said, "attributes": [*said["attributes"], *kept]}


def _check(content: Content, former: Content | None, names: Mapping[str, str], path: Where, faults: Faults) -> None:
    """What can be said of a template before it is made."""
    if former is not None and former["kind"] != content["kind"]:
        now = former["kind"] or "a kind of its own"
        faults.add((*path, "kind"), "conflict", f"can't change: the template shows {now}.")
    attributes = content["attributes"]
    if len(attributes) > MAX_ATTRIBUTES:
        faults.add((*path, "attributes"), "count", f"would be {len(attributes)}, of at most {MAX_ATTRIBUTES}.")
    if sum(each["type"] == AttributeType.WORKLOG for each in attributes) > 1:
        faults.add((*path, "attributes"), "count", "hold more than one worklog, counting those that are there already.")
    for index, each in enumerate(attributes):
        _check_targets(each, names, (*path, "attributes", index), faults)
    _check_types(attributes, former, path, faults)
    _check_name(content, path, faults)
    views.check(content, names, path, faults)
    if len(json.dumps(content, ensure_ascii=False).encode()) > MAX_SIZE:
        faults.add(path, "too_long", f"is larger than {MAX_SIZE // 1_000} kB.")


def _check_targets(attribute: Content, names: Mapping[str, str], path: Where, faults: Faults) -> None:
    for position, code in enumerate(attribute.get("target", ())):
        if code not in names:
            faults.add((*path, "target", position), "reference", f"There is no template {code}.")


def _check_types(attributes: list[Content], former: Content | None, path: Where, faults: Faults) -> None:
    """What cards hold already must stay what it is."""
    known = {each["code"]: each for each in (former or {}).get("attributes", ())}
    for index, each in enumerate(attributes):
        was = known.get(each["code"])
        for name, usual in (("type", None), ("time", True), ("file", False)):
            if was is not None and was.get(name, usual) != each.get(name, usual):
                place = (*path, "attributes", index, name)
                faults.add(place, "conflict", "can't change: cards hold values of the other form.")
                break


def _check_name(content: Content, path: Where, faults: Faults) -> None:
    named = next((each for each in content["attributes"] if each["code"] == content["nameAttribute"]), None)
    if named is None:
        faults.add((*path, "nameAttribute"), "reference", f"There is no attribute {content['nameAttribute']}.")
    elif named["type"] != AttributeType.STRING or named.get("multiValue"):
        faults.add((*path, "nameAttribute"), "type", "must be an attribute of type string with a single value.")


def _check_made(content: Content, names: Mapping[str, str], path: Where, faults: Faults, *, is_new: bool) -> None:
    """What the template itself has to say of defaults, and the core of its kind."""
    template = contents.template(content, 1, names)
    for index, each in enumerate(content["attributes"]):
        if "default" in each:
            _check_default(template, each, (*path, "attributes", index, "default"), faults)
    if content["kind"] is not None:
        return
    try:
        known = kinds.judge(kind=template.kind)
    except PolydeskError as error:
        found = getattr(error, "faults", None) or [Fault((), "conflict", error.message)]
        faults.extend(Fault(path, fault.code, fault.message, fault.params) for fault in found)
    else:
        # After a crash there is the kind that this very file declares; any other is somebody else's.
        if is_new and known is not None and known != template.kind:
            text = "is the name of a kind that was declared otherwise, and whose rules would be lost."
            faults.add((*path, "code"), "conflict", text)


def _check_default(template: Template, attribute: Content, path: Where, faults: Faults) -> None:
    made = template.attributes[attribute["code"]]
    wrong: Any = None
    if made.read_only:
        wrong = "is not for an attribute that is only read."
    else:
        try:
            if not parser.read(made, [{"value": attribute["default"]}], _UTC):
                wrong = "is no value."
        except UnfitError as error:
            wrong = str(error)
    if wrong:
        faults.add(path, "format", wrong)
